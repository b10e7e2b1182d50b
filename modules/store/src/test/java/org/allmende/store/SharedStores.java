package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.harvest.NetworkSparqlStore;
import org.allmende.testkit.peers.SparqlServer;

/// Stores on servers that tests have started.
final class SharedStores {

  private SharedStores() {}

  /// An empty store on a server.
  static DataDirectory.Options fresh(SparqlServer server) {
    SparqlStore store = new NetworkSparqlStore(server.query(), server.update(), "", "");
    try {
      List<String> graphs =
          store.select(
              "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
              json ->
                  new String(json.readAllBytes(), StandardCharsets.UTF_8)
                      .lines()
                      .flatMap(line -> Arrays.stream(line.split("\"", -1)))
                      .filter(SharedStores::isOurs)
                      .distinct()
                      .toList());
      for (String graph : graphs) {
        store.update("CLEAR GRAPH <" + graph + ">");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DataDirectory.Options(0, Throwable::printStackTrace).sharing(store);
  }

  private static boolean isOurs(String graph) {
    return graph.matches("(https?|urn):\\S*")
        && !graph.contains("openlinksw")
        && !graph.contains("w3.org");
  }
}
