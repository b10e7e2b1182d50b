package org.allmende.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.allmende.intake.files.Archives;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes are, reading them gives an answer that holds together. `-Dallmende.mutants=`
/// says how many are tried, `-Dseed=` which.
class AnyBytesTest {

  private static final int ROUNDS = Integer.getInteger("allmende.mutants", 2_000);
  private static final int LONGEST = 6_000;
  private static final List<String> ODD =
      List.of(
          "\"", ";", ",", "\t", "'", "\\\"", "\r", "\n", "\r\n", "\u0000", "\"\"", "sep=;\n", "#",
          "\u001A", "|", "Summe;", "\n\n", "{", "<", "%PDF-");

  /// Values at the end of what can be.
  private static final List<String> EXTREMES =
      List.of(
          "9223372036854775808",
          "-9223372036854775809",
          "1e999999999",
          "1E-999999999",
          "NaN",
          "-0",
          "0".repeat(400),
          "9".repeat(400),
          "99999999999999999999.99",
          "-INF",
          "0x7fffffff",
          "9999-12-31",
          "0000-00-00",
          "31.02.2024",
          "24:00:00",
          "2024-02-30T25:61:61+99:00",
          "POINT(1e308 -1e308)",
          "\u202E",
          "\uFEFF",
          "\uFFFF",
          "(".repeat(300),
          "[".repeat(300));

  @Test
  void readsAFileWhoseFirstLineNamesWhatPartsNoCells(@TempDir Path folder) throws IOException {
    for (String said : List.of("\"", "'", "\\", "", " ", ";;")) {
      byte[] bytes =
          ("sep=" + said + "\nNr;\"Straße\"\n" + "1;'Am Anger'\n".repeat(5)).getBytes(UTF_8);
      check(Uploads.read(folder, "a.csv", bytes));
    }
  }

