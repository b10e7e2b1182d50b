package org.allmende.web.search;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.web.page.Tile;
import org.allmende.web.page.Words;

/// Counts datasets, all or those that pass a filter, and what is still missing among them.
public final class Numbers {

  private static final List<String> OPEN_FORMATS =
      List.of("CSV", "TSV", "JSON", "GEOJSON", "XML", "XLSX", "ODS", "GPKG", "RDF_TURTLE");

  private final SearchIndex index;
  private final InstantSource clock;

  public Numbers(SearchIndex index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
  }

  /// The day on which is counted: what the numbers depend on besides the data.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /// The numbers of the datasets that pass a filter.
  ///
  /// @param total how many these are
  public List<Tile> tiles(Words words, Map<String, List<String>> filters, long total) {
    if (total == 0) {
      return List.of(new Tile(words.number(0), words.t("tile.datasets")));
    }
    String yearAgo = today().minusYears(1).toString();
    long readable = count(with(filters, "format", OPEN_FORMATS), Range.OPEN);
    long recent = count(filters, new Range(yearAgo, null));
    long unlicensed = count(with(filters, "license", List.of("none")), Range.OPEN);
    return List.of(
        new Tile(words.number(total), words.t("tile.datasets")),
        new Tile(percent(words, readable, total), words.t("tile.readable")),
        new Tile(percent(words, recent, total), words.t("tile.recent")),
        new Tile(words.number(unlicensed), words.t("tile.unlicensed")));
  }

  private static Map<String, List<String>> with(
      Map<String, List<String>> filters, String name, List<String> values) {
    var more = new HashMap<>(filters);
    more.put(name, values);
    return more;
  }

  private long count(Map<String, List<String>> filters, Range modified) {
    var asked = asked(filters, modified, Sort.RELEVANCE, 0);
    return index.search(asked.counting(SearchIndex.Request.NO_FACET)).total();
  }

  /// What changed last among the datasets that pass a filter, with all facets.
  public SearchIndex.Results newest(Map<String, List<String>> filters, int size) {
    return index.search(asked(filters, Range.OPEN, Sort.MODIFIED, size));
  }

  private static SearchIndex.Request asked(
      Map<String, List<String>> filters, Range modified, Sort sort, int size) {
    return new SearchIndex.Request("", filters, modified, Range.OPEN, null, sort, 1, size);
  }

  /// Rounded down: a hundred per cent is only said when nothing is missing.
  private static String percent(Words words, long part, long total) {
    return words.number(part * 100 / total) + " %";
  }
}
