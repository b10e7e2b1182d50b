package org.allmende.intake;

import java.io.IOException;
import java.util.List;
import org.allmende.intake.files.FileNames;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.intake.tables.TableScan;
import org.allmende.intake.text.ByteScan;
import org.allmende.intake.text.ByteScan.Stray;
import org.allmende.intake.text.DialectFinder;
import org.allmende.intake.text.Encoding;
import org.allmende.intake.text.OpenedText;
import org.allmende.intake.text.Records;
import org.allmende.intake.text.Row;
import org.allmende.intake.text.Separation;
import org.allmende.intake.text.SingleByteGuess;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding.Place;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.vocabulary.Vocabularies;

/// Reads tables that are text: CSV in any dress.
///
/// The bytes were passed over once for the encoding. A sample of the text tells how cells are
/// parted ([DialectFinder]); then one pass over all records finds where the table begins and ends
/// and what its columns hold ([TableScan]). Memory does not grow with the file.
final class CsvReader {

  private final Vocabularies vocabularies;

  CsvReader(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  Reading read(OpenedText opened) throws IOException {
    var findings = new Findings();
    encodingFindings(opened, findings);
    opened
        .declaredEncoding()
        .filter(said -> opened.encoding().differsFrom(said, opened.scan()))
        .ifPresent(said ->
            findings.add(FindingCode.DECLARED_ENCODING, Place.WHOLE, Text.same(said.name())));
    toldFindings(opened, findings);
    try (var lines = opened.lines()) {
      var records = opened.records(lines);
      var scan = new TableScan(opened, vocabularies, findings);
      for (Row row = records.next(); row != null; row = records.next()) {
        scan.take(row);
      }
      return scan.isEmpty() ? empty(scan, findings) : understood(opened, records, scan, findings);
    }
  }

  private static Reading empty(TableScan scan, Findings findings) {
    if (!scan.sawCutRow()) {
      findings.add(FindingCode.FILE_EMPTY, Place.WHOLE);
    }
    return new Reading.Rejected(findings.inOrder(List.of()));
  }

  private static Reading understood(
      OpenedText opened, Records records, TableScan scan, Findings findings) {
    String lineEnd = records.lineEnd();
    if (lineEnd.equals("mixed")) {
      findings.add(FindingCode.LINE_ENDS_MIXED, Place.WHOLE);
    }
    Separation separation = opened.found().separation();
    if (opened.found().margin() < DialectFinder.SURE) {
      findings.add(FindingCode.DELIMITER_UNSURE, Place.WHOLE, rivals(opened.found()));
    }
    if (DialectFinder.contradicts(opened.found(), opened.upload().declared())) {
      String said = String.valueOf(opened.upload().declared().getFirst().delimiter());
      findings.add(
          FindingCode.DECLARED_DELIMITER, Place.WHOLE, Text.same(FileNames.shown(said.charAt(0))));
    }
    boolean quoted = records.quoted() > 0;
    String quote = String.valueOf(separation.quote());
    Table table =
        scan.table(decimal ->
            new Dialect(
                opened.encoding().name(),
                opened.encoding().marked(),
                String.valueOf(separation.delimiter()),
                quoted ? quote : null,
                !quoted ? null : separation.backslash() ? "\\" : quote,
                lineEnd,
                decimal));
    if (scan.sawCutRow() && table.dataRows() == 0) {
      return new Reading.Rejected(findings.inOrder(scan.profileFindings()));
    }
    boolean tabs = separation.delimiter() == '\t' && opened.found().width() > 1;
    var draft =
        new Draft(
            opened.upload(),
            tabs ? "TSV" : "CSV",
            tabs ? "text/tab-separated-values" : "text/csv",
            List.of(table));
    return new Reading.Understood(draft, findings.inOrder(scan.profileFindings()));
  }

  /// What was told and cannot be so.
  private static void toldFindings(OpenedText opened, Findings findings) {
    Told told = opened.upload().told();
    String encoding = told.encoding();
    if (encoding != null && !opened.isEncodedAsTold()) {
      findings.add(FindingCode.TOLD_ENCODING, Place.WHOLE, Text.same(encoding));
    }
    String delimiter = told.delimiter();
    if (delimiter != null && !DialectFinder.follows(opened.found(), told)) {
      String shown = delimiter.length() == 1 ? FileNames.shown(delimiter.charAt(0)) : delimiter;
      findings.add(FindingCode.TOLD_DELIMITER, Place.WHOLE, Text.same(shown));
    }
    if (told.sheet() != null) {
      findings.add(FindingCode.TOLD_USELESS, Place.column("sheet"));
    }
  }

  private static Text rivals(DialectFinder.Found found) {
    String chosen = FileNames.shown(found.separation().delimiter());
    String rival = FileNames.shown(found.rival());
    return new Text(
        "gewählt wurde %s, möglich ist auch %s".formatted(chosen, rival),
        "%s was chosen, %s is possible too".formatted(chosen, rival));
  }

  private static void encodingFindings(OpenedText opened, Findings findings) {
    ByteScan scan = opened.scan();
    Encoding encoding = opened.encoding();
    if (!encoding.sure()) {
      findings.add(FindingCode.ENCODING_UNSURE, Place.WHOLE, Text.same(encoding.name()));
    }
    if (encoding.damaged()) {
      for (Stray stray : scan.strays()) {
        String value = String.valueOf(SingleByteGuess.windows(stray.value()));
        findings.add(FindingCode.ENCODING_MIXED, new Place(stray.line(), null, value));
      }
      findings.more(FindingCode.ENCODING_MIXED, scan.strayBytes() - scan.strays().size());
    }
    if (!encoding.wide()) {
      scan.nulLines().forEach(line -> findings.add(FindingCode.NUL_CHARACTERS, Place.line(line)));
    }
  }
}
