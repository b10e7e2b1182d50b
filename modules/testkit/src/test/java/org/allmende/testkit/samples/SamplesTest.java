package org.allmende.testkit.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

  @Test
  void theProgramWritesTheFilesThatAreHere(@TempDir Path written) throws IOException {
    Samples.write(written);
    for (Path file : files(written)) {
      Path kept = Folders.samples().resolve(written.relativize(file));
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(kept), kept.toString());
    }
  }

  @Test
  void noSampleIsLargerThanAMegabyte() throws IOException {
    for (Path file : files(Folders.samples())) {
      assertTrue(Files.size(file) < 1_000_000, file.toString());
    }
  }

  @Test
  void theTrueReadingsNameEveryTable() throws IOException {
    var named = new TreeSet<String>();
    TrueReading.all(Folders.samples()).forEach(reading -> named.add(reading.file()));
    var tables = new TreeSet<String>();
    for (String folder : List.of("tenants", "formats/csv")) {
      for (Path file : files(Folders.samples().resolve(folder))) {
        String name = Folders.samples().relativize(file).toString().replace('\\', '/');
        if (!name.endsWith("json")) {
          tables.add(name);
        }
      }
    }
    assertEquals(tables, named);
  }

  @Test
  void theTrueReadingsOfCasesAreWhatTheProgramMeans(@TempDir Path written) {
    var meant = new CsvCases(written).write();
    var stated =
        TrueReading.all(Folders.samples()).stream()
            .filter(reading -> reading.file().startsWith("formats/csv/"))
            .toList();
    assertEquals(lines(meant), lines(stated));
  }

  @Test
  void everyTableDecodesWithoutLossInItsTrueEncoding() throws IOException {
    for (TrueReading reading : TrueReading.all(Folders.samples())) {
      boolean damaged = reading.finding().startsWith("encoding-");
      if (reading.isTable() && !damaged) {
        byte[] bytes = Files.readAllBytes(Folders.samples().resolve(reading.file()));
        String text =
            charset(reading.encoding()).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        assertTrue(text.lines().count() >= reading.dataRows(), reading.file());
      }
    }
  }

  private static Charset charset(String name) {
    return Charset.forName(name.equals("macintosh") ? "x-MacRoman" : name);
  }

  private static String lines(List<TrueReading> readings) {
    return readings.stream().map(TrueReading::line).collect(Collectors.joining("\n"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
