package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  private static final Path FILE = Path.of("folder", "baeume.csv");

  private final AtomicLong now = new AtomicLong();
  private final StringWriter shown = new StringWriter();
  private final ProgressLine line = new ProgressLine(new PrintWriter(shown), now::get);

  @Test
  void isWrittenOverAFewTimesASecondAndGoneInTheEnd() {
    for (int i = 1; i <= 1000; i++) {
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
      line.show(FILE, i);
    }
    line.clear();
    String[] lines = shown.toString().split("\r", -1);
    assertEquals(7, lines.length);
    assertTrue(lines[1].startsWith("baeume.csv: 250 "), lines[1]);
    assertTrue(lines[4].startsWith("baeume.csv: 1"), lines[4]);
    assertTrue(lines[5].isBlank() && lines[5].length() == lines[4].length());
    assertEquals("", lines[6]);
  }

  @Test
  void staysAwayFromWorkThatIsDoneAtOnce() {
    line.show(FILE, 10);
    line.clear();
    assertEquals("", shown.toString());
  }
}
