package org.allmende.web.developers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellTest {

  @Test
  void quotesWhatMeansSomethingToTheShell() throws Exception {
    for (String awkward :
        new String[] {"O'Hara", "$HOME `id` \"x\" \\n !a * ; & |", "Zeile\nzwei", "'", "Grüße"}) {
      var builder = new ProcessBuilder("sh", "-c", "printf %s " + Shell.quoted(awkward));
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(awkward, said);
      assertEquals(0, process.waitFor());
    }
  }

  @Test
  void asksWithOneLineForEachParameter() {
    assertEquals(
        "curl -fsS -G 'http://x/y' \\\n  --data-urlencode 'q=O'\\''Hara'",
        Shell.ask("http://x/y", "q", "O'Hara"));
  }
}
