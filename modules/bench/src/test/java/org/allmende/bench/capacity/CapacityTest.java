package org.allmende.bench.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CapacityTest {

  @Test
  void printsWhatStandsInTheHandbook() throws IOException {
    String page =
        Files.readString(Path.of("..", "handbook", "src", "main", "handbook", "sizes.md"));
    for (String table : Capacity.tables().split("\n\n", -1)) {
      assertTrue(page.contains(table.strip()), table);
    }
  }

  @Test
  void keepsShortQuestionsShortBesideLongOnes() {
    Node.Load idle = new Node(130_000, 2, 1).bear(1);
    Node.Load busy = new Node(130_000, 2, 1).bear(300);
    assertTrue(busy.busy() > 0.5, busy::toString);
    assertTrue(busy.results() < 10 * idle.results(), busy::toString);
    assertTrue(busy.analysis() > busy.results(), busy::toString);
  }

  @Test
  void worksAsMuchAsIsAsked() {
    double expected = 100 * Kind.mean(130_000) / 1_000 / 2;
    assertEquals(expected, new Node(130_000, 2, 7).bear(100).busy(), expected * 0.2);
  }
}
