package org.allmende.search.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.search.Fields;
import org.allmende.search.Onward;
import org.allmende.search.Ranking;
import org.allmende.search.Snapshot;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An index on OpenSearch, for one question. Datasets are numbered in the order in which they were
/// heard of.
///
/// What is worked out [#together] is worked out with everything taken for nothing that is not known
/// yet; then all that was missing is looked up at once, and it is worked out again, until nothing
/// is missing: as many rounds as one thing depends on another, not as there are things.
final class OpenSearchSnapshot implements Snapshot {

  private static final int MOST_ROUNDS = 50;

  private static final String WORTH =
      """
      double worth = 1;
      if (doc['standing'].size() > 0) {
        worth += params.standing * doc['standing'].value / 100;
      }
      if (doc['modified'].size() > 0) {
        double age = Math.max(0.0, (double) (params.today - doc['modified'].value));
        worth += params.freshness * Math.exp(-age / params.half * Math.log(2));
      }
      return _score * worth;
      """;

  private final Cluster cluster;
  private final String index;
  private final Map<String, Object> way;
  private final Memory memory;
  private final List<Kept> datasets = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<Lookup<?>> missing = new LinkedHashSet<>();
  private int together;

  /// @param index its path, from the first `/`
  /// @param way as searches are sent
  OpenSearchSnapshot(Cluster cluster, String index, Map<String, Object> way, Memory memory) {
    this.cluster = cluster;
    this.index = index;
    this.way = way;
    this.memory = memory;
  }

  @SuppressWarnings("unchecked")
  private <T> T look(Lookup<T> lookup) throws IOException {
    Object known = memory.known(lookup);
    if (known == null && together > 0) {
      missing.add(lookup);
      return lookup.unknown();
    }
    if (known == null) {
      fetch(Set.of(lookup));
      known = memory.known(lookup);
    }
    if (known == null) {
      throw new IOException("no answer to " + lookup);
    }
    return (T) known;
  }

  @Override
  public <T extends @Nullable Object> T together(Work<T> work) throws IOException {
    if (together > 0) {
      return work.of(this);
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      missing.clear();
      together++;
      T result;
      try {
        result = work.of(this);
      } finally {
        together--;
      }
      if (missing.isEmpty()) {
        return result;
      }
      fetch(missing);
    }
    return work.of(this);
  }

  private void fetch(Set<Lookup<?>> lookups) throws IOException {
    var searched = new ArrayList<Lookup.Searched<?>>();
    var terms = new TreeMap<String, Set<String>>();
    for (Lookup<?> lookup : lookups) {
      switch (lookup) {
        case Lookup.Searched<?> one -> searched.add(one);
        case Lookup.Frequency(String field, String term) ->
            terms.computeIfAbsent(field, name -> new HashSet<>()).add(term);
        case Lookup.Users(String field) -> terms.computeIfAbsent(field, name -> new HashSet<>());
      }
    }
    if (!terms.isEmpty()) {
      new TermStatistics(cluster, index).read(terms, memory);
    }
    if (!searched.isEmpty()) {
      List<JsonNode> answers =
          cluster.searches(index, way, searched.stream().map(Lookup.Searched::search).toList());
      for (int i = 0; i < searched.size(); i++) {
        memory.keep(searched.get(i), searched.get(i).read(answers.get(i)));
      }
    }
  }

  @Override
  public int frequency(String term) throws IOException {
    int frequency = 0;
    for (String field : Fields.ANYWHERE) {
      frequency += look(new Lookup.Frequency(field, term));
    }
    return frequency;
  }

  @Override
  public int datasets() throws IOException {
    return look(new Lookup.Users(Fields.WORD));
  }

  @Override
  public boolean uses(String field) throws IOException {
    return look(new Lookup.Users(Form.name(field))) > 0;
  }

  @Override
  public boolean has(String field, String term) throws IOException {
    return look(new Lookup.Frequency(Form.name(field), term)) > 0;
  }

  @Override
  public boolean findsMore(Query query, int than) throws IOException {
    return look(new Lookup.More(query, than));
  }

  @Override
  public List<String> beginnings(List<String> fields, String beginning, int limit)
      throws IOException {
    String field = fields.equals(Fields.ANYWHERE) ? Form.PLAIN : fields.getFirst();
    return look(new Lookup.Beginning(field, beginning, limit));
  }

  @Override
  public List<Like> like(String field, String word, int edits) throws IOException {
    return look(new Lookup.Alike(field, word, edits));
  }

  @Override
  public Map<String, Integer> titles(String beginning, int most) throws IOException {
    var titles = new LinkedHashMap<String, Integer>();
    for (Kept kept : look(new Lookup.Titles(beginning, most))) {
      titles.putIfAbsent(kept.wholeTitle(), number(kept));
    }
    return titles;
  }

  @Override
  public String sortTitle(int number) {
    return datasets.get(number).sortTitle();
  }

