package org.allmende.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.catalog.asking.SearchIndex;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `search`: asks the index.
@Command(name = "search")
final class Search implements Callable<Integer> {

  private static final int MOST = 100;

  @Mixin private Common common = new Common();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "10")
  private int limit;

  @Parameters(arity = "0..*", paramLabel = "TEXT")
  private List<String> words = List.of();

  @Override
  public Integer call() throws IOException {
    if (limit < 1 || limit > MOST) {
      throw new Exit(Exit.USAGE, Words.of("search.limit", MOST));
    }
    try (var installation = common.openExisting()) {
      var open = SearchIndex.Range.OPEN;
      var results =
          installation
              .search()
              .search(
                  new SearchIndex.Request(
                      String.join(" ", words),
                      Map.of(),
                      open,
                      open,
                      null,
                      SearchIndex.Sort.RELEVANCE,
                      1,
                      limit));
      if (common.isJson()) {
        common.json(json(results));
      } else {
        say(results);
      }
      return results.total() == 0 ? Exit.NOT_FOUND : Exit.DONE;
    }
  }

  private void say(SearchIndex.Results results) {
    common.say(Words.of("search.total", results.total()));
    for (SearchIndex.Hit hit : results.hits()) {
      common.say(hit.title() + "  (" + hit.id() + ")");
    }
    if (results.suggestion() != null) {
      common.say(Words.of("search.suggestion", results.suggestion()));
    }
  }

  private static Map<String, @Nullable Object> json(SearchIndex.Results results) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("total", results.total());
    json.put("tookMs", results.tookMillis());
    json.put(
        "hits",
        results.hits().stream()
            .map(hit ->
                Map.of(
                    "id", hit.id().toString(),
                    "uri", hit.uri(),
                    "title", hit.title(),
                    "score", hit.score()))
            .toList());
    json.put("suggestion", results.suggestion());
    return json;
  }
}
