package org.allmende.web.clerk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.jspecify.annotations.Nullable;

/// The form of a description: what stands in it, and what somebody who sends it back has said. Only
/// a field that comes back changed is something said; an emptied one is no longer said, and is
/// filled in anew.
final class ReviewForm {

  /// The most themes a form has room for.
  static final int MOST_THEMES = 4;

  private static final int LONGEST = 20_000;
  private static final int MOST_WORDS = 200;
  private static final int MOST_GATES = 100;
  private static final Pattern GERMAN_DAY = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
  private static final Pattern ISO = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

  private final Map<String, String> values;
  private final Metadata before;
  private final Map<String, String> wrong = new LinkedHashMap<>();

  /// @param dataset what the form was filled in from
  /// @param before what was said so far
  ReviewForm(Dataset dataset, Metadata before) {
    this.values = values(dataset);
    this.before = before;
  }

  /// What was said.
  ///
  /// @param metadata as far as it was understood; what was not leaves its field as it is
  /// @param wrong what was typed for a day and is none, by the fields' names
  record Said(Metadata metadata, Map<String, String> wrong) {
    Said {
      wrong = Collections.unmodifiableMap(new LinkedHashMap<>(wrong));
    }
  }

  /// The fields by name, with what stands in them.
  static Map<String, String> values(Dataset dataset) {
    var values = new LinkedHashMap<String, String>();
    values.put("title.de", text(dataset.title(), "de"));
    values.put("title.en", dataset.title().getOrDefault("en", ""));
    values.put("description.de", text(dataset.description(), "de"));
    values.put("description.en", dataset.description().getOrDefault("en", ""));
    values.put("license", first(dataset.licenses()));
    for (int i = 0; i < MOST_THEMES; i++) {
      values.put("theme." + (i + 1), i < dataset.themes().size() ? dataset.themes().get(i) : "");
    }
    values.put("keywords", String.join(", ", dataset.keywords()));
    Metadata.Contact contact = dataset.contact();
    values.put("contact.name", contact == null ? "" : orEmpty(contact.name()));
    values.put("contact.email", contact == null ? "" : orEmpty(contact.email()));
    Metadata.Period period = dataset.temporal().isEmpty() ? null : dataset.temporal().getFirst();
    values.put("temporal.start", period == null ? "" : orEmpty(period.start()));
    values.put("temporal.end", period == null ? "" : orEmpty(period.end()));
    values.put("frequency", orEmpty(dataset.frequency()));
    values.put("spatial", String.join(", ", places(dataset)));
    values.put("hvd", first(dataset.hvdCategories()));
    values.put("language", first(dataset.languages()));
    values.put("publisher", dataset.publisher() == null ? "" : dataset.publisher().name());
    String landing = orEmpty(dataset.landingPage());
    values.put("landingPage", landing.startsWith(dataset.uri()) ? "" : landing);
    String identifier = orEmpty(dataset.identifier());
    values.put("identifier", identifier.equals(dataset.uri()) ? "" : identifier);
    values.replaceAll((name, value) -> normal(value));
    return values;
  }

  private static List<String> places(Dataset dataset) {
    var places = new ArrayList<String>();
    for (Dataset.Place place : dataset.places()) {
      String name = place.name();
      String uri = place.uri();
      if (name != null) {
        places.add(name);
      } else if (uri != null && place.box() == null) {
        places.add(uri);
      }
    }
    return places;
  }

  /// What a sent form says.
  Said said(Map<String, String> sent) {
    var metadata =
        new Metadata(
            texts("title", before.title(), sent),
            texts("description", before.description(), sent),
            changed("keywords", sent) ? list(sent, "keywords") : before.keywords(),
            themes(sent),
            changed("publisher", sent)
                ? sent(sent, "publisher").isEmpty()
                    ? null
                    : new Metadata.Agent(sent(sent, "publisher"), null)
                : before.publisher(),
            contact(sent),
            one("license", before.license(), sent),
            changed("spatial", sent) ? list(sent, "spatial") : before.spatial(),
            period(sent),
            one("frequency", before.frequency(), sent),
            one("hvd", before.hvd(), sent),
            one("language", before.language(), sent),
            one("identifier", before.identifier(), sent),
            one("landingPage", before.landingPage(), sent),
            decisions(before, sent));
    return new Said(metadata, wrong);
  }

  /// A changed German text leaves an English one that was made with it behind.
  private Map<String, String> texts(
      String field, Map<String, String> said, Map<String, String> sent) {
    boolean german = changed(field + ".de", sent);
    boolean english = changed(field + ".en", sent);
    if (!german && !english) {
      return said;
    }
    var texts = new LinkedHashMap<>(said);
    put(texts, "de", sent(sent, field + ".de"));
    if (english || said.containsKey("en")) {
      put(texts, "en", sent(sent, field + ".en"));
    }
    return texts;
  }

