package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One table, written in every dress, reads back the same.
class RewrittenTablesTest {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|', '^');
  private static final List<String> ENCODINGS =
      List.of(
          "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-15", "x-MacRoman", "IBM850");
  private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

  @Test
  void readsTheSameTableInEveryDress(@TempDir Path folder) throws IOException {
    var wrong = new ArrayList<String>();
    int all = 0;
    for (List<List<String>> table : tables()) {
      for (char delimiter : DELIMITERS) {
        for (String encoding : ENCODINGS) {
          for (String end : ENDS) {
            for (int notes : new int[] {0, 3}) {
              all++;
              byte[] bytes = written(table, delimiter, encoding, end, notes);
              Reading reading = Uploads.read(folder, "tabelle.csv", bytes);
              if (!same(table, reading)) {
                wrong.add(table.getFirst() + " " + delimiter + " " + encoding + " " + notes);
              }
            }
          }
        }
      }
    }
    System.out.printf("rewritten tables: %d of %d%n", all - wrong.size(), all);
    assertEquals(List.of(), wrong);
  }

  private static boolean same(List<List<String>> table, Reading reading) {
    if (!(reading instanceof Reading.Understood(var draft, var findings))) {
      return false;
    }
    Table found = draft.tables().getFirst();
    return found.columns().stream().map(column -> column.name()).toList().equals(table.getFirst())
        && found.dataRows() == table.size() - 1
        && found.firstRows().equals(table.subList(1, Math.min(table.size(), 51)));
  }

  private static List<List<List<String>>> tables() {
    var random = new Random(7);
    var trees = new ArrayList<List<String>>();
    trees.add(List.of("Nr", "Straße", "Baumart", "Höhe in m", "gepflanzt am", "Bemerkung"));
    var places =
        List.of("Mühlenweg", "Färbergasse 3", "Am Anger", "Schulstraße", "Große Bäckerei, Hof");
    for (int i = 1; i <= 60; i++) {
      trees.add(
          List.of(
              String.valueOf(i),
              places.get(random.nextInt(places.size())),
              random.nextBoolean() ? "Tilia cordata" : "Acer, rot",
              random.nextInt(30) + "," + random.nextInt(10),
              "%02d.%02d.20%02d"
                  .formatted(1 + random.nextInt(28), 1 + random.nextInt(12), random.nextInt(24)),
              i % 9 == 0 ? "sagt \"ja\"; geprüft" : i % 5 == 0 ? "zwei\nZeilen" : ""));
    }
    var people = new ArrayList<List<String>>();
    people.add(List.of("Stadtteil", "Jahr", "Einwohner", "weiblich"));
    for (int i = 0; i < 6; i++) {
      people.add(
          List.of(
              List.of("Altstadt", "Neustadt", "Süd", "Böhl", "Käfertal", "Weiße Höhe").get(i),
              "2024",
              String.valueOf(900 + random.nextInt(9000)),
              String.valueOf(400 + random.nextInt(400))));
    }
    return List.of(trees, people);
  }

  private static byte[] written(
      List<List<String>> table, char delimiter, String encoding, String end, int notes) {
    var text = new StringBuilder();
    for (int i = 0; i < notes; i++) {
      text.append(List.of("Stadt Weiße Höhe", "Übersicht für 2024", "").get(i)).append(end);
    }
    for (List<String> row : table) {
      text.append(
              row.stream()
                  .map(cell -> quoted(cell, delimiter))
                  .collect(Collectors.joining("" + delimiter)))
          .append(end);
    }
    if (notes > 0) {
      text.append(end).append("Quelle: Grünflächenamt").append(end);
    }
    var bytes = new ByteArrayOutputStream();
    if (encoding.startsWith("UTF-16")) {
      bytes.writeBytes("\uFEFF".getBytes(Charset.forName(encoding)));
    }
    bytes.writeBytes(text.toString().getBytes(Charset.forName(encoding)));
    return bytes.toByteArray();
  }

  private static String quoted(String cell, char delimiter) {
    boolean needed =
        cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
    return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