  @Test
  void alwaysGivesAReading(@TempDir Path folder) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    List<Path> samples = samples();
    for (int round = 0; round < ROUNDS; round++) {
      Path sample = samples.get(random.nextInt(samples.size()));
      byte[] bytes = changed(Files.readAllBytes(sample), random);
      String name = List.of("a.csv", "a.tsv", "a.txt", "a", "a.json").get(random.nextInt(5));
      try {
        check(Uploads.read(folder, name, bytes));
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 300));
        fail("-Dseed=%d, round %d, %s as %s: %s".formatted(seed, round, sample, name, start), e);
      }
    }
  }

  @Test
  void alwaysGivesAReadingOfOtherFormats(@TempDir Path folder) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    Map<String, byte[]> seeds =
        Map.of(
            "a.parquet", Files.readAllBytes(sample("parquet/radzaehlung.parquet")),
            "a.gpkg", Files.readAllBytes(sample("geopackage/stadtplan.gpkg")),
            "a.gml", Files.readAllBytes(sample("gml/baeume_wfs20.gml")),
            "a.xlsx", SpreadsheetsTest.xlsx(),
            "a.ods", SpreadsheetsTest.ods(),
            "a.xls", SpreadsheetsTest.xls(),
            "a.zip", PackedTablesTest.shapefile(),
            "a.xml", XmlTablesTest.TREES.getBytes(StandardCharsets.ISO_8859_1),
            "a.kml", XmlTablesTest.PLACES.getBytes(StandardCharsets.UTF_8));
    List<String> names = seeds.keySet().stream().sorted().toList();
    for (int round = 0; round < ROUNDS / 4; round++) {
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = Objects.requireNonNull(seeds.get(name));
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes =
            bytes[0] == 'P' && bytes[1] == 'K'
                ? changedInside(folder, bytes, random)
                : change(bytes, random);
      }
      try {
        check(Uploads.read(folder, name, bytes));
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        fail("-Dseed=%d, round %d, %s".formatted(seed, round, name), e);
      }
    }
  }

  /// Changes one of the files in an archive.
  private static byte[] changedInside(Path folder, byte[] archive, Random random)
      throws IOException {
    var parts = new ArrayList<Object>();
    Path file = Files.write(folder.resolve("archive"), archive);
    try (var zip = Archives.open(file)) {
      for (var entry : Collections.list(zip.entries())) {
        try (var in = zip.getInputStream(entry)) {
          parts.add(entry.getName());
          parts.add(in.readAllBytes());
        }
      }
    }
    int at = 2 * random.nextInt(parts.size() / 2) + 1;
    parts.set(at, change((byte[]) parts.get(at), random));
    return PackedTablesTest.zip(StandardCharsets.UTF_8, parts.toArray());
  }

  private static Path sample(String name) {
    return Folders.samples().resolve("formats").resolve(name);
  }

  private static void check(Reading reading) {
    assertNotNull(reading.findings());
    if (reading instanceof Reading.Understood(var draft, var findings)) {
      for (Table table : draft.tables()) {
        assertTrue(table.dataRows() >= 0 && table.firstDataRow() >= 1, table::toString);
        for (var row : table.firstRows()) {
          assertTrue(row.size() == table.columns().size(), table::toString);
        }
      }
    }
  }

  private static List<Path> samples() throws IOException {
    try (var walk = Files.walk(Folders.samples())) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(csv|tsv|txt)"))
          .sorted()
          .toList();
    }
  }

  private static byte[] changed(byte[] original, Random random) {
    int from = original.length == 0 || random.nextInt(3) > 0 ? 0 : random.nextInt(original.length);
    byte[] bytes = Arrays.copyOfRange(original, from, Math.min(original.length, from + LONGEST));
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    return switch (random.nextInt(9)) {
      case 4 -> flipped(bytes, random);
      case 5 -> spliced(bytes, random);
      case 6 -> inAnotherCharset(bytes, random);
      case 7 -> exchanged(bytes, random);
      case 8 -> withAnExtreme(bytes, at, random);
      case 0 ->
          joined(
              bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, bytes.length));
      case 1 ->
          joined(
              bytes, at, ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8), at);
      case 2 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(40)));
      default -> {
        byte[] block = new byte[random.nextInt(60)];
        random.nextBytes(block);
        yield joined(bytes, at, block, at);
      }
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /// A piece of it again somewhere else.
  private static byte[] spliced(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(400));
    return joined(
        bytes,
        random.nextInt(bytes.length + 1),
        Arrays.copyOfRange(bytes, from, to),
        random.nextInt(bytes.length + 1));
  }

  private static byte[] inAnotherCharset(byte[] bytes, Random random) {
    List<Charset> charsets =
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16);
    String text = new String(bytes, charsets.get(random.nextInt(2)));
    return text.getBytes(charsets.get(random.nextInt(charsets.size())));
  }

  /// One kind of byte for another: delimiters, quotes, ends of lines.
  private static byte[] exchanged(byte[] bytes, Random random) {
    String kinds = ";,\t|\"'\r\n .:-/0";
    byte one = (byte) kinds.charAt(random.nextInt(kinds.length()));
    byte other = (byte) kinds.charAt(random.nextInt(kinds.length()));
    byte[] exchanged = bytes.clone();
    for (int i = 0; i < exchanged.length; i++) {
      exchanged[i] = exchanged[i] == one ? other : exchanged[i];
    }
    return exchanged;
  }

  private static byte[] withAnExtreme(byte[] bytes, int at, Random random) {
    String extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
    int end = Math.min(bytes.length, at + random.nextInt(12));
    return joined(bytes, at, extreme.getBytes(StandardCharsets.UTF_8), end);
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int start) {
    byte[] all = new byte[end + middle.length + bytes.length - start];
    System.arraycopy(bytes, 0, all, 0, end);
    System.arraycopy(middle, 0, all, end, middle.length);
    System.arraycopy(bytes, start, all, end + middle.length, bytes.length - start);
    return all;
  }
}
