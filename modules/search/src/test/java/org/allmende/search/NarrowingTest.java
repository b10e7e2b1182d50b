package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.model.Dataset.Box;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds filters and facet counts of the index to a look at every dataset.
@ParameterizedClass
@EnumSource(Indexes.class)
class NarrowingTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  private static final List<String> FACETS =
      List.of("theme", "format", "license", "tenant", "quality", "rows");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> countsLikeALookAtEveryDataset() {
    return LongStream.of(1, 2, 3)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> compare(seed)));
  }

  private void compare(long seed) {
    var random = new RandomCatalog(seed);
    var store = new MemoryDatasetStore("zufall");
    random.entries(250).forEach(store::put);
    try (var index = indexes.open(folder.resolve("" + seed), store)) {
      for (int i = 0; i < 40; i++) {
        Request request = request(random);
        SearchIndex.Results results = index.search(request);
        Map<String, Predicate<RandomCatalog.Made>> tests = tests(request);
        String told = seed + ": " + request;
        assertEquals(random.made().stream().filter(all(tests, "")).count(), results.total(), told);
        for (String facet : FACETS) {
          assertEquals(
              counts(random.made(), facet, all(tests, facet)), counts(results, facet), told);
        }
      }
    }
  }

  private static Request request(RandomCatalog random) {
    var filters = new HashMap<String, List<String>>();
    filter(filters, "theme", random.some(RandomCatalog.THEMES), random);
    filter(filters, "format", random.some(RandomCatalog.FORMATS), random);
    filter(filters, "license", random.some(RandomCatalog.LICENSES), random);
    if (random.number(4) == 0) {
      filters.put("tenant", List.of(random.pick(RandomCatalog.TENANTS)));
    }
    if (random.number(4) == 0) {
      filters.put("rows", List.of(Boolean.toString(random.chance())));
    }
    if (random.number(4) == 0) {
      filters.put("quality", List.of("bad", random.chance() ? "sehr gut" : "sufficient"));
    }
    int year = 2010 + random.number(10);
    Range coverage = random.chance() ? Range.OPEN : new Range("" + year, "" + (year + 3));
    Range modified =
        random.chance() ? Range.OPEN : new Range((2014 + random.number(6)) + "-03", null);
    Box box = random.number(3) > 0 ? null : new Box(7, 49, 11, 52);
    return new Request("", filters, modified, coverage, box, Sort.RELEVANCE, 1, 0);
  }

  private static void filter(
      Map<String, List<String>> filters, String facet, List<String> values, RandomCatalog random) {
    if (!values.isEmpty() && random.chance()) {
      filters.put(facet, random.number(4) == 0 ? List.of("none") : values);
    }
  }

  private static Map<String, Predicate<RandomCatalog.Made>> tests(Request request) {
    var tests = new HashMap<String, Predicate<RandomCatalog.Made>>();
    for (String facet : FACETS) {
      List<String> wanted = request.filters().getOrDefault(facet, List.of());
      if (!wanted.isEmpty()) {
        tests.put(
            facet,
            one -> {
              List<String> values = values(facet).apply(one);
              return values.isEmpty()
                  ? wanted.contains("none")
                  : values.stream().anyMatch(wanted::contains);
            });
      }
    }
    String from = request.coverage().from();
    String to = request.coverage().to();
    tests.put(
        "coverage",
        one ->
            from == null
                || to == null
                || (one.year() >= Integer.parseInt(from) && one.year() <= Integer.parseInt(to)));
    String since = request.modified().from();
    tests.put("modified", one -> since == null || (one.modified() + "-03").compareTo(since) >= 0);
    Box box = request.box();
    tests.put("box", one -> box == null || lies(one, box));
    return tests;
  }

  private static boolean lies(RandomCatalog.Made one, Box box) {
    return one.lon() >= box.west()
        && one.lon() <= box.east()
        && one.lat() >= box.south()
        && one.lat() <= box.north();
  }

  private static Predicate<RandomCatalog.Made> all(
      Map<String, Predicate<RandomCatalog.Made>> tests, String but) {
    return one ->
        tests.entrySet().stream()
            .allMatch(test -> test.getKey().equals(but) || test.getValue().test(one));
  }

  private static Function<RandomCatalog.Made, List<String>> values(String facet) {
    return switch (facet) {
      case "theme" -> RandomCatalog.Made::themes;
      case "format" -> RandomCatalog.Made::formats;
      case "license" -> RandomCatalog.Made::licenses;
      case "rows" -> one -> List.of(Boolean.toString(one.rows()));
      case "quality" -> one -> List.of(one.quality());
      default -> one -> List.of(one.tenant());
    };
  }

  private static Map<String, Long> counts(
      List<RandomCatalog.Made> made, String facet, Predicate<RandomCatalog.Made> test) {
    return made.stream()
        .filter(test)
        .map(values(facet))
        .flatMap(values -> values.isEmpty() ? Stream.of("none") : values.stream())
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> counts(SearchIndex.Results results, String facet) {
    return results.facets().getOrDefault(facet, List.of()).stream()
        .filter(value -> value.count() > 0)
        .collect(
            Collectors.toMap(
                value ->
                    value
                        .value()
                        .replace("http://dcat-ap.de/def/licenses/", "")
                        .replaceFirst("^.*data-theme/", ""),
                SearchIndex.FacetValue::count,
                Long::sum,
                TreeMap::new));
  }

  @Test
  void takesPublishersByAddressEndOfItAndName() {
    var store = new MemoryDatasetStore("herausgeber");
    store.put(
        Catalogs.entry(
            "a/eins",
            "<> a dcat:Dataset ; dct:title \"Eins\" ; dct:publisher <https://org.example/05515000> ."
                + " <https://org.example/05515000> foaf:name \"Stadt Münster\" ."));
    store.put(Catalogs.titled("a/zwei", "Zwei"));
    try (var index = indexes.open(folder, store)) {
      for (String written :
          List.of("https://org.example/05515000", "05515000", "Stadt Münster", "stadt muenster")) {
        assertEquals(1, total(index, "publisher", written), written);
      }
      assertEquals(1, total(index, "publisher", "none"));
      assertEquals(0, total(index, "publisher", "Stadt Köln"));
    }
  }

  @Test
  void takesQualityAndRowsAsPeopleWriteThem() {
    var store = new MemoryDatasetStore("zeilen");
    store.put(Catalogs.titled("a/eins", "Eins"));
    store.put(
        Catalogs.entry(
            "a/zwei",
            "<> a dcat:Dataset ; dct:title \"Zwei\" ; dcat:distribution <#f> ."
                + " <#f> void:entities 3 ."));
    try (var index = indexes.open(folder, store)) {
      assertEquals(1, index.search(Request.of("zeilen:ja")).total());
      assertEquals(1, index.search(Request.of("rows:false Eins")).total());
      assertEquals(2, index.search(Request.of("qualität:ausbaufähig")).total());
      assertEquals(0, index.search(Request.of("qualitaet:\"sehr gut\"")).total());
    }
  }

  private static long total(SearchIndex index, String facet, String value) {
    return index
        .search(
            new Request(
                "",
                Map.of(facet, List.of(value)),
                Range.OPEN,
                Range.OPEN,
                none(),
                Sort.TITLE,
                1,
                1))
        .total();
  }

  private static @Nullable Box none() {
    return null;
  }
}
