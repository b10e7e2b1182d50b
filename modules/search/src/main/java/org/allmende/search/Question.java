package org.allmende.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SearchIndex.Understood;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// What was asked, understood.
///
/// @param topics what hits are about; of many, most must be found
/// @param rarities of each topic, how rare it is
/// @param conditions places, years and formats read out of the text
/// @param excluded what hits must not have
/// @param extras what hits may have besides
/// @param loose parts of what was asked, that lead to something akin
/// @param bonus what lifts hits that fit the whole text; null for none
/// @param unknown words that the catalogue does not know at all
/// @param terms the terms looked for, for highlighting
/// @param typed the words looked for as they were typed, each with its terms
/// @param understood what was read out of the text, for people
/// @param corrected the text with its slips corrected; null when there were none
record Question(
    List<Query> topics,
    List<Rarity> rarities,
    List<Condition> conditions,
    List<Query> excluded,
    List<Query> extras,
    List<Query> loose,
    @Nullable Query bonus,
    List<String> unknown,
    Set<String> terms,
    Map<String, List<String>> typed,
    List<Understood> understood,
    @Nullable String corrected) {

  /// Nothing was asked.
  static final Question NOTHING =
      new Question(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of(),
          Set.of(), Map.of(), List.of(), null);

  Question {
    topics = List.copyOf(topics);
    rarities = List.copyOf(rarities);
    conditions = List.copyOf(conditions);
    excluded = List.copyOf(excluded);
    extras = List.copyOf(extras);
    loose = List.copyOf(loose);
    unknown = List.copyOf(unknown);
    terms = Set.copyOf(terms);
    typed = Map.copyOf(typed);
    understood = List.copyOf(understood);
  }

  /// How rare a topic is.
  ///
  /// @param word what was typed, corrected and folded
  /// @param datasets in how many the most common form of it stands; 0 where that is not known
  record Rarity(String word, int datasets) {}

  /// A place, year or format.
  ///
  /// @param query finds what fulfils it
  /// @param weight what fulfilling it is worth where it is no must
  record Condition(Query query, float weight) {}

  boolean isEmpty() {
    return topics.isEmpty() && extras.isEmpty() && conditions.isEmpty() && unknown.isEmpty();
  }
}