  private static void put(Map<String, String> texts, String language, String text) {
    if (text.isEmpty()) {
      texts.remove(language);
    } else {
      texts.put(language, text);
    }
  }

  private List<String> themes(Map<String, String> sent) {
    boolean changed = false;
    var chosen = new LinkedHashSet<String>();
    for (int i = 1; i <= MOST_THEMES; i++) {
      changed |= changed("theme." + i, sent);
      String theme =
          sent.containsKey("theme." + i) ? sent(sent, "theme." + i) : value("theme." + i);
      if (!theme.isEmpty()) {
        chosen.add(theme);
      }
    }
    return changed ? List.copyOf(chosen) : before.themes();
  }

  private Metadata.@Nullable Contact contact(Map<String, String> sent) {
    if (!changed("contact.name", sent) && !changed("contact.email", sent)) {
      return before.contact();
    }
    String name = sent(sent, "contact.name");
    String email = sent(sent, "contact.email");
    Metadata.Contact said = before.contact();
    String url = said == null ? null : said.url();
    return name.isEmpty() && email.isEmpty() && url == null
        ? null
        : new Metadata.Contact(orNull(name), orNull(email), url);
  }

  private Metadata.@Nullable Period period(Map<String, String> sent) {
    if (!changed("temporal.start", sent) && !changed("temporal.end", sent)) {
      return before.temporal();
    }
    String start = day(sent, "temporal.start");
    String end = day(sent, "temporal.end");
    if (orEmpty(start).equals(value("temporal.start"))
        && orEmpty(end).equals(value("temporal.end"))) {
      return before.temporal();
    }
    return start == null && end == null ? null : new Metadata.Period(start, end);
  }

  /// A day as people or machines write it, in ISO form.
  private @Nullable String day(Map<String, String> sent, String name) {
    String text = sent(sent, name);
    if (text.isEmpty()) {
      return null;
    }
    Matcher german = GERMAN_DAY.matcher(text);
    String iso =
        german.matches()
            ? "%s-%2s-%2s"
                .formatted(german.group(3), german.group(2), german.group(1))
                .replace(' ', '0')
            : text;
    if (text.equals(value(name)) || isDay(iso)) {
      return iso;
    }
    wrong.put(name, text);
    return orNull(value(name));
  }

  private static boolean isDay(String iso) {
    if (!ISO.matcher(iso).matches()) {
      return false;
    }
    try {
      java.time.LocalDate.parse((iso + "-01-01").substring(0, 10));
      return true;
    } catch (java.time.DateTimeException e) {
      return false;
    }
  }

  private @Nullable String one(String name, @Nullable String said, Map<String, String> sent) {
    return changed(name, sent) ? orNull(sent(sent, name)) : said;
  }

  /// What was decided so far and in a form. What stands in the form takes the place of what was
  /// decided earlier about the same thing.
  static List<Metadata.Decision> decisions(Metadata before, Map<String, String> sent) {
    var decisions = new ArrayList<>(before.decisions());
    for (int i = 1; i <= MOST_GATES && sent.containsKey("gate." + i + ".code"); i++) {
      String code = sent(sent, "gate." + i + ".code");
      String column = orNull(sent(sent, "gate." + i + ".column"));
      String reason = sent(sent, "gate." + i + ".reason");
      decisions.removeIf(d -> d.code().equals(code) && Objects.equals(d.column(), column));
      if (!reason.isEmpty() && !code.isEmpty()) {
        decisions.add(new Metadata.Decision(code, column, reason));
      }
    }
    return decisions;
  }

  private boolean changed(String name, Map<String, String> sent) {
    return sent.containsKey(name) && !sent(sent, name).equals(value(name));
  }

  private String value(String name) {
    return values.getOrDefault(name, "");
  }

  private static String sent(Map<String, String> sent, String name) {
    return normal(sent.getOrDefault(name, ""));
  }

  private static List<String> list(Map<String, String> sent, String name) {
    var words = new LinkedHashSet<String>();
    for (String word : sent(sent, name).split("[,;\n]", MOST_WORDS)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return List.copyOf(words);
  }

  /// Browsers send line breaks as CR LF.
  private static String normal(String text) {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return bounded.replace("\r\n", "\n").replace('\r', '\n').strip();
  }

  private static String text(Map<String, String> texts, String language) {
    String text = texts.get(language);
    return text != null ? text : texts.getOrDefault("", "");
  }

  private static String first(List<String> list) {
    return list.isEmpty() ? "" : list.getFirst();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
