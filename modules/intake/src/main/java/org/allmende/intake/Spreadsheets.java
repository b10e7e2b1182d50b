package org.allmende.intake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.allmende.intake.files.Archives;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.intake.formats.Hidden;
import org.allmende.intake.formats.Margin;
import org.allmende.intake.formats.OdsSheets;
import org.allmende.intake.formats.Sheets;
import org.allmende.intake.formats.XlsSheets;
import org.allmende.intake.formats.XlsxSheets;
import org.allmende.intake.tables.SideTables;
import org.allmende.intake.tables.TableScan;
import org.allmende.intake.text.Row;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/// Reads spreadsheets: every sheet that is a table becomes one, found and profiled as tables in
/// texts are ([TableScan]).
///
/// A sheet is a table when it has data rows in at least two columns; where no sheet is, the first
/// one that holds anything counts. Hidden sheets are looked through, for they are published with
/// the file, but are no tables of the dataset.
final class Spreadsheets {

  static final Set<String> FORMATS = Set.of("XLSX", "XLSM", "XLS", "ODS");

  private static final int MOST_SHEETS = 200;

  /// Cells, blank ones between others included, of all sheets: a few bytes can say "a million rows
  /// like this one".
  private static final long MOST_CELLS = 500_000_000;

  /// Bytes of an archive's part that is held in memory.
  private static final long MOST_HELD = 128L << 20;

  private final Vocabularies vocabularies;

