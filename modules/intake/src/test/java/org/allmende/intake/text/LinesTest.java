package org.allmende.intake.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lines found in the bytes are those found in the characters.
class LinesTest {

  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, Encoding.WINDOWS, Charset.forName("IBM850"));

  private static Encoding encoding(Charset charset) {
    return new Encoding(charset, charset.name(), 0, false, true);
  }

  private static List<Lines.Line> all(Lines lines) throws IOException {
    var all = new ArrayList<Lines.Line>();
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }

  private static void compare(byte[] bytes, Charset charset, String about) throws IOException {
    var decoded = new DecodedText(new ByteArrayInputStream(bytes), encoding(charset), true);
    var found = new ByteLines(new ByteArrayInputStream(bytes), encoding(charset), true);
    assertEquals(all(new CharLines(decoded)), all(found), about);
  }

  private static int sign(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> '\n';
      case 1 -> '\r';
      case 2 -> 0;
      case 3, 4, 5 -> random.nextInt(256);
      default -> 'a' + random.nextInt(26);
    };
  }

  @Test
  void areTheSameBothWaysWhateverTheBytes() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int run = 0; run < 4_000; run++) {
      byte[] bytes = new byte[random.nextInt(run % 2 == 0 ? 8 : 300)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) sign(random);
      }
      for (Charset charset : CHARSETS) {
        compare(bytes, charset, "seed " + seed + ", run " + run + ", " + charset);
      }
    }
  }

  @Test
  void areTheSameBothWaysWhereTheyAreLong() throws IOException {
    String line = "Straße der Jugend; ".repeat(20_000);
    for (Charset charset : CHARSETS) {
      compare((line + "\r\n" + line + "ende").getBytes(charset), charset, charset.name());
    }
    var marked = "\uFEFF\uFEFFa\n\uFEFFb".getBytes(StandardCharsets.UTF_8);
    compare(marked, StandardCharsets.UTF_8, "marks");
  }

  @Test
  void areCutWhereTheyAreAbsurdlyLong() throws IOException {
    byte[] bytes = ("ä".repeat(Lines.LONGEST + 5) + "\nb").getBytes(StandardCharsets.UTF_8);
    var lines =
        all(
            new ByteLines(
                new ByteArrayInputStream(bytes), encoding(StandardCharsets.UTF_8), false));
    assertEquals(Lines.LONGEST, lines.getFirst().text().length());
    assertEquals(List.of(true, false), lines.stream().map(Lines.Line::cut).toList());
    assertEquals("b", lines.getLast().text());
  }
}
