package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in sheets is read as it was meant, whichever program wrote them.
class SpreadsheetsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void readsWorkbooksAsTheyAreMeant() throws IOException {
    var reading = Uploads.read(folder, "baeume.xlsx", xlsx());
    Draft draft = Uploads.draft(reading);
    assertEquals("XLSX", draft.format());
    assertEquals(List.of("Bäume", "Bezirke"), draft.tables().stream().map(Table::name).toList());
    assertBaeume(draft.tables().getFirst());
    assertEquals(List.of("sheet-hidden", "sheet-without-table", "preamble"), order(reading));
  }

  private static List<String> order(Reading reading) {
    return List.of("sheet-hidden", "sheet-without-table", "preamble").stream()
        .filter(Uploads.codes(reading)::contains)
        .toList();
  }

  private static void assertBaeume(Table table) {
    assertEquals(3, table.headerRow());
    assertEquals(3, table.dataRows());
    assertEquals(
        List.of(
            "Nr:string",
            "Art:string",
            "gepflanzt:date",
            "Höhe:decimal",
            "Anteil:integer",
            "geprüft:boolean"),
        table.columns().stream().map(c -> c.name() + ":" + c.type().code()).toList());
    assertEquals(
        List.of("0017", "Linde", "2019-04-02", "12.3450", "25 %", "true"),
        table.firstRows().getFirst());
    assertEquals("12.3450", table.columns().get(3).profile().min());
  }

  static byte[] xlsx() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "Test", "1.0")) {
      Worksheet sheet = book.newWorksheet("Bäume");
      sheet.value(0, 1, "Bäume der Stadt");
      String[] names = {"Nr", "Art", "gepflanzt", "Höhe", "Anteil", "geprüft"};
      String[] kinds = {"Linde", "Ahorn", "Ulme"};
      for (int c = 0; c < names.length; c++) {
        sheet.value(2, c + 1, names[c]);
      }
      for (int r = 0; r < kinds.length; r++) {
        sheet.value(3 + r, 1, 17 + r);
        sheet.style(3 + r, 1).format("0000").set();
        sheet.value(3 + r, 2, kinds[r]);
        sheet.value(3 + r, 3, LocalDate.of(2019, 4, 2 + r));
        sheet.style(3 + r, 3).format("dd.mm.yyyy").set();
        sheet.value(3 + r, 4, 12.345 + r);
        sheet.value(3 + r, 5, 0.25);
        sheet.style(3 + r, 5).format("0%").set();
        sheet.value(3 + r, 6, r == 0);
      }
      Worksheet second = book.newWorksheet("Bezirke");
      second.value(0, 0, "Bezirk");
      second.value(0, 1, "Einwohner");
      second.value(1, 0, "Nord");
      second.value(1, 1, 1200);
      second.value(2, 0, "Süd");
      second.value(2, 1, 800);
      Worksheet note = book.newWorksheet("Hinweise");
      note.value(0, 0, "Erhoben vom Grünflächenamt");
      Worksheet hidden = book.newWorksheet("Intern");
      hidden.value(0, 0, "Kürzel");
      hidden.value(0, 1, "Wert");
      hidden.value(1, 0, "a");
      hidden.value(1, 1, 1);
      hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
    }
    return out.toByteArray();
  }

  @Test
  void readsWorkbooksOfOlderPrograms() throws IOException {
    var reading = Uploads.read(folder, "baeume.xls", xls());
    assertEquals("XLS", Uploads.draft(reading).format());
    assertBaeume(Uploads.table(reading));
  }

  static byte[] xls() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("Bäume");
      sheet.createRow(0).createCell(1).setCellValue("Bäume der Stadt");
      String[] names = {"Nr", "Art", "gepflanzt", "Höhe", "Anteil", "geprüft"};
      var header = sheet.createRow(2);
      for (int c = 0; c < names.length; c++) {
        header.createCell(c + 1).setCellValue(names[c]);
      }
      String[] kinds = {"Linde", "Ahorn", "Ulme"};
      for (int r = 0; r < kinds.length; r++) {
        var row = sheet.createRow(3 + r);
        styled(book, row.createCell(1), "0000").setCellValue(17 + r);
        row.createCell(2).setCellValue(kinds[r]);
        styled(book, row.createCell(3), "dd.mm.yyyy").setCellValue(LocalDate.of(2019, 4, 2 + r));
        row.createCell(4).setCellFormula((12.345 + r) + "*1");
        styled(book, row.createCell(5), "0%").setCellValue(0.25);
        row.createCell(6).setCellValue(r == 0);
      }
      book.getCreationHelper().createFormulaEvaluator().evaluateAll();
      book.write(out);
    }
    return out.toByteArray();
  }

  private static Cell styled(HSSFWorkbook book, Cell cell, String format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat(book.createDataFormat().getFormat(format));
    cell.setCellStyle(style);
    return cell;
  }

  @Test
  void readsOpenDocuments() throws IOException {
    var reading = Uploads.read(folder, "baeume.ods", ods());
    assertEquals("ODS", Uploads.draft(reading).format());
    assertBaeume(Uploads.table(reading));
  }

  static byte[] ods() throws IOException {
    var rows = new StringBuilder();
    String[] kinds = {"Linde", "Ahorn", "Ulme"};
    for (int r = 0; r < kinds.length; r++) {
      rows.append(
          """
          <table:table-row><table:table-cell/>
          <table:table-cell office:value-type="float" office:value="%d"><text:p>00%d</text:p></table:table-cell>
          <table:table-cell office:value-type="string"><office:annotation><text:p>nein</text:p></office:annotation><text:p>%s</text:p></table:table-cell>
          <table:table-cell office:value-type="date" office:date-value="2019-04-0%d"><text:p>2.4.</text:p></table:table-cell>
          <table:table-cell office:value-type="float" office:value="%d.345"><text:p>12</text:p></table:table-cell>
          <table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25</text:p></table:table-cell>
          <table:table-cell office:value-type="boolean" office:boolean-value="%s"><text:p>WAHR</text:p></table:table-cell>
          <table:table-cell table:number-columns-repeated="16000"/></table:table-row>
          """
              .formatted(17 + r, 17 + r, kinds[r], 2 + r, 12 + r, r == 0));
    }
    return zip(
        "mimetype",
        "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml",
        """
        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
          xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
          xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
        <table:table table:name="Bäume">
        <table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Bäume der Stadt</text:p></table:table-cell></table:table-row>
        <table:table-row/>
        <table:table-row><table:table-cell/>%s</table:table-row>
        %s<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>
        """
            .formatted(
                "<table:table-cell><text:p>%s</text:p></table:table-cell>"
                    .repeat(6)
                    .formatted("Nr", "Art", "gepflanzt", "Höhe", "Anteil", "geprüft"),
                rows));
  }

  static byte[] zip(String... parts) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < parts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(parts[i]));
        zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  @Test
  void cleansSheetsAsItCleansTexts() throws IOException {
    Path file = Files.write(folder.resolve("baeume.xlsx"), xlsx());
    Draft draft = Uploads.draft(Uploads.read(file));
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().getFirst(), out);
    assertEquals(
        """
        Nr,Art,gepflanzt,Höhe,Anteil,geprüft\r
        0017,Linde,2019-04-02,12.3450,25,true\r
        0018,Ahorn,2019-04-03,13.3450,25,false\r
        0019,Ulme,2019-04-04,14.3450,25,false\r
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatIsLockedOrBroken() throws IOException {
    Biff8EncryptionKey.setCurrentUserPassword("geheim");
    byte[] locked = xls();
    Biff8EncryptionKey.setCurrentUserPassword(null);
    assertRefused("file-encrypted", "a.xls", locked);
    byte[] whole = xls();
    assertRefused("file-damaged", "a.xls", java.util.Arrays.copyOf(whole, whole.length / 2));
    assertRefused(
        "file-damaged",
        "a.ods",
        zip(
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml",
            "<a><b></a>"));
    assertRefused("file-damaged", "a.xlsx", zip("xl/workbook.xml", "<workbook", "x", ""));
  }

  @Test
  void fetchesNothingAndExpandsNothing() throws IOException {
    String bomb =
        "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
            + "<a>&a;&b;</a>";
    var reading =
        Uploads.read(
            folder,
            "a.ods",
            zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", bomb));
    assertTrue(reading instanceof Reading.Rejected || Uploads.draft(reading).tables().isEmpty());
  }

  private void assertRefused(String code, String name, byte[] bytes) {
    var reading = Uploads.read(folder, name, bytes);
    assertInstanceOf(Reading.Rejected.class, reading, name);
    assertEquals(List.of(code), Uploads.codes(reading));
  }
}
