package org.allmende.intake.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.allmende.intake.files.Archives;
import org.allmende.intake.text.Row;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/// The sheets of an Office Open XML workbook. Rows are streamed; the texts that cells share are
/// held in memory.
public final class XlsxSheets implements Sheets {

  private final Path file;

  public XlsxSheets(Path file) {
    this.file = file;
  }

  @Override
  public void each(Sink sink) throws IOException {
    try (var book = new ReadableWorkbook(file.toFile(), new ReadingOptions(hasFormats(), true))) {
      var columns = new XlsxColumns(file);
      for (Sheet sheet : book.getSheets().toList()) {
        if (sink.begin(sheet.getName(), sheet.getVisibility() != SheetVisibility.VISIBLE)) {
          var hidden = new Hidden();
          columns.note(sheet.getId(), hidden);
          rows(sheet, book.isDate1904(), hidden, sink);
          sink.hidden(hidden);
        }
        sink.end();
      }
    }
  }

  private boolean hasFormats() throws IOException {
    try (var zip = Archives.open(file)) {
      return zip.getEntry("xl/styles.xml") != null;
    }
  }

  private static void rows(Sheet sheet, boolean since1904, Hidden hidden, Sink sink)
      throws IOException {
    try (var rows = sheet.openStream()) {
      for (Iterator<org.dhatim.fastexcel.reader.Row> all = rows.iterator(); all.hasNext(); ) {
        var read = all.next();
        var row = new Row(read.getRowNum(), cells(read, since1904), false, false);
        hidden.row(row, read.isHidden());
        sink.row(row);
      }
    }
  }

  private static List<String> cells(org.dhatim.fastexcel.reader.Row row, boolean since1904) {
    var cells = new ArrayList<String>(row.getCellCount());
    for (Cell cell : row) {
      cells.add(text(cell, since1904));
    }
    return cells;
  }

  private static String text(@Nullable Cell cell, boolean since1904) {
    if (cell == null || cell.getType() == null) {
      return "";
    }
    String raw = cell.getRawValue();
    return switch (cell.getType()) {
      case EMPTY -> "";
      case NUMBER -> number(cell, raw, since1904);
      case FORMULA ->
          cell.getValue() instanceof Number || isNumber(raw)
              ? number(cell, raw, since1904)
              : raw == null ? "" : raw;
      case BOOLEAN -> "1".equals(raw) || "true".equalsIgnoreCase(raw) ? "true" : "false";
      case STRING -> cell.getText();
      case ERROR -> raw == null ? "" : raw;
    };
  }

  private static boolean isNumber(@Nullable String raw) {
    return raw != null && raw.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  }

  private static String number(Cell cell, @Nullable String raw, boolean since1904) {
    if (raw == null || raw.isEmpty()) {
      return "";
    }
    try {
      Integer format = cell.getDataFormatId();
      return SheetCells.number(
          Double.parseDouble(raw),
          format == null ? 0 : format,
          cell.getDataFormatString(),
          since1904);
    } catch (NumberFormatException e) {
      return raw;
    }
  }
}
