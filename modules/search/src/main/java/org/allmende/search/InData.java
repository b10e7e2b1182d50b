package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of the words typed stand in a dataset's tables, and nowhere in what is said about it.
final class InData {

  private final Snapshot snapshot;
  private final Map<String, List<String>> typed = new HashMap<>();

  InData(Snapshot snapshot, Question question) throws IOException {
    this.snapshot = snapshot;
    for (Map.Entry<String, List<String>> word : question.typed().entrySet()) {
      for (String term : word.getValue()) {
        if (snapshot.has(Fields.DATA, term)) {
          typed.put(word.getKey(), word.getValue());
        }
      }
    }
  }

  List<String> of(int hit) throws IOException {
    if (typed.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<String>();
    for (Map.Entry<String, List<String>> word : typed.entrySet()) {
      if (isIn(hit, List.of(Fields.DATA), word.getValue())
          && !isIn(hit, Fields.SAID, word.getValue())) {
        found.add(word.getKey());
      }
    }
    found.sort(null);
    return found;
  }

  private boolean isIn(int hit, List<String> fields, List<String> terms) throws IOException {
    for (String field : fields) {
      if (snapshot.hasAny(hit, field, terms)) {
        return true;
      }
    }
    return false;
  }
}
