package org.allmende.intake;

import static org.allmende.intake.Workbooks.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sheet does not show is read, and the person who publishes it is told.
class HiddenPartsTest {

  @TempDir private Path folder = Path.of("");

  private static void assertHidden(Reading reading, int line, String rows, String columns) {
    assertEquals(4, Uploads.table(reading).dataRows());
    Finding unseen = finding(reading, "hidden-rows");
    assertEquals(line, unseen.place().line());
    assertTrue(unseen.message().de().contains("(" + rows + ")"), unseen::toString);
    Finding columnsUnseen = finding(reading, "hidden-columns");
    assertTrue(columnsUnseen.message().en().contains("(" + columns + ")"), columnsUnseen::toString);
  }

  private static Finding finding(Reading reading, String code) {
    return reading.findings().stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError(code + " is missing in " + reading.findings()));
  }

  @Test
  void tellsOfHiddenPartsOfWorkbooks() throws IOException {
    byte[] workbook =
        Workbooks.of(book -> {
          var sheet = book.newWorksheet("Vereine");
          Workbooks.write(
              sheet,
              0,
              1,
              row("Verein", "Betrag", "Jahr", "Vermerk"),
              row("Turnverein", 1200, 2023, "a"),
              row("Chor", 300, 2023, "b"),
              row("Schachklub", 150, 2023, "c"),
              row("Heimatverein", 900, 2023, "d"));
          sheet.hideRow(2);
          sheet.hideRow(3);
          sheet.hideRow(77);
          sheet.hideColumn(2);
          sheet.hideColumn(4);
          sheet.hideColumn(9);
        });
    assertHidden(Uploads.read(folder, "vereine.xlsx", workbook), 3, "2", "C, E");
  }

  @Test
  void tellsOfHiddenPartsOfOlderWorkbooks() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new HSSFWorkbook()) {
      var sheet = book.createSheet("Vereine");
      String[][] cells = {
        {"Verein", "Ort", "Art"},
        {"a", "Nord", "x"},
        {"b", "Süd", "y"},
        {"c", "West", "z"},
        {"d", "Ost", "x"}
      };
      for (int r = 0; r < cells.length; r++) {
        var line = sheet.createRow(r);
        for (int c = 0; c < 3; c++) {
          line.createCell(c).setCellValue(cells[r][c]);
        }
        line.setZeroHeight(r == 3);
      }
      sheet.setColumnHidden(1, true);
      sheet.setColumnHidden(2, true);
      book.write(out);
    }
    assertHidden(Uploads.read(folder, "vereine.xls", out.toByteArray()), 4, "1", "B–C");
  }

  @Test
  void tellsOfHiddenPartsOfOpenDocuments() throws IOException {
    String cell = "<table:table-cell><text:p>%s</text:p></table:table-cell>";
    var rows = new StringBuilder();
    for (String line : List.of("Verein", "a", "b", "c", "d")) {
      rows.append("<table:table-row")
          .append(line.equals("d") ? " table:visibility=\"filter\">" : ">")
          .append(cell.formatted(line))
          .append(cell.formatted(line + "x"))
          .append("</table:table-row>");
    }
    byte[] document =
        SpreadsheetsTest.zip(
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml",
            """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
              xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
              xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
            <table:table table:name="Vereine"><table:table-column/>
            <table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>
            %s</table:table></office:spreadsheet></office:body></office:document-content>
            """
                .formatted(rows));
    assertHidden(Uploads.read(folder, "vereine.ods", document), 5, "1", "B");
  }

  @Test
  void saysNothingWhereAllIsShown() throws IOException {
    var codes = Uploads.codes(Uploads.read(folder, "baeume.xlsx", SpreadsheetsTest.xlsx()));
    assertFalse(codes.contains("hidden-rows") || codes.contains("hidden-columns"));
  }

  @Test
  void saysWhichSheetsWereTooManyToRead() throws IOException {
    byte[] workbook =
        Workbooks.of(book -> {
          for (int i = 1; i <= 203; i++) {
            Workbooks.write(
                book.newWorksheet("Blatt " + i), 0, 0, row("Ort", "Zahl"), row("Nord", i));
          }
        });
    var reading = Uploads.read(folder, "blaetter.xlsx", workbook);
    assertEquals(200, Uploads.draft(reading).tables().size());
    assertTrue(
        finding(reading, "layer-unread").message().de().contains("3 Blätter ab „Blatt 201“"));
  }
}
