package org.allmende.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;

/// A search index that looks at every title.
final class ListIndex implements SearchIndex {

  private static final String THEMES =
      "http://publications.europa.eu/resource/authority/data-theme/";

  private final List<Hit> all = new CopyOnWriteArrayList<>();
  volatile boolean behind;

  ListIndex() {
    add("weidenstedt/baeume", "Baumkataster", "Alle Bäume & <Sträucher> der Stadt", "ENVI");
    for (int i = 1; i <= 25; i++) {
      add("hohenlinde/haushalt-" + i, "Haushalt " + (2000 + i), "Einnahmen und Ausgaben", "ECON");
    }
  }

  private void add(String id, String title, String description, String theme) {
    all.add(
        new Hit(
            DatasetId.parse(id),
            Portal.BASE + "/datasets/" + id,
            title,
            description,
            "Grünflächenamt",
            List.of(THEMES + theme),
            List.of("CSV"),
            List.of("http://dcat-ap.de/def/licenses/dl-by-de/2.0"),
            "2026-11-20",
            Portal.NOW,
            1,
            Map.of("title", List.of("\uE000" + title + "\uE001")),
            List.of()));
  }

  @Override
  public Results search(Request request) {
    var found = new ArrayList<Hit>();
    for (Hit hit : all) {
      if (contains(hit.title(), request.text()) && passes(hit, request)) {
        found.add(hit);
      }
    }
    int from = Math.min(found.size(), (request.page() - 1) * request.size());
    int to = Math.min(found.size(), from + request.size());
    var themes =
        List.of(
            new FacetValue(THEMES + "ECON", "Wirtschaft und Finanzen", 25),
            new FacetValue(THEMES + "ENVI", "Umwelt", 1));
    var tenants = List.of(new FacetValue("weidenstedt", "weidenstedt", 1));
    return new Results(
        found.size(),
        1.25,
        found.subList(from, to),
        Map.of("theme", themes, "tenant", tenants),
        found.isEmpty() ? "Baumkataster" : null,
        List.of(),
        to < found.size() ? "weiter" : null,
        List.of());
  }

  @Override
  public Learnt classify(DatasetId asking, String title, List<String> columns) {
    return Learnt.NOTHING;
  }

  private static boolean contains(String title, String text) {
    return title.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean passes(Hit hit, Request request) {
    List<String> themes = request.filters().getOrDefault("theme", List.of());
    List<String> tenants = request.filters().getOrDefault("tenant", List.of());
    if (!tenants.isEmpty() && !tenants.contains(hit.id().tenant())) {
      return false;
    }
    return themes.isEmpty() || themes.stream().anyMatch(t -> hit.themes().getFirst().endsWith(t));
  }

  @Override
  public List<Suggestion> suggest(String typed, int limit) {
    return all.stream()
        .filter(hit -> hit.title().startsWith(typed))
        .limit(limit)
        .map(hit -> new Suggestion(hit.title(), "title"))
        .toList();
  }

  @Override
  public List<Hit> similar(DatasetId id, int limit) {
    return all.stream().filter(hit -> !hit.id().equals(id)).limit(limit).toList();
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public long position() {
    return 7;
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return !behind;
  }

  @Override
  public void rebuild() {}

  @Override
  public void close() {}
}
