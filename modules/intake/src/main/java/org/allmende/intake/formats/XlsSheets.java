package org.allmende.intake.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.allmende.intake.text.Row;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.ColumnInfoRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/// The sheets of a workbook of Excel 97 to 2003, as a stream of its records.
public final class XlsSheets implements Sheets {

  private final Path file;

  public XlsSheets(Path file) {
    this.file = file;
  }

  @Override
  public void each(Sink sink) throws IOException {
    try (var files = new POIFSFileSystem(file.toFile(), true)) {
      var reading = new Reading(sink);
      var request = new HSSFRequest();
      request.addListenerForAllRecords(reading.formats);
      new HSSFEventFactory().processWorkbookEvents(request, files);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static final class Reading implements HSSFListener {

    private final Sink sink;
    private final FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(this);
    private final List<BoundSheetRecord> sheets = new ArrayList<>();
    private @Nullable SSTRecord texts;
    private boolean since1904;
    private int sheet = -1;
    private int depth;
    private boolean wanted;
    private boolean inSheet;
    private int row = -1;
    private List<String> cells = new ArrayList<>();
    private int textColumn = -1;
    private Hidden hidden = new Hidden();
    private BitSet hiddenRows = new BitSet();

    Reading(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void processRecord(Record read) {
      switch (read) {
        case BoundSheetRecord bound -> sheets.add(bound);
        case SSTRecord shared -> texts = shared;
        case DateWindow1904Record window -> since1904 = window.getWindowing() == 1;
        case BOFRecord begin -> begin(begin);
        case EOFRecord _ -> end();
        case StringRecord text when textColumn >= 0 && depth == 1 -> {
          put(textColumn, text.getString());
          textColumn = -1;
        }
        case ColumnInfoRecord columns when depth == 1 && columns.getHidden() ->
            hidden.columns(columns.getFirstColumn(), columns.getLastColumn() + 1);
        case RowRecord shown when depth == 1 && shown.getZeroHeight() ->
            hiddenRows.set(shown.getRowNumber());
        case CellValueRecordInterface cell when wanted && depth == 1 -> cell(cell);
        default -> {}
      }
    }

    /// Charts inside a sheet begin and end too.
    private void begin(BOFRecord begin) {
      if (begin.getType() == BOFRecord.TYPE_WORKBOOK) {
        return;
      }
      if (inSheet) {
        depth++;
        return;
      }
      sheet++;
      inSheet = true;
      depth = 1;
      hidden = new Hidden();
      hiddenRows = new BitSet();
      boolean known = sheet < sheets.size();
      String name = known ? sheets.get(sheet).getSheetname() : "Tabelle " + (sheet + 1);
      boolean hidden = known && (sheets.get(sheet).isHidden() || sheets.get(sheet).isVeryHidden());
      wanted = sink.begin(name, hidden) && begin.getType() == BOFRecord.TYPE_WORKSHEET;
    }

    private void end() {
      if (!inSheet || --depth > 0) {
        return;
      }
      inSheet = false;
      flush();
      if (wanted) {
        sink.hidden(hidden);
      }
      wanted = false;
      try {
        sink.end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void cell(CellValueRecordInterface cell) {
      if (cell.getRow() != row) {
        flush();
        row = cell.getRow();
      }
      textColumn = -1;
      String text =
          switch (cell) {
            case LabelSSTRecord shared ->
                texts == null ? "" : texts.getString(shared.getSSTIndex()).getString();
            case LabelRecord label -> label.getValue();
            case NumberRecord number -> number(number.getValue(), cell);
            case BoolErrRecord flag ->
                flag.isError()
                    ? error(flag.getErrorValue())
                    : String.valueOf(flag.getBooleanValue());
            case FormulaRecord formula -> formula(formula);
            default -> "";
          };
      put(cell.getColumn(), text);
    }

    private String formula(FormulaRecord formula) {
      return switch (formula.getCachedResultTypeEnum()) {
        case NUMERIC -> number(formula.getValue(), formula);
        case BOOLEAN -> String.valueOf(formula.getCachedBooleanValue());
        case ERROR -> error((byte) formula.getCachedErrorValue());
        case STRING -> {
          textColumn = formula.getColumn();
          yield "";
        }
        case FORMULA, BLANK, _NONE -> "";
      };
    }

    private String number(double value, CellValueRecordInterface cell) {
      return SheetCells.number(
          value, formats.getFormatIndex(cell), formats.getFormatString(cell), since1904);
    }

    private static String error(byte code) {
      return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERR";
    }

    private void put(int column, String text) {
      while (cells.size() <= column) {
        cells.add("");
      }
      cells.set(column, text);
    }

    private void flush() {
      if (row >= 0 && wanted) {
        var read = new Row(row + 1, cells, false, false);
        hidden.row(read, hiddenRows.get(row));
        try {
          sink.row(read);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      cells = new ArrayList<>();
      row = -1;
    }
  }
}
