package org.allmende.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.allmende.intake.PackedFiles.Packed;
import org.allmende.intake.files.Archives;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Text;

/// Reads the tables that are packed in an archive: each file in it is read as if it had come alone,
/// save that what makes a file unreadable does not make the archive so.
///
/// Where there are several files, tables are called after them, and findings name them as
/// spreadsheets name their sheets: `Datei!Spalte`.
final class PackedTables {

  private final Readers readers;

  PackedTables(Readers readers) {
    this.readers = readers;
  }

  /// @param asItIs what the archive is without its tables
  Reading read(Reading.Understood asItIs) throws IOException {
    Draft draft = asItIs.draft();
    var tables = new ArrayList<Table>();
    var findings = new ArrayList<>(asItIs.findings());
    try {
      PackedFiles files = PackedFiles.of(draft.upload(), draft.format());
      files.each(
          _ -> true, (packed, file) -> take(packed, readers.read(file, false), tables, findings));
      files.unread().stream().limit(Findings.LISTED).forEach(path -> findings.add(unread(path)));
    } catch (PackedFiles.TooLarge e) {
      Optional<Finding> bomb = e.isBomb() ? Archives.tooLarge() : Optional.empty();
      if (bomb.isPresent()) {
        return new Reading.Rejected(List.of(bomb.get()));
      }
      findings.add(
          FindingCode.TABLE_TOO_LARGE.at(
              Place.WHOLE,
              new Text("ab " + e.path() + " im Archiv", "the archive from " + e.path() + " on")));
    } catch (ZipException e) {
      Text format = Text.same(draft.format());
      return new Reading.Rejected(List.of(FindingCode.FILE_DAMAGED.at(Place.WHOLE, format)));
    }
    return new Reading.Understood(
        new Draft(draft.upload(), draft.format(), draft.mediaType(), tables),
        Findings.bounded(findings));
  }

  private static void take(
      Packed packed, Reading reading, List<Table> tables, List<Finding> findings) {
    switch (reading) {
      case Reading.Understood(var draft, var noticed) -> {
        draft.tables().forEach(t -> tables.add(t.named(packed.tableName(t.name()))));
        noticed.forEach(f -> findings.add(packed.sole() ? f : Findings.within(packed.label(), f)));
      }
      case Reading.Rejected(var noticed) -> {
        Text why = noticed.getFirst().message();
        findings.add(
            FindingCode.PACKED_FILE_UNREAD.at(
                Place.WHOLE,
                new Text(
                    packed.label() + ": " + sentence(why.de()),
                    packed.label() + ": " + sentence(why.en()))));
      }
    }
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static Finding unread(String path) {
    return FindingCode.PACKED_FILE_UNREAD.at(Place.WHOLE, Text.same(path));
  }

  /// Takes a file that holds a table, and the table as it is called there.
  interface Taker {
    void take(Draft file, Table table) throws IOException;
  }

  /// Unpacks the file that a table of an archive was found in.
  static void open(Draft archive, Table table, Taker taker) throws IOException {
    PackedFiles.of(archive.upload(), archive.format())
        .each(
            packed -> packed.nameInFile(table.name()).isPresent(),
            (packed, file) -> {
              String name = packed.nameInFile(table.name()).orElseThrow();
              var draft = new Draft(file, Readers.format(file), file.mediaType(), List.of());
              taker.take(draft, table.named(name));
            });
  }
}
