package org.allmende.catalog.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.junit.jupiter.api.Test;

class BreaksTest {

  private static Draft draft(Table... tables) {
    var upload =
        new Upload("x.csv", List.of(), "text/csv", Sha256.of(new byte[0]), 0, Path.of("x.csv"));
    return new Draft(upload, "CSV", "text/csv", List.of(tables));
  }

  /// @param columns such as `Nr:INTEGER`; one that ends with `?` has no value
  private static Table table(String name, String... columns) {
    var all = new ArrayList<Column>();
    for (String column : columns) {
      String[] parts = column.replace("?", "").split(":", 2);
      long nulls = column.endsWith("?") ? 10 : 0;
      var profile = new Column.Profile(nulls, 5, true, null, null, List.of());
      all.add(
          new Column(
              all.size() + 1, parts[0], ColumnType.valueOf(parts[1]), null, null, null, profile));
    }
    return new Table(
        name, null, 1, 1, 2, 10, 0, all, List.of(), List.of(), List.of(), null, List.of(),
        List.of(), List.of());
  }

  private static List<String> between(Draft before, Draft after) {
    return Breaks.between(List.of(before), List.of(after)).stream().map(BreaksTest::said).toList();
  }

  private static String said(Finding finding) {
    return finding.code() + " " + finding.place().column();
  }

  @Test
  void findsColumnsThatAreGoneAndOthersOfAnotherType() {
    assertEquals(
        List.of("column-dropped Art", "column-retyped Höhe"),
        between(
            draft(table("a", "Nr:INTEGER", "Art:STRING", "Höhe:DECIMAL")),
            draft(table("b", "Nr:INTEGER", "Baumart:STRING", "Höhe:STRING"))));
  }

  @Test
  void letsNewColumnsAndAnotherOrderPass() {
    assertEquals(
        List.of(),
        between(
            draft(table("a", "Nr:INTEGER", "Art:STRING")),
            draft(table("a", "Art:STRING", "Höhe:DECIMAL", "Nr:INTEGER"))));
  }

  @Test
  void letsAColumnWithoutValuesTakeAnyType() {
    assertEquals(
        List.of(), between(draft(table("a", "Bis:STRING?")), draft(table("a", "Bis:DATE"))));
    assertEquals(
        List.of(), between(draft(table("a", "Bis:DATE")), draft(table("a", "Bis:STRING?"))));
  }

  @Test
  void findsTablesThatAreGone() {
    assertEquals(
        List.of("table-dropped 2020"),
        between(
            draft(table("2020", "Nr:INTEGER"), table("2021", "Nr:INTEGER")),
            draft(table("2021", "Nr:INTEGER"))));
    assertEquals(
        List.of("table-dropped 2020"), between(draft(table("2020", "Nr:INTEGER")), draft()));
  }

  @Test
  void takesNoNamesakeForAnotherTable() {
    assertEquals(
        List.of("table-dropped 2022"),
        between(
            draft(table("2022", "Nr:INTEGER"), table("2023", "Nr:INTEGER")),
            draft(table("2023", "Nr:INTEGER"), table("2024", "Nr:INTEGER"))));
  }

  @Test
  void findsSheetsByTheirNames() {
    assertEquals(
        List.of(),
        between(
            draft(table("Plan", "Soll:DECIMAL"), table("Ist", "Haben:DECIMAL")),
            draft(table("Ist", "Haben:DECIMAL"), table("Plan", "Soll:DECIMAL"))));
  }
}