  Spreadsheets(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  Reading read(Upload upload, String code, String mediaType) throws IOException {
    var taking = new Taking(upload);
    try {
      String tooLarge = code.equals("XLS") ? null : tooLarge(upload.path());
      if (tooLarge != null) {
        taking.findings.add(FindingCode.TABLE_TOO_LARGE.at(Place.WHOLE, Text.same(tooLarge)));
      } else {
        each(code, upload.path(), taking);
      }
    } catch (OldExcelFormatException e) {
      taking.sheets.clear();
      taking.findings.add(FindingCode.LAYER_UNREAD.at(Place.WHOLE, Text.same("Excel 5.0/95")));
    } catch (TooManyCells e) {
      taking.sheets.clear();
      taking.findings.add(
          FindingCode.TABLE_TOO_LARGE.at(
              Place.WHOLE, Text.same("> " + MOST_CELLS / 1_000_000 + " Mio. Zellen / cells")));
    } catch (EncryptedDocumentException e) {
      return new Reading.Rejected(List.of(FindingCode.FILE_ENCRYPTED.at(Place.WHOLE)));
    } catch (FileNotFoundException e) {
      return new Reading.Rejected(List.of(damage(upload, code)));
    } catch (IOException | RuntimeException e) {
      return new Reading.Rejected(List.of(damage(upload, code)));
    }
    return new Reading.Understood(
        new Draft(upload, code, mediaType, taking.tables(), taking.visible()), taking.findings());
  }

  /// Passes over all sheets of a file.
  static void each(String code, Path file, Sheets.Sink sink) throws IOException {
    Sheets sheets =
        switch (code) {
          case "XLS" -> new XlsSheets(file);
          case "ODS" -> new OdsSheets(file);
          default -> new XlsxSheets(file);
        };
    sheets.each(new SideTables(new Margin(sink)));
  }

  private static Finding damage(Upload upload, String code) {
    boolean encrypted = code.equals("XLS") && isEncrypted(upload.path());
    return encrypted
        ? FindingCode.FILE_ENCRYPTED.at(Place.WHOLE)
        : FindingCode.FILE_DAMAGED.at(Place.WHOLE, Text.same(code));
  }

  /// Newer workbooks with a password lie in the container of the older ones.
  private static boolean isEncrypted(Path file) {
    try (var files = new POIFSFileSystem(file.toFile(), true)) {
      return files.getRoot().hasEntry("EncryptedPackage");
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /// The part of an archive that would not fit in memory, by what it really unpacks to.
  private static @Nullable String tooLarge(Path file) throws IOException {
    byte[] block = new byte[1 << 16];
    try (var zip = Archives.open(file)) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().startsWith("xl/worksheets/")
            || entry.getName().equals("content.xml")
            || !entry.getName().endsWith(".xml")) {
          continue;
        }
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(block); n > 0 && size <= MOST_HELD; n = in.read(block)) {
            size += n;
          }
        }
        if (size > MOST_HELD) {
          return entry.getName() + " > " + (MOST_HELD >> 20) + " MiB";
        }
      }
    }
    return null;
  }

  private static final class TooManyCells extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// A sheet that was passed over.
  private record Seen(Table table, List<Finding> findings, boolean hidden) {

    boolean isTable() {
      return table.dataRows() > 0 && table.columns().size() > 1;
    }

    boolean holdsData() {
      return table.dataRows() > 0;
    }
  }

  /// What was told and cannot be so.
  private static void useless(Told told, List<Finding> all) {
    if (told.speaksOfText() || told.decimal() != null) {
      all.add(FindingCode.TOLD_USELESS.at(Place.WHOLE));
    }
  }

  private final class Taking implements Sheets.Sink {

    private final Upload upload;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Seen> sheets = new ArrayList<>();
    private String name = "";
    private boolean hidden;
    private final Set<String> unread = new LinkedHashSet<>();
    private int number;
    private long cells;
    private Findings noticed = new Findings();
    private @Nullable TableScan scan;

    Taking(Upload upload) {
      this.upload = upload;
    }

    @Override
    public boolean begin(String sheet, boolean isHidden) {
      name = sheet.isBlank() ? "Tabelle " + (number + 1) : sheet;
      hidden = isHidden;
      noticed = new Findings();
      scan = null;
      if (++number > MOST_SHEETS) {
        unread.add(name);
        return false;
      }
      scan = new TableScan(name, upload, vocabularies, noticed);
      return true;
    }

    @Override
    public void row(Row row) throws IOException {
      cells += row.width();
      if (cells > MOST_CELLS) {
        throw new TooManyCells();
      }
      if (scan != null) {
        scan.take(row);
      }
    }

    @Override
    public void hidden(Hidden parts) {
      if (parts.rows() > 0) {
        noticed.add(
            FindingCode.HIDDEN_ROWS,
            Place.line(parts.firstRow()),
            Text.same(String.valueOf(parts.rows())));
      }
      if (!parts.columns().isEmpty()) {
        noticed.add(FindingCode.HIDDEN_COLUMNS, Place.WHOLE, Text.same(parts.columns()));
      }
    }

    @Override
    public void end() {
      TableScan done = scan;
      scan = null;
      if (done == null || done.isEmpty()) {
        return;
      }
      Table table = done.table(_ -> null);
      sheets.add(new Seen(table, noticed.inOrder(done.profileFindings()), hidden));
    }

    private static Text sheets(Set<String> names) {
      String first = names.iterator().next();
      return new Text(
          names.size() + " Blätter ab „" + first + "“",
          names.size() + " sheets from “" + first + "” on");
    }

    /// The sheets that become tables.
    private List<Seen> chosen() {
      List<Seen> found = found();
      Optional<Seen> told = told();
      return told.isEmpty()
          ? found
          : Stream.concat(told.stream(), found.stream().filter(sheet -> !sheet.equals(told.get())))
              .toList();
    }

    /// The sheet that somebody says comes first.
    private Optional<Seen> told() {
      return sheets.stream()
          .filter(sheet -> !sheet.hidden)
          .filter(sheet -> sheet.table.name().equals(upload.told().sheet()))
          .findFirst();
    }

    private List<Seen> found() {
      var tables = sheets.stream().filter(s -> s.isTable() && !s.hidden).toList();
      return tables.isEmpty()
          ? sheets.stream().filter(s -> s.holdsData() && !s.hidden).limit(1).toList()
          : tables;
    }

    /// The sheets that somebody may say come first.
    List<String> visible() {
      return sheets.stream().filter(sheet -> !sheet.hidden).map(s -> s.table.name()).toList();
    }

    List<Table> tables() {
      return chosen().stream().map(Seen::table).toList();
    }

    private void told(Told told, List<Finding> all) {
      useless(told, all);
      String sheet = told.sheet();
      if (sheet != null && told().isEmpty()) {
        all.add(FindingCode.TOLD_SHEET.at(Place.WHOLE, Text.same(sheet)));
      }
    }

    /// What was noticed; what concerns another sheet than the first table's names it, as
    /// spreadsheets do: `Blatt!Spalte`.
    List<Finding> findings() {
      var all = new ArrayList<>(findings);
      if (!unread.isEmpty()) {
        all.add(FindingCode.LAYER_UNREAD.at(Place.WHOLE, sheets(unread)));
      }
      told(upload.told(), all);
      List<String> chosen = chosen().stream().map(s -> s.table.name()).toList();
      for (Seen sheet : sheets) {
        boolean isTable = chosen.contains(sheet.table.name());
        Text shown = Text.same(sheet.table.name());
        if (sheet.hidden) {
          all.add(FindingCode.SHEET_HIDDEN.at(Place.WHOLE, shown));
        } else if (!isTable) {
          all.add(FindingCode.SHEET_WITHOUT_TABLE.at(Place.WHOLE, shown));
        }
        if (isTable || sheet.hidden) {
          boolean first = isTable && sheet.table.name().equals(chosen.getFirst());
          sheet.findings.stream()
              .filter(f -> !sheet.hidden || f.blocks())
              .map(f -> first ? f : Findings.within(sheet.table.name(), f))
              .forEach(all::add);
        }
      }
      return Findings.bounded(all);
    }
  }
}
