package org.allmende.web.clerk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.model.Claim;
import org.allmende.model.Metadata;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.page.Choice;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ReviewPage.Field;
import org.allmende.web.page.ReviewPage.Yours;
import org.allmende.web.page.Words;

/// The fields of a description, filled in, each with where its value comes from.
public final class ReviewFields {

  private static final double CERTAIN = 1;
  private static final int LONGEST_WHY = 300;
  private static final int LONGEST_LABEL = 200;

  private static final Pattern ISO_DAY = Pattern.compile("^(\\d{4})-(\\d\\d)-(\\d\\d)$");

  private final Vocabularies vocabularies;

  public ReviewFields(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /// The fields everybody should look at.
  ///
  /// @param sent what was sent, which stands in them again; empty where nothing was
  List<Field> main(Words words, Browsing.Shown shown, Map<String, String> sent) {
    var fields = new FieldList(words, shown, sent);
    fields.text("title.de", "title", "text");
    fields.text("description.de", "description", "long");
    fields.choice("license", "license", licenses(words));
    int themes = shown.dataset().themes().size();
    for (int i = 1; i <= Math.clamp(themes + 1L, 1, ReviewForm.MOST_THEMES); i++) {
      fields.choice("theme." + i, "themes", concepts(words, Scheme.DATA_THEME, c -> true));
    }
    fields.text("contact.name", "contact", "text");
    fields.text("contact.email", "contact", "email");
    fields.text("spatial", "spatial", "text");
    fields.choice("frequency", "frequency", concepts(words, Scheme.FREQUENCY, c -> true));
    fields.text("temporal.start", "temporal", "date");
    fields.text("temporal.end", "temporal", "date");
    return fields.list;
  }

  /// The other fields.
  List<Field> further(Words words, Browsing.Shown shown, Map<String, String> sent) {
    var fields = new FieldList(words, shown, sent);
    fields.text("keywords", "keywords", "text");
    fields.choice(
        "hvd", "hvd", concepts(words, Scheme.HVD_CATEGORY, concept -> concept.broader() == null));
    fields.text("title.en", "title", "text");
    fields.text("description.en", "description", "long");
    fields.text("publisher", "publisher", "text");
    fields.choice(
        "language",
        "language",
        concepts(words, Scheme.LANGUAGE, concept -> !concept.facts(Fact.TAG).isEmpty()));
    fields.text("landingPage", "landingPage", "url");
    fields.text("identifier", "identifier", "text");
    return fields.list;
  }

  /// All fields.
  List<Field> all(Words words, Browsing.Shown shown, Map<String, String> sent) {
    var all = new ArrayList<>(main(words, shown, sent));
    all.addAll(further(words, shown, sent));
    return all;
  }

  /// What was typed into a form that came too late, where something else is stored now.
  List<Yours> late(Words words, Browsing.Shown shown, Map<String, String> sent) {
    List<Field> now = all(words, shown, Map.of());
    List<Field> then = all(words, shown, sent);
    var yours = new ArrayList<Yours>();
    for (int i = 0; i < then.size(); i++) {
      String text = text(then.get(i));
      if (!text.isEmpty() && !text.equals(text(now.get(i)))) {
        yours.add(new Yours(then.get(i).label(), text));
      }
    }
    Metadata said = shown.notes().said();
    for (Metadata.Decision decision : ReviewForm.decisions(said, sent)) {
      if (!said.decisions().contains(decision)) {
        yours.add(new Yours(question(words, decision), Plain.of(decision.reason())));
      }
    }
    return yours;
  }

  /// What stands in a field, as people read it.
  private static String text(Field field) {
    return field.options().stream()
        .filter(Choice::chosen)
        .map(Choice::label)
        .findFirst()
        .orElse(field.value())
        .strip();
  }

  private static String question(Words words, Metadata.Decision decision) {
    String column = decision.column();
    String why = words.t("review.reason");
    return column == null
        ? why
        : words.t("review.gate.column", Plain.shorten(column, LONGEST_LABEL)) + " " + why;
  }

  /// The fields that can be set for several datasets at once; nothing chosen leaves them as they
  /// are.
  ///
  /// @param values what stands in them, by their names
  List<Field> several(Words words, UnaryOperator<String> values) {
    return List.of(
        open(words, "license", licenses(words), values),
        open(words, "frequency", concepts(words, Scheme.FREQUENCY, c -> true), values),
        open(words, "contact.name", "text", values),
        open(words, "contact.email", "email", values),
        open(words, "publisher", "text", values));
  }

  private static Field open(
      Words words, String name, List<Choice> all, UnaryOperator<String> values) {
    String value = values.apply(name);
    var options = new ArrayList<Choice>();
    options.add(new Choice("", words.t("bulk.as-it-is"), value.isEmpty()));
    all.forEach(c -> options.add(new Choice(c.value(), c.label(), c.value().equals(value))));
    String label = words.t("review.field." + name);
    return new Field(name, label, "choice", value, options, "", "", "", "");
  }

  private static Field open(Words words, String name, String kind, UnaryOperator<String> values) {
    String label = words.t("review.field." + name);
    return new Field(name, label, kind, Plain.of(values.apply(name)), List.of(), "", "", "", "");
  }

  /// All themes.
  List<Choice> themes(Words words) {
    return concepts(words, Scheme.DATA_THEME, c -> true);
  }

  /// What a value is called.
  String label(Words words, String value) {
    return vocabularies
        .concept(value)
        .map(concept -> concept.label(words.language()))
        .orElse(value);
  }

  /// The licences that may be chosen.
  public List<Choice> licenses(Words words) {
    return concepts(
        words,
        Scheme.LICENCE,
        concept -> !concept.facts(Fact.ALLOWED).contains("false") && concept.is(Fact.OPEN));
  }

  private List<Choice> concepts(Words words, Scheme scheme, Predicate<Concept> which) {
    return vocabularies.concepts(scheme).stream()
        .filter(concept -> !concept.is(Fact.DEPRECATED))
        .filter(which)
        .map(concept -> new Choice(concept.uri(), concept.label(words.language()), false))
        .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private final class FieldList {
    private final Words words;
    private final Browsing.Shown shown;
    private final Map<String, String> values;
    private final List<Field> list = new ArrayList<>();

    FieldList(Words words, Browsing.Shown shown, Map<String, String> sent) {
      this.words = words;
      this.shown = shown;
      this.values = new HashMap<>(ReviewForm.values(shown.dataset()));
      values.putAll(sent);
    }

    void text(String name, String field, String kind) {
      add(name, field, kind, List.of());
    }

    /// What is set but not in the list can be chosen all the same.
    void choice(String name, String field, List<Choice> all) {
      String value = value(name);
      var options = new ArrayList<Choice>();
      options.add(new Choice("", words.t("review.choose-nothing"), value.isEmpty()));
      if (!value.isEmpty() && all.stream().noneMatch(c -> c.value().equals(value))) {
        String label =
            vocabularies.concept(value).map(c -> c.label(words.language())).orElse(value);
        options.add(new Choice(value, Plain.shorten(label, LONGEST_LABEL), true));
      }
      all.forEach(c -> options.add(new Choice(c.value(), c.label(), c.value().equals(value))));
      add(name, field, "choice", options);
    }

    private void add(String name, String field, String kind, List<Choice> options) {
      boolean said = !value(name).isEmpty() || field.equals("hvd");
      Optional<Claim> claim =
          shown.notes().claims().stream().filter(c -> said && c.field().equals(field)).findFirst();
      list.add(
          new Field(
              name,
              words.t("review.field." + name),
              kind,
              kind.equals("date") ? day(value(name)) : value(name),
              options,
              claim.map(this::origin).orElse(""),
              claim.map(this::originLabel).orElse(""),
              claim
                  .filter(c -> c.source() != Claim.Source.SAID)
                  .map(c -> Plain.shorten(words.t(c.why()), LONGEST_WHY))
                  .orElse(""),
              ""));
    }

    private String value(String name) {
      return Plain.of(values.getOrDefault(name, ""));
    }

    /// A day as people of the page's language write it.
    private String day(String value) {
      return words.language().equals("de")
          ? ISO_DAY.matcher(value).replaceFirst("$3.$2.$1")
          : value;
    }

    private String origin(Claim claim) {
      return switch (claim.source()) {
        case SAID -> "said";
        case READ -> "read";
        case GUESSED -> "guess";
      };
    }

    private String originLabel(Claim claim) {
      boolean preset = claim.source() == Claim.Source.SAID && claim.certainty() < CERTAIN;
      return words.t(preset ? "origin.preset" : "origin." + origin(claim));
    }
  }
}
