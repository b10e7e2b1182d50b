package org.allmende.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.model.DatasetId;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/// Reads hits out of the index.
final class Hits {

  private static final int MAX_COLUMNS = 5;

  private final Highlighter highlighter;

  Hits(Highlighter highlighter) {
    this.highlighter = highlighter;
  }

  List<Hit> of(Snapshot snapshot, List<ScoreDoc> found, Question question) throws IOException {
    return snapshot.together(at -> all(at, found, question));
  }

  private List<Hit> all(Snapshot snapshot, List<ScoreDoc> found, Question question)
      throws IOException {
    var inData = new InData(snapshot, question);
    var hits = new ArrayList<Hit>();
    for (ScoreDoc one : found) {
      Document document = snapshot.document(one.doc);
      var highlights = highlights(document, question.terms());
      List<String> data = inData.of(one.doc);
      if (!data.isEmpty()) {
        highlights.put("data", data);
      }
      hits.add(hit(document, score(one), highlights));
    }
    return hits;
  }

  private static float score(ScoreDoc found) {
    if (found instanceof FieldDoc sorted
        && sorted.fields != null
        && sorted.fields[0] instanceof Float score) {
      return score;
    }
    return Float.isNaN(found.score) ? 0 : found.score;
  }

  private static Hit hit(Document document, float score, Map<String, List<String>> highlights) {
    return new Hit(
        DatasetId.parse(text(document, Fields.ID)),
        text(document, Fields.URI),
        text(document, Fields.TITLE),
        text(document, Fields.DESCRIPTION),
        text(document, Fields.PUBLISHER),
        List.of(document.getValues("themeUri")),
        List.of(document.getValues("formatCode")),
        List.of(document.getValues(Fields.LICENSE)),
        document.get(Fields.MODIFIED),
        Instant.ofEpochMilli(Long.parseLong(text(document, Fields.CHANGED))),
        score,
        highlights,
        List.of());
  }

  private Map<String, List<String>> highlights(Document document, Set<String> terms) {
    var highlights = new LinkedHashMap<String, List<String>>();
    if (!terms.isEmpty()) {
      put(highlights, "title", highlighter.whole(text(document, Fields.TITLE), terms));
      put(
          highlights,
          "description",
          highlighter.snippet(text(document, Fields.DESCRIPTION), terms));
      var columns = new ArrayList<String>();
      for (String column : document.getValues(Fields.COLUMN)) {
        String marked = columns.size() < MAX_COLUMNS ? highlighter.whole(column, terms) : null;
        if (marked != null) {
          columns.add(marked);
        }
      }
      if (!columns.isEmpty()) {
        highlights.put("columns", List.copyOf(columns));
      }
    }
    return highlights;
  }

  private static void put(
      Map<String, List<String>> highlights, String field, @Nullable String text) {
    if (text != null) {
      highlights.put(field, List.of(text));
    }
  }

  private static String text(Document document, String field) {
    String text = document.get(field);
    return text == null ? "" : text;
  }
}
