package org.allmende.intake.formats;

import java.io.IOException;
import org.allmende.intake.text.Row;

/// The sheets of a spreadsheet, passed over once, in the order of the file.
///
/// Rows come as text: numbers with a decimal point and without groups, dates in ISO form
/// ([SheetCells]). A row's line is its number in the sheet.
public interface Sheets {

  void each(Sink sink) throws IOException;

  /// Takes what is in the sheets.
  interface Sink {

    /// A sheet begins.
    ///
    /// @return whether its rows are wanted
    boolean begin(String name, boolean hidden);

    /// Whether tables are wanted that stand beside that of a sheet which itself is not.
    default boolean wantsBeside(String sheet) {
      return false;
    }

    /// A row of the sheet that began last.
    void row(Row row) throws IOException;

    /// Says what the sheet does not show, after its last row.
    void hidden(Hidden parts);

    /// The sheet ends.
    void end() throws IOException;
  }
}
