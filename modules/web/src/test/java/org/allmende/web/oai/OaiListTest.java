package org.allmende.web.oai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OaiListTest {

  private static Instant until(String text) {
    var arguments = Map.of("metadataPrefix", "oai_dc", "until", text);
    return OaiList.of(new OaiRequest(OaiRequest.Verb.LIST_RECORDS, arguments)).span().until();
  }

  @Test
  void reachesToTheEndOfTheLastSecondOrDay() {
    assertEquals(Instant.parse("2026-05-31T12:00:00.999999999Z"), until("2026-05-31T12:00:00Z"));
    assertEquals(Instant.parse("2026-05-31T23:59:59.999999999Z"), until("2026-05-31"));
  }
}
