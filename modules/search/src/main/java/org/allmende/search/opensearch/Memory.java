package org.allmende.search.opensearch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.jspecify.annotations.Nullable;

/// What is known of the index as it stands at one change: what was looked up once is not looked up
/// again.
final class Memory {

  private static final int MOST_ANSWERS = 256;
  private static final int MOST_KNOWN = 50_000;

  /// Of answers with whole documents; far more than searches that go on at once look up.
  private static final int MOST_LARGE = 1_000;

  private final long position;
  private final Map<Object, Object> known = latest(MOST_KNOWN);
  private final Map<Object, Object> large = latest(MOST_LARGE);
  private final Map<Request, Results> answers = latest(MOST_ANSWERS);

  Memory(long position) {
    this.position = position;
  }

  private static <K, V> Map<K, V> latest(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        });
  }

  long position() {
    return position;
  }

  @Nullable Object known(Object asked) {
    return place(asked).get(asked);
  }

  void keep(Object asked, Object answer) {
    place(asked).put(asked, answer);
  }

  private Map<Object, Object> place(Object asked) {
    return asked instanceof Lookup.Best || asked instanceof Lookup.Titles ? large : known;
  }

  Results answer(Request request, Supplier<Results> search) {
    Results known = answers.get(request);
    if (known == null) {
      known = search.get();
      answers.put(request, known);
    }
    return known;
  }
}
