package org.allmende.web.sources;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceReader;
import org.allmende.model.Slug;
import org.allmende.web.page.Choice;
import org.allmende.web.page.FormField;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// What was typed about a source, and what is wrong with it, in the words of a page.
final class SourceForm {

  private static final int LONGEST = 500;
  private static final int LONGEST_ADDRESS = 2000;
  private static final int LONGEST_NUMBER = 11;

  /// What some readers want to know beyond the address.
  private static final List<String> OPTIONS = List.of("graph", "prefix", "set", "schema");

  private static final List<String> FIELDS =
      List.of("name", "kind", "address", "every", "unit", "priority");

  private static final List<String> UNITS = List.of("m", "h", "d");
  private static final int MINUTES_OF_AN_HOUR = 60;
  private static final int MINUTES_OF_A_DAY = 24 * MINUTES_OF_AN_HOUR;

  private final Words words;
  private final Map<String, String> typed;
  private final Map<String, String> wrong = new LinkedHashMap<>();

  private SourceForm(Words words, Map<String, String> typed) {
    this.words = words;
    this.typed = typed;
  }

  /// An empty one: read when somebody asks, behind no other and before none.
  static SourceForm empty(Words words) {
    return new SourceForm(words, Map.of("kind", "dcat", "unit", "d", "priority", "0"));
  }

  /// What is said about a source.
  static SourceForm of(Words words, Source source) {
    var typed = new LinkedHashMap<>(source.options());
    typed.keySet().retainAll(OPTIONS);
    typed.put("name", source.name());
    typed.put("kind", source.kind().name().toLowerCase(Locale.ROOT));
    typed.put("address", source.address().toString());
    typed.put("priority", Integer.toString(source.priority()));
    interval(typed, source.every());
    return new SourceForm(words, typed);
  }

  private static void interval(Map<String, String> typed, @Nullable Duration every) {
    if (every == null) {
      typed.put("unit", "d");
      return;
    }
    long minutes = Math.ceilDiv(every.toSeconds(), 60);
    boolean days = minutes % MINUTES_OF_A_DAY == 0;
    boolean hours = minutes % MINUTES_OF_AN_HOUR == 0;
    long unit = days ? MINUTES_OF_A_DAY : hours ? MINUTES_OF_AN_HOUR : 1;
    typed.put("every", Long.toString(minutes / unit));
    typed.put("unit", days ? "d" : hours ? "h" : "m");
  }

  /// What a browser sends.
  static SourceForm sent(Words words, HttpServletRequest request) {
    var typed = new LinkedHashMap<String, String>();
    for (List<String> names : List.of(FIELDS, OPTIONS)) {
      for (String name : names) {
        String value = request.getParameter(name);
        typed.put(name, value == null ? "" : Plain.of(value).strip());
      }
    }
    return new SourceForm(words, typed);
  }

  private String typed(String name) {
    return typed.getOrDefault(name, "");
  }

  /// The name a new source is to have; empty where it may have none.
  ///
  /// @param taken names of others
  Optional<String> name(List<String> taken) {
    String name = typed("name");
    if (!Slug.isValid(name)) {
      wrong.put(
          "name",
          name.isEmpty()
              ? words.t("sources.wrong.empty")
              : words.t("sources.wrong.name", Slug.of(name)));
    } else if (taken.contains(name)) {
      wrong.put("name", words.t("sources.wrong.name-taken", name));
    }
    return wrong.containsKey("name") ? Optional.empty() : Optional.of(name);
  }

  /// The source as it was typed; empty where something is wrong.
  ///
  /// @param options that stay as they are unless the form names them
  Optional<Source> source(String tenant, String name, Map<String, String> options) {
    Optional<Source.Kind> kind = SourceReader.kind(typed("kind"));
    if (kind.isEmpty()) {
      wrong.put("kind", words.t("sources.wrong.kind"));
    }
    Optional<URI> address = address();
    Optional<Integer> priority = priority();
    @Nullable Duration every = every();
    var all = new LinkedHashMap<>(options);
    for (String option : OPTIONS) {
      option(all, option);
    }
    return wrong.isEmpty()
        ? Optional.of(
            new Source(
                tenant,
                name,
                kind.orElseThrow(),
                address.orElseThrow(),
                priority.orElseThrow(),
                every,
                all))
        : Optional.empty();
  }

  private void option(Map<String, String> all, String option) {
    if (typed(option).length() > LONGEST) {
      wrong.put(option, words.t("sources.wrong.long", LONGEST));
    } else if (typed(option).isEmpty()) {
      all.remove(option);
    } else {
      all.put(option, typed(option));
    }
  }

  private Optional<URI> address() {
    String text = typed("address");
    if (text.isEmpty()) {
      wrong.put("address", words.t("sources.wrong.empty"));
      return Optional.empty();
    }
    try {
      var address = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme());
      if (web && address.getHost() != null && text.length() <= LONGEST_ADDRESS) {
        return Optional.of(address);
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    wrong.put("address", words.t("sources.wrong.address"));
    return Optional.empty();
  }

  private Optional<Integer> priority() {
    String text = typed("priority");
    try {
      return Optional.of(text.isEmpty() ? 0 : Integer.parseInt(text));
    } catch (NumberFormatException _) {
      wrong.put("priority", words.t("sources.wrong.priority"));
      return Optional.empty();
    }
  }

  private @Nullable Duration every() {
    String number = typed("every");
    if (number.isEmpty()) {
      return null;
    }
    Duration every =
        UNITS.contains(typed("unit"))
            ? SourceReader.interval(number + typed("unit")).orElse(null)
            : null;
    if (every == null) {
      wrong.put("every", words.t("sources.wrong.every"));
    }
    return every;
  }

  /// Says of the address what whoever is to go there says of it.
  void refuseAddress(String why) {
    wrong.put("address", why);
  }

  /// What every source needs.
  ///
  /// @param isNew whether the name is to be chosen
  List<FormField> fields(boolean isNew) {
    var fields = new ArrayList<FormField>();
    if (isNew) {
      fields.add(field("name", "text", List.of(), true, Slug.MAX_LENGTH));
    }
    var kinds = new ArrayList<Choice>();
    for (Source.Kind kind : Source.Kind.values()) {
      String value = kind.name().toLowerCase(Locale.ROOT);
      String label =
          SourceViews.kind(words, kind)
              + ": "
              + words.t("sources.kind." + SourceViews.code(kind) + ".say");
      kinds.add(new Choice(value, label, value.equals(typed("kind"))));
    }
    fields.add(field("kind", "choice", kinds, true, LONGEST));
    fields.add(field("address", "url", List.of(), true, LONGEST_ADDRESS));
    fields.add(field("priority", "text", List.of(), false, LONGEST_NUMBER));
    return fields;
  }

  /// How often it is read.
  List<FormField> interval() {
    var units =
        UNITS.stream()
            .map(unit ->
                new Choice(unit, words.t("sources.unit." + unit), unit.equals(typed("unit"))))
            .toList();
    return List.of(
        field("every", "text", List.of(), false, LONGEST_NUMBER),
        field("unit", "choice", units, false, LONGEST));
  }

  /// What only some kinds want to know.
  List<FormField> options() {
    return OPTIONS.stream().map(name -> field(name, "text", List.of(), false, LONGEST)).toList();
  }

  private FormField field(
      String name, String type, List<Choice> options, boolean required, int longest) {
    String key = "sources.field." + name;
    return new FormField(
        name,
        words.t(key),
        type,
        typed(name),
        options,
        words.has(key + ".why") ? words.t(key + ".why") : "",
        wrong.getOrDefault(name, ""),
        required,
        longest);
  }
}
