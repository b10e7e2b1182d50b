package org.allmende.harvest;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.said.Json;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A portal with the action API of CKAN. Where it can search, its packages are read page by page;
/// where it cannot, as older DKAN, in a list that has no total, or one by one.
final class CkanSource implements CatalogueReader {

  private static final String JSON = "application/json";
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20_000;
  private static final int MOST_BYTES = 64 << 20;
  private static final Set<String> NO_DATASETS = Set.of("harvest", "showcase", "application");

  @Override
  public void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException {
    String base = base(source.address());
    JsonNode first;
    try {
      first = result(fetcher.get(search(base, 0), JSON));
    } catch (SourceFailed e) {
      if (e.isTemporary()) {
        throw e;
      }
      if (!listed(base, fetcher, sink)) {
        oneByOne(base, fetcher, sink, e);
      }
      return;
    }
    search(base, first, fetcher, sink);
  }

  /// The portal: whatever stands before its API.
  static String base(URI address) {
    return address
        .toString()
        .replaceFirst("[?#].*", "")
        .replaceFirst("/api(?:/.*)?$", "")
        .replaceFirst("/+$", "");
  }

  private static URI search(String base, long start) {
    return URI.create(
        base + "/api/3/action/package_search?q=*:*&sort=id+asc&rows=" + PAGE + "&start=" + start);
  }

  private static void search(String base, JsonNode first, Fetcher fetcher, Catalogues.Sink sink)
      throws IOException {
    Set<String> seen = new HashSet<>();
    JsonNode page = first;
    long start = 0;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      JsonNode results = page.path("results");
      long count = page.path("count").asLong(-1);
      int before = seen.size();
      packages(results, base, seen, sink);
      start += results.size();
      if (start >= count && count >= 0) {
        sink.complete(count);
        return;
      }
      if (results.isEmpty() || seen.size() == before) {
        sink.finding(cut(seen.size(), count));
        return;
      }
      page = result(fetcher.get(search(base, start), JSON));
    }
  }

  /// Without a search: all packages in a list, which ends with an empty page.
  ///
  /// @return false where the portal has no such list
  private static boolean listed(String base, Fetcher fetcher, Catalogues.Sink sink)
      throws IOException {
    Set<String> seen = new HashSet<>();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      URI address =
          URI.create(
              base
                  + "/api/3/action/current_package_list_with_resources?limit="
                  + PAGE
                  + "&offset="
                  + pages * (long) PAGE);
      JsonNode page;
      try {
        page = result(fetcher.get(address, JSON));
      } catch (SourceFailed e) {
        if (pages == 0 && !e.isTemporary()) {
          return false;
        }
        throw e;
      }
      // DKAN puts the list into another one.
      JsonNode packages = page.size() == 1 && page.path(0).isArray() ? page.path(0) : page;
      if (pages == 0 && !packages.path(0).isObject()) {
        return false;
      }
      if (packages.isEmpty()) {
        sink.complete(-1);
        return true;
      }
      int before = seen.size();
      packages(packages, base, seen, sink);
      if (seen.size() == before) {
        sink.finding(cut(seen.size(), -1));
        return true;
      }
    }
    return true;
  }

  /// Without either: the list of names, and each package by its name.
  private static void oneByOne(String base, Fetcher fetcher, Catalogues.Sink sink, SourceFailed why)
      throws IOException {
    List<String> names = new ArrayList<>();
    try {
      result(fetcher.get(URI.create(base + "/api/3/action/package_list"), JSON))
          .forEach(name -> names.add(JsonToDcat.plain(name)));
    } catch (SourceFailed e) {
      e.addSuppressed(why);
      throw e;
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
      try {
        packages(
            result(fetcher.get(URI.create(base + "/api/3/action/package_show?id=" + query), JSON)),
            base,
            seen,
            sink);
      } catch (SourceFailed e) {
        if (e.isTemporary()) {
          throw e;
        }
        sink.lost(name, e.finding());
      }
    }
    sink.complete(names.size());
  }

  /// CKAN gives one package, DKAN an array of one.
  static void packages(JsonNode result, String base, Set<String> seen, Catalogues.Sink sink) {
    if (result.isArray()) {
      result.forEach(item -> item(item, base, seen, sink));
    } else {
      item(result, base, seen, sink);
    }
  }

  private static void item(JsonNode item, String base, Set<String> seen, Catalogues.Sink sink) {
    if (!item.isObject()) {
      return;
    }
    String id = CkanToDcat.id(item);
    if (!seen.add(id)) {
      return;
    }
    if (item.path("state").asString("").equalsIgnoreCase("deleted")) {
      sink.deleted(id);
    } else if (!NO_DATASETS.contains(item.path("type").asString(""))) {
      sink.record(CkanToDcat.record(item, base));
    }
  }

  /// What is in the envelope of an answer.
  ///
  /// @throws SourceFailed when it is no answer of this API, or says that it failed
  static JsonNode result(Fetched answer) throws IOException {
    try {
      return result(Json.answer().readTree(answer.bytes(MOST_BYTES)));
    } catch (JacksonException e) {
      throw noAnswer(String.valueOf(e.getOriginalMessage()));
    }
  }

  static JsonNode result(JsonNode envelope) throws SourceFailed {
    JsonNode result = envelope.path("result");
    if (!envelope.path("success").asBoolean(false) || !result.isContainer()) {
      throw noAnswer(JsonToDcat.plain(envelope.path("error").path("message")));
    }
    return result;
  }

  private static SourceFailed noAnswer(String why) {
    return SourceFailed.because(
        "harvest-no-ckan",
        new Text(
            "Die Adresse antwortet nicht wie die API von CKAN: " + why,
            "The address does not answer as the API of CKAN does: " + why),
        new Text(
            "Geben Sie die Adresse des Portals an, ohne /api.",
            "Give the address of the portal, without /api."));
  }

  private static Finding cut(long had, long counted) {
    String count = counted < 0 ? "?" : Long.toString(counted);
    return new Finding(
        "harvest-incomplete",
        Severity.WARNING,
        new Finding.Place(null, null, had + " / " + count),
        new Text(
            "Die Quelle hat weniger gegeben, als sie zählt ("
                + had
                + " von "
                + count
                + "); es wird nichts gelöscht.",
            "The source gave less than it counts ("
                + had
                + " of "
                + count
                + "); nothing is deleted."),
        new Text("Versuchen Sie es später noch einmal.", "Try again later."));
  }
}
