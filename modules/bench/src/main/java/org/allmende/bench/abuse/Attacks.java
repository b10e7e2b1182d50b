package org.allmende.bench.abuse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Queries that bring endpoints down, for whoever measures what else works meanwhile.
public final class Attacks {

  private static final String KIND = "sparql-query";

  private Attacks() {}

  /// The texts of all of them.
  ///
  /// @param folder of the cases
  public static List<byte[]> queries(Path folder) throws IOException {
    var words = new Words(Map.of());
    return Case.read(folder).stream()
        .filter(one -> one.kind().equals(KIND))
        .map(one -> words.bytes(one.request().path("query")))
        .toList();
  }
}
