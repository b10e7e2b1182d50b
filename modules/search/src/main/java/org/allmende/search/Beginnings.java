package org.allmende.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Terms of the index that begin with what was typed so far.
final class Beginnings {

  private static final int MAX_SEEN = 400;

  private Beginnings() {}

  /// The most frequent terms with this beginning in some fields.
  static List<String> of(LuceneSnapshot snapshot, List<String> fields, String beginning, int limit)
      throws IOException {
    var frequencies = new HashMap<String, Integer>();
    var prefix = new BytesRef(beginning);
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      for (String field : fields) {
        Terms terms = leaf.reader().terms(field);
        if (terms != null) {
          collect(terms.iterator(), prefix, frequencies);
        }
      }
    }
    return frequencies.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void collect(TermsEnum terms, BytesRef prefix, Map<String, Integer> frequencies)
      throws IOException {
    if (terms.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
      return;
    }
    int seen = 0;
    for (BytesRef term = terms.term();
        term != null && seen < MAX_SEEN && StringHelper.startsWith(term, prefix);
        term = terms.next()) {
      frequencies.merge(term.utf8ToString(), terms.docFreq(), Integer::sum);
      seen++;
    }
  }
}
