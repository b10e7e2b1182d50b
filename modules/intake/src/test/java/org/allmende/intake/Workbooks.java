package org.allmende.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Workbooks as people lay them out.
final class Workbooks {

  private Workbooks() {}

  /// Writes what a test needs into a workbook.
  interface Writing {
    void into(Workbook book);
  }

  static byte[] of(Writing writing) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "Test", "1.0")) {
      writing.into(book);
    }
    return out.toByteArray();
  }

  /// A workbook with one sheet.
  ///
  /// @param rows cells of each row; null for a free one
  static byte[] sheet(String name, @Nullable Object[]... rows) throws IOException {
    return of(book -> write(book.newWorksheet(name), 0, 0, rows));
  }

  /// Writes rows into a sheet.
  static void write(Worksheet sheet, int top, int left, @Nullable Object[]... rows) {
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        switch (rows[r][c]) {
          case null -> {}
          case Number number -> sheet.value(top + r, left + c, number);
          case Boolean truth -> sheet.value(top + r, left + c, truth);
          case Object text -> sheet.value(top + r, left + c, text.toString());
        }
      }
    }
  }

  static @Nullable Object[] row(@Nullable Object... cells) {
    return cells;
  }
}
