package org.allmende.vocabulary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One entry of a list: a theme, a licence, a file type.
///
/// @param uri the address its publisher gave it
/// @param code its short name in the list, such as `CSV` or `dl-by-de/2.0`
/// @param labels its name by language (`de`, `en`)
/// @param altLabels what else people call it
/// @param broader the address of the concept it is part of; null at the top
/// @param facts what else is known, each with at least one value
public record Concept(
    String uri,
    String code,
    Map<String, String> labels,
    List<String> altLabels,
    @Nullable String broader,
    Map<Fact, List<String>> facts) {

  public Concept {
    labels = Map.copyOf(labels);
    altLabels = List.copyOf(altLabels);
    facts = Map.copyOf(facts);
  }

  /// Its name in a language; where that has none, the German, then the English one, then the code.
  public String label(String language) {
    String label = labels.getOrDefault(language, labels.get("de"));
    return label == null ? labels.getOrDefault("en", code) : label;
  }

  /// All that is known of one kind; empty where nothing is.
  public List<String> facts(Fact fact) {
    return facts.getOrDefault(fact, List.of());
  }

  /// The first value of a fact.
  public Optional<String> fact(Fact fact) {
    return facts(fact).stream().findFirst();
  }

  /// Tells whether a fact is known to be true; what is unknown is not.
  public boolean is(Fact fact) {
    return facts(fact).contains("true");
  }
}
