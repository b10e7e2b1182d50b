package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.allmende.catalog.store.SparqlStore.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a store's refusals mean.
final class NetworkSparqlStoreTest {

  private final Stub stub;
  private final NetworkSparqlStore store;
  private int status;
  private String why = "";

  NetworkSparqlStoreTest() throws IOException {
    stub = new Stub();
    store = new NetworkSparqlStore(stub.uri("/query"), stub.uri("/update"), "", "");
    stub.on(
        "/update",
        exchange -> {
          byte[] said = why.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
          exchange.getResponseBody().write(said);
        });
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private IOException answered(int with, String words) {
    status = with;
    why = words;
    return assertThrows(IOException.class, () -> store.update("CLEAR DEFAULT"));
  }

  @Test
  void refusesForGoodWhatItCannotDo() {
    assertEquals(Refused.class, answered(400, "Parse error").getClass());
    assertEquals(Refused.class, answered(413, "too much").getClass());
    String value = "Virtuoso 22023 Error SR553: Literal of type xsd:duration can not be created";
    assertEquals(Refused.class, answered(500, value).getClass());
    assertEquals(value, answered(500, value).getMessage());
    assertEquals(
        Refused.class, answered(500, "Virtuoso 37000 Error SP031: SPARQL: too long").getClass());
  }

  @Test
  void mayDoLaterWhatMetADeadlockOrAFault() {
    for (String said :
        new String[] {
          "Virtuoso 40001 Error SR172: Transaction deadlocked",
          "Virtuoso S1T00 Error SR171: Transaction timed out",
          "Internal error",
          ""
        }) {
      assertFalse(answered(500, said) instanceof Refused, said);
    }
    assertFalse(answered(503, "Parse error") instanceof Refused);
  }
}
