package org.allmende.catalog.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeTest {

  @Test
  void readsNamesAndAddresses() {
    List<Node> nodes =
        Node.list(" Köln = https://daten.koeln.example/ , Kreis Düren=http://dn.example:8080/od,");
    assertEquals(List.of("Köln", "Kreis Düren"), nodes.stream().map(Node::name).toList());
    assertEquals("https://daten.koeln.example", nodes.get(0).address().toString());
    assertEquals("http://dn.example:8080/od", nodes.get(1).address().toString());
    assertEquals(List.of(), Node.list(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://daten.koeln.example",
        "=https://daten.koeln.example",
        "Köln=daten.koeln.example",
        "Köln=ftp://daten.koeln.example",
        "Köln=https://ich:geheim@daten.koeln.example",
        "Köln=https://daten.koeln.example/?q=1",
        "Köln=https://daten koeln",
        "Köln=file:///etc/passwd",
        "local=https://daten.koeln.example",
        "all=https://daten.koeln.example",
        "<b>=https://daten.koeln.example"
      })
  void namesWhatIsNoNode(String said) {
    Exception wrong =
        assertThrows(
            IllegalArgumentException.class, () -> Node.list("A=https://a.example," + said));
    assertEquals(said, wrong.getMessage());
  }

  @Test
  void takesEachNameOnce() {
    Exception wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> Node.list("A=https://a.example,A=https://b.example"));
    assertEquals("A=https://b.example", wrong.getMessage());
  }
}
