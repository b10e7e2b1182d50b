package org.allmende.catalog.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.junit.jupiter.api.Test;

final class MergingTest {

  private static final List<Node> NODES = Node.list("b=https://b.example,c=https://c.example");

  private static List<Found> ranked(Answer... answers) {
    return Merging.ranked(List.of(answers), Sort.RELEVANCE, NODES);
  }

  /// At a node that is all about swimming baths the word counts for little, whatever the dataset
  /// says of it; together the two hits say the same, and more than the third.
  @Test
  void countsAWordByHowRareItIsInAllNodesTogether() {
    double common = Statistics.rarity(90, 100);
    double rare = Statistics.rarity(5, 1000);
    Answer baths = Some.about("b", "bad", new Statistics(100, Map.of("bad", 90L)), 4 * common);
    Answer town =
        Some.about("local", "bad", new Statistics(1000, Map.of("bad", 5L)), 4.1 * rare, rare);
    List<Found> merged = ranked(town, baths);
    assertEquals(List.of("local-0", "b-0", "local-1"), Some.titles(merged));
    double together = Statistics.rarity(95, 1100);
    assertEquals(4.1 * together, merged.get(0).hit().score(), 0.01);
    assertEquals(4 * together, merged.get(1).hit().score(), 0.01);
  }

  @Test
  void leavesScoresAsTheyAreWhereANodeSaysNothingOfItsWords() {
    var merged =
        ranked(
            Some.answer(Some.found("local", "zwei", 2)),
            Some.answer(Some.found("b", "drei", 3), Some.found("b", "eins", 1)));
    assertEquals(List.of("drei", "zwei", "eins"), Some.titles(merged));
  }

  @Test
  void letsNoNodeTakeAWordsWorthAwayFromTheOthers() {
    Answer town = Some.about("local", "bad", new Statistics(100, Map.of("bad", 2L)), 8);
    Answer liar =
        new Answer(
            0, List.of(), Map.of(), new Statistics(1_000_000_000, Map.of("bad", 1_000_000_000L)));
    assertEquals(0.4, ranked(town, liar).getFirst().hit().score(), 0.001);
  }

  @Test
  void showsADatasetOnceAndTheWayItIsKnownHere() {
    String uri = "https://b.example/datasets/x";
    var merged =
        ranked(
            Some.answer(Some.found("local", uri, "hier", 1)),
            Some.answer(Some.found("b", uri, "dort", 9)));
    assertEquals(List.of("hier"), Some.titles(merged));
  }

  @Test
  void believesTheNodeAfterWhichADatasetIsNamedBeforeOthers() {
    String uri = "https://c.example/datasets/x";
    var merged =
        ranked(
            Some.answer(),
            Some.answer(Some.found("b", uri, "untergeschoben", 9)),
            Some.answer(Some.found("c", uri, "echt", 1)));
    assertEquals(List.of("echt"), Some.titles(merged));
  }

  @Test
  void keepsTheOrderByTitleAcrossNodes() {
    var merged =
        Merging.ranked(
            List.of(
                Some.answer(Some.found("local", "Ampeln", 1), Some.found("local", "Zoo", 1)),
                Some.answer(Some.found("b", "Äcker", 1), Some.found("b", "Museen", 1))),
            Sort.TITLE,
            NODES);
    assertEquals(List.of("Äcker", "Ampeln", "Museen", "Zoo"), Some.titles(merged));
  }

  @Test
  void addsCountsUpAndLeavesOutTenants() {
    var here = List.of(new FacetValue("CSV", "CSV", 3), new FacetValue("PDF", "PDF", 1));
    var there = List.of(new FacetValue("CSV", "csv", 4));
    var merged =
        Merging.facets(
            List.of(
                Some.counted(Map.of("format", here, "tenant", here)),
                Some.counted(Map.of("format", there, "tenant", there))));
    assertEquals(
        Map.of("format", List.of(new FacetValue("CSV", "CSV", 7), new FacetValue("PDF", "PDF", 1))),
        merged);
  }

  @Test
  void leavesOutWhatALongListMayHaveCutOff() {
    var lots =
        IntStream.range(0, 100)
            .mapToObj(i -> new FacetValue("wert-" + i, "Wert", 200 - i))
            .toList();
    var few = List.of(new FacetValue("wert-7", "Wert", 1), new FacetValue("selten", "Wert", 5));
    var merged =
        Merging.facets(
                List.of(
                    Some.counted(Map.of("publisher", lots)),
                    Some.counted(Map.of("publisher", few))))
            .getOrDefault("publisher", List.of());
    assertTrue(merged.contains(new FacetValue("wert-7", "Wert", 194)), merged::toString);
    assertTrue(merged.stream().noneMatch(value -> value.value().equals("selten")));
  }
}
