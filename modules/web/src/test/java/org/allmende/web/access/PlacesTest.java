package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.allmende.web.http.Problem;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private final Places places = new Places();

  /// Takes places for as many clients.
  private List<Places.Place> take(int clients, boolean body) {
    var held = new ArrayList<Places.Place>();
    for (int i = 0; i < clients; i++) {
      held.add(places.take("client " + i, body));
    }
    return held;
  }

  private void requireRefusal(int status, boolean body, String client) {
    var refused = assertThrows(Problem.class, () -> places.take(client, body));
    assertEquals(status, refused.kind().status());
    assertEquals("5", refused.headers().get("Retry-After"));
  }

  @Test
  void givesOneClientOnlySome() {
    Places.Place first = places.take("one", false);
    for (int i = 1; i < Places.MOST_OF_ONE; i++) {
      assertDoesNotThrow(() -> places.take("one", true));
    }
    requireRefusal(429, false, "one");
    assertDoesNotThrow(() -> places.take("other", false));
    first.close();
    assertDoesNotThrow(() -> places.take("one", false));
    requireRefusal(429, false, "one");
  }

  @Test
  void neverLetsAllWaitForBodies() {
    List<Places.Place> held = take(Places.MOST_WITH_BODY, true);
    requireRefusal(503, true, "other");
    assertDoesNotThrow(() -> places.take("other", false));
    held.getFirst().close();
    assertDoesNotThrow(() -> places.take("other", true));
  }

  @Test
  void keepsSomeForSayingNo() {
    List<Places.Place> held = take(Places.MOST, false);
    requireRefusal(503, false, "other");
    held.forEach(Places.Place::close);
    assertEquals(Places.MOST, take(Places.MOST, false).size());
  }
}