  @Override
  public Document document(int number) {
    return datasets.get(number).document();
  }

  @Override
  public double worth(int number, long today) {
    return datasets.get(number).worth(today);
  }

  private int number(Kept kept) {
    Integer known = numbers.get(kept.id());
    if (known != null) {
      return known;
    }
    datasets.add(kept);
    numbers.put(kept.id(), datasets.size() - 1);
    return datasets.size() - 1;
  }

  @Override
  public List<ScoreDoc> best(Query query, int limit) throws IOException {
    return look(new Lookup.Best(query, limit)).stream()
        .map(kept -> new ScoreDoc(number(kept), kept.score()))
        .toList();
  }

  @Override
  public float score(Query query, int number) throws IOException {
    return scores(query).getOrDefault(datasets.get(number).id(), 0f);
  }

  @Override
  public boolean hasAny(int number, String field, List<String> terms) throws IOException {
    var any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
    return scores(new ConstantScoreQuery(any.build())).containsKey(datasets.get(number).id());
  }

  private Map<String, Float> scores(Query query) throws IOException {
    return look(new Lookup.Scores(query, datasets.stream().map(Kept::id).toList()));
  }

  @Override
  public Results answer(Request request, Supplier<Results> search) {
    return memory.answer(request, search);
  }

  @Override
  public Found page(Query query, Asked asked) throws IOException {
    Request request = asked.request();
    Choices choices = together(at -> new Choices(at, asked.filters(), request.counted()));
    boolean onward = request.after() != null;
    FieldDoc after = Onward.read(request.sort(), request.after());
    long from = onward ? 0 : (long) (request.page() - 1) * request.size();
    boolean none = request.size() == 0 || from >= Asked.DEEPEST;
    var search = new LinkedHashMap<String, Object>();
    search.put("from", none ? 0 : from);
    search.put("size", none ? 0 : request.size() + 1);
    search.put("track_total_hits", true);
    search.put("_source", Kept.SOURCE);
    search.put("sort", sort(request.sort()));
    search.put("query", ranked(Visible.of(QueryDsl.of(query)), asked));
    search.put("post_filter", Map.of("bool", Map.of("filter", choices.filters())));
    var counting = choices.counting();
    counting.put("seen", Map.of("filter", Map.of("match_all", Map.of())));
    search.put("aggs", counting);
    if (after != null) {
      search.put("search_after", List.of(said(after.fields[0]), after.fields[1]));
    }
    JsonNode answer = cluster.searches(index, way, List.of(search)).getFirst();
    JsonNode counts = answer.path("aggregations");
    List<ScoreDoc> found = hits(answer, request.sort());
    boolean more = found.size() > request.size();
    List<ScoreDoc> page = more ? found.subList(0, request.size()) : found;
    return new Found(
        answer.path("hits").path("total").path("value").longValue(),
        counts.path("seen").path("doc_count").longValue(),
        choices.facets(counts, (facet, datasets) -> look(new Lookup.Values(facet, datasets))),
        page,
        more ? Onward.after(request.sort(), page.getLast()) : null);
  }

  private static Object said(Object value) {
    return value instanceof BytesRef text ? text.utf8ToString() : value;
  }

  private List<ScoreDoc> hits(JsonNode answer, Sort sort) {
    var hits = new ArrayList<ScoreDoc>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      JsonNode first = hit.path("sort").path(0);
      Object value =
          switch (sort) {
            case RELEVANCE -> first.floatValue();
            case MODIFIED, CHANGED -> first.longValue();
            case TITLE -> new BytesRef(first.asString());
          };
      long tie = hit.path("sort").path(1).longValue();
      hits.add(new FieldDoc(number(Kept.of(hit)), Float.NaN, new Object[] {value, tie}));
    }
    return hits;
  }

  private static Map<String, Object> ranked(Map<String, Object> query, Asked asked) {
    if (asked.request().sort() != Sort.RELEVANCE) {
      return query;
    }
    var params =
        Map.of(
            "today", asked.today(),
            "standing", Ranking.STANDING,
            "freshness", Ranking.FRESHNESS,
            "half", Ranking.HALF_LIFE);
    return Map.of(
        "script_score",
        Map.of("query", query, "script", Map.of("source", WORTH, "params", params)));
  }

  private static List<Object> sort(Sort sort) {
    Map<String, Object> tie = Map.of(Fields.TIE, "asc");
    return switch (sort) {
      case RELEVANCE -> List.of("_score", tie);
      case MODIFIED -> List.of(latest(Fields.MODIFIED), tie);
      case CHANGED -> List.of(latest(Fields.CHANGED), tie);
      case TITLE -> List.of(Map.of(Fields.SORT_TITLE, "asc"), tie);
    };
  }

  private static Map<String, Object> latest(String field) {
    return Map.of(field, Map.of("order", "desc", "missing", "_last"));
  }
}
