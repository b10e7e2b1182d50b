package org.allmende.catalog.nodes;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.jspecify.annotations.Nullable;

/// Makes one list of the answers of several nodes.
///
/// What a dataset says of a word is the same number wherever it is kept; how rare the word is
/// differs: where everything is about swimming baths, the word counts for nothing. Each answer
/// therefore says how many datasets its node has, in how many of them each word stands, and how
/// much of a hit's score is due to it. Added up, these tell how rare the word is in all nodes
/// together, and each share is counted again by that: the scores become those that one index of
/// everything would give (distributed search with global statistics, Callan 2000), with one
/// question to each node.
public final class Merging {

  /// By so much a share may shrink and grow, whatever the others say of their catalogues.
  private static final double LEAST_CHANGE = 0.05;

  private static final double MOST_CHANGE = 100;

  /// Where a facet has so many values, there may be more.
  private static final int CUT = 100;

  /// What names something of one node only.
  private static final Set<String> OWN_FACETS = Set.of("tenant");

  private Merging() {}

  /// All hits in one order, each dataset once: as it is known here, else as the node says after
  /// which it is named, else as the one that comes first.
  ///
  /// @param answers by node, that of this installation first
  public static List<Found> ranked(List<Answer> answers, Sort sort, List<Node> nodes) {
    List<Found> all =
        sort == Sort.RELEVANCE
            ? byScore(answers)
            : answers.stream()
                .flatMap(answer -> answer.hits().stream())
                .sorted(Comparator.comparing(Found::hit, order(sort)))
                .toList();
    var once = new LinkedHashMap<String, Found>();
    Set<String> firsthand = firsthand(all, nodes);
    for (Found found : all) {
      String uri = found.hit().uri();
      if (!firsthand.contains(uri) || isFirsthand(found, nodes)) {
        once.merge(uri, found, (first, second) -> second.page().isEmpty() ? second : first);
      }
    }
    return List.copyOf(once.values());
  }

  private static Set<String> firsthand(List<Found> all, List<Node> nodes) {
    var uris = new HashSet<String>();
    for (Found found : all) {
      if (isFirsthand(found, nodes)) {
        uris.add(found.hit().uri());
      }
    }
    return uris;
  }

  private static boolean isFirsthand(Found found, List<Node> nodes) {
    return found.page().isEmpty()
        || nodes.stream()
            .anyMatch(node -> node.name().equals(found.node()) && node.isOrigin(found.hit().uri()));
  }

  private static Comparator<Hit> order(Sort sort) {
    if (sort == Sort.MODIFIED) {
      return Comparator.comparing(Merging::modified, Comparator.reverseOrder());
    }
    Collator german = Collator.getInstance(Locale.GERMAN);
    return (one, other) -> german.compare(one.title(), other.title());
  }

  private static String modified(Hit hit) {
    String modified = hit.modified();
    return modified == null ? "" : modified;
  }

  private static List<Found> byScore(List<Answer> answers) {
    Statistics together = together(answers);
    var scored = new ArrayList<Found>();
    for (Answer answer : answers) {
      Map<String, Double> changes = changes(answer.statistics(), together);
      for (Found found : answer.hits()) {
        double score = found.hit().score();
        for (Map.Entry<String, Double> share : found.hit().shares().entrySet()) {
          score += share.getValue() * (changes.getOrDefault(share.getKey(), 1.0) - 1);
        }
        Hit hit = found.hit().scoring((float) score);
        scored.add(new Found(found.node(), found.page(), hit));
      }
    }
    scored.sort(Comparator.comparingDouble((Found found) -> found.hit().score()).reversed());
    return scored;
  }

  private static Statistics together(List<Answer> answers) {
    long datasets = 0;
    var words = new HashMap<String, Long>();
    for (Answer answer : answers) {
      Statistics own = answer.statistics();
      if (own != null) {
        datasets += own.datasets();
        own.words().forEach((word, count) -> words.merge(word, count, Long::sum));
      }
    }
    return new Statistics(datasets, words);
  }

  /// How much more or less each word counts in all nodes together than in one.
  private static Map<String, Double> changes(@Nullable Statistics own, Statistics together) {
    var changes = new HashMap<String, Double>();
    if (own != null) {
      own.words()
          .forEach((word, count) -> {
            double here = Statistics.rarity(count, own.datasets());
            double there =
                Statistics.rarity(together.words().getOrDefault(word, 0L), together.datasets());
            changes.put(word, Math.clamp(there / here, LEAST_CHANGE, MOST_CHANGE));
          });
    }
    return changes;
  }

  /// The values of all, counted together. A value that a node may have left out of a long list
  /// cannot be counted exactly, and is left out.
  static Map<String, List<FacetValue>> facets(List<Answer> answers) {
    var names = new HashSet<String>();
    answers.forEach(answer -> names.addAll(answer.facets().keySet()));
    names.removeAll(OWN_FACETS);
    var facets = new HashMap<String, List<FacetValue>>();
    for (String name : names) {
      List<FacetValue> values =
          values(answers.stream().map(one -> one.facets().getOrDefault(name, List.of())).toList());
      if (!values.isEmpty()) {
        facets.put(name, values);
      }
    }
    return facets;
  }

  private static List<FacetValue> values(List<List<FacetValue>> lists) {
    var summed = new LinkedHashMap<String, FacetValue>();
    for (List<FacetValue> list : lists) {
      for (FacetValue value : list) {
        summed.merge(value.value(), value, Merging::sum);
      }
    }
    for (List<FacetValue> list : lists) {
      if (list.size() >= CUT) {
        var named = new HashSet<String>();
        list.forEach(value -> named.add(value.value()));
        summed.keySet().retainAll(named);
      }
    }
    return summed.values().stream()
        .sorted(Comparator.comparingLong(FacetValue::count).reversed())
        .limit(CUT)
        .toList();
  }

  private static FacetValue sum(FacetValue one, FacetValue other) {
    return new FacetValue(one.value(), one.label(), one.count() + other.count());
  }
}
