package org.allmende.intake.files;

import static org.allmende.model.Severity.BLOCKING;
import static org.allmende.model.Severity.INFO;
import static org.allmende.model.Severity.WARNING;

import java.util.Locale;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// What can be noticed about a file and the shape of its table. A message may hold `%s`, which is
/// replaced by the detail.
public enum FindingCode {
  FILE_EMPTY(
      BLOCKING,
      "Die Datei enthält keine Daten.",
      "The file holds no data.",
      "Die Datei erneut exportieren und prüfen, ob sie Zeilen enthält.",
      "Export the file again and check that it has rows."),
  FILE_BINARY(
      BLOCKING,
      "Die Datei heißt wie eine Tabelle, enthält aber keinen Text.",
      "The file is named like a table but holds no text.",
      "Die Datei als CSV exportieren, statt sie umzubenennen; eine beschädigte Datei neu erzeugen.",
      "Export the file as CSV instead of renaming it; make a damaged file anew."),
  FILE_DAMAGED(
      BLOCKING,
      "Die Datei ist beschädigt: %s.",
      "The file is damaged: %s.",
      "Die Datei neu erzeugen und noch einmal hochladen.",
      "Make the file anew and upload it again."),
  ARCHIVE_UNSAFE(
      BLOCKING,
      "Die Archivdatei ist gefährlich: %s.",
      "The archive is dangerous: %s.",
      "Das Archiv mit einem üblichen Programm aus dem Ordner der Dateien neu packen.",
      "Pack the archive anew with an ordinary program, from the folder of the files."),
  FILE_ENCRYPTED(
      BLOCKING,
      "Die Datei ist mit einem Kennwort geschützt und kann nicht gelesen werden.",
      "The file is protected by a password and cannot be read.",
      "Die Datei ohne Kennwort speichern und noch einmal hochladen.",
      "Save the file without a password and upload it again."),
  TABLE_TOO_LARGE(
      WARNING,
      "Die Datei ist zu groß, um hier als Tabelle gelesen zu werden (%s); geprüft ist nichts darin.",
      "The file is too large to be read as a table here (%s); nothing in it was checked.",
      "Selbst prüfen, auch auf personenbezogene Daten, denn sie geht unverändert hinaus; als CSV wird sie in jeder Größe gelesen.",
      "Check it yourself, for personal data too, for it goes out as it is; exported as CSV it is read whatever its size."),
  PACKED_FILE_UNREAD(
      WARNING,
      "Eine Datei im Archiv wurde nicht gelesen: %s.",
      "A file in the archive was not read: %s.",
      "Die Datei prüfen, auch auf personenbezogene Daten, und besser einzeln hochladen.",
      "Check the file, for personal data too, and better upload it on its own."),
  LAYER_UNREAD(
      WARNING,
      "Ein Teil der Datei wurde nicht gelesen: %s.",
      "A part of the file was not read: %s.",
      "Den Teil prüfen, auch auf personenbezogene Daten; als eigene Tabelle speichern (Sichten), in ein neueres Format oder auf mehrere Dateien.",
      "Check that part, for personal data too; save it as a table of its own (views), in a newer format or in several files."),
  SHEET_WITHOUT_TABLE(
      INFO,
      "Das Blatt „%s“ enthält keine Tabelle; es steht nur in der Originaldatei.",
      "The sheet “%s” holds no table; it stands in the original file only.",
      "Es ist nichts zu tun.",
      "Nothing to do."),
  SHEET_HIDDEN(
      WARNING,
      "Das Blatt „%s“ ist ausgeblendet; mit der Originaldatei wird es trotzdem veröffentlicht.",
      "The sheet “%s” is hidden; with the original file it is published all the same.",
      "Prüfen, ob es veröffentlicht werden darf, sonst das Blatt vorher löschen.",
      "Check whether it may be published; otherwise delete the sheet first."),
  HIDDEN_ROWS(
      WARNING,
      "Ausgeblendete oder weggefilterte Zeilen (%s) werden wie alle anderen gelesen und veröffentlicht.",
      "Hidden or filtered rows (%s) are read and published like all others.",
      "Die Zeilen einblenden und prüfen, ob sie veröffentlicht werden dürfen, sonst vorher löschen.",
      "Show the rows and check whether they may be published; otherwise delete them first."),
  HIDDEN_COLUMNS(
      WARNING,
      "Ausgeblendete Spalten (%s) werden wie alle anderen gelesen und veröffentlicht.",
      "Hidden columns (%s) are read and published like all others.",
      "Die Spalten einblenden und prüfen, ob sie veröffentlicht werden dürfen, sonst vorher löschen.",
      "Show the columns and check whether they may be published; otherwise delete them first."),
  FORMAT_NOT_AS_NAMED(
      BLOCKING,
      "Die Datei heißt wie eine Tabelle, ist aber %s.",
      "The file is named like a table but is %s.",
      "Die Endung berichtigen oder die Tabelle als CSV exportieren.",
      "Correct the ending, or export the table as CSV."),
  NAME_ENDING_WRONG(
      WARNING,
      "Die Endung des Namens passt nicht zum Inhalt: es ist %s.",
      "The ending of the name does not fit the content: it is %s.",
      "Die Endung berichtigen.",
      "Correct the ending."),
  ENCODING_MIXED(
      WARNING,
      "Diese Stelle ist anders kodiert als der Rest der Datei; gelesen wurde sie als Windows-1252.",
      "This place is encoded differently from the rest of the file; it was read as Windows-1252.",
      "Die Teile der Datei vor dem Zusammenfügen alle als UTF-8 speichern.",
      "Save all parts of the file as UTF-8 before joining them."),
  ENCODING_DAMAGE(
      WARNING,
      "Zeichen sind in der Datei selbst zerstört, sie wurde schon früher falsch umgewandelt.",
      "Characters are destroyed in the file itself, it was converted wrongly before.",
      "Aus der Quelle neu exportieren; repariert wird nichts ungefragt.",
      "Export from the source again; nothing is repaired unasked."),
  ENCODING_UNSURE(
      WARNING,
      "Die Zeichenkodierung ist nicht sicher zu erkennen; angenommen wurde %s.",
      "The character encoding cannot be told for sure; %s was assumed.",
      "Umlaute in der Vorschau prüfen; am besten als UTF-8 speichern.",
      "Check the umlauts in the preview; best save as UTF-8."),
  NUL_CHARACTERS(
      WARNING,
      "Die Zeile enthält Nullzeichen; sie wurden weggelassen.",
      "The line holds NUL characters; they were left out.",
      "Die Datei neu exportieren.",
      "Export the file again."),
  LINE_ENDS_MIXED(
      INFO,
      "Die Zeilen enden verschieden.",
      "The lines end in different ways.",
      "Es ist nichts zu tun; beim nächsten Export einheitlich CRLF oder LF wählen.",
      "Nothing to do; choose CRLF or LF throughout in the next export."),
  DELIMITER_UNSURE(
      WARNING,
      "Das Trennzeichen ist nicht eindeutig: %s.",
      "The delimiter is not certain: %s.",
      "Die Vorschau prüfen; Zellen, die Trennzeichen enthalten, in Anführungszeichen setzen.",
      "Check the preview; enclose cells that hold delimiters in quotes."),
  QUOTE_STRAY(
      WARNING,
      "Ein Anführungszeichen steht, wo keines hingehört; es wurde als Text gelesen.",
      "A quote stands where none belongs; it was read as text.",
      "Zellen mit Anführungszeichen ganz einschließen und das Zeichen darin verdoppeln.",
      "Enclose cells that hold quotes and double the quote inside."),
  PREAMBLE(
      INFO,
      "Vor der Tabelle steht Text (%s Zeilen); er gehört nicht zu den Daten.",
      "There is text before the table (%s lines); it is not part of the data.",
      "Es ist nichts zu tun; Erläuterungen gehören besser in die Beschreibung.",
      "Nothing to do; notes are better kept in the description."),
  FOOTER(
      INFO,
      "Nach der Tabelle steht Text (%s Zeilen); er gehört nicht zu den Daten.",
      "There is text after the table (%s lines); it is not part of the data.",
      "Es ist nichts zu tun; Erläuterungen gehören besser in die Beschreibung.",
      "Nothing to do; notes are better kept in the description."),
  HEADER_MISSING(
      WARNING,
      "Die Tabelle hat keine Kopfzeile; die Spalten heißen Spalte 1, Spalte 2 und so weiter.",
      "The table has no header; the columns are called Spalte 1, Spalte 2 and so on.",
      "Eine erste Zeile mit den Namen der Spalten ergänzen.",
      "Add a first line with the columns' names."),
  HEADER_SEVERAL_ROWS(
      INFO,
      "Der Kopf der Tabelle hat %s Zeilen; die Namen wurden zusammengesetzt.",
      "The table's header has %s lines; the names were joined.",
      "Besser eine einzige Kopfzeile verwenden.",
      "Better use a single header line."),
  HEADER_NAME_REPEATED(
      WARNING,
      "Mehrere Spalten heißen gleich.",
      "Several columns have the same name.",
      "Jeder Spalte einen eigenen Namen geben.",
      "Give each column a name of its own."),
  HEADER_NAME_MISSING(
      WARNING,
      "Die Spalte %s hat keinen Namen.",
      "Column %s has no name.",
      "Der Spalte in der Kopfzeile einen Namen geben.",
      "Name the column in the header."),
  HEADER_REPEATED(
      INFO,
      "Die Kopfzeile wiederholt sich; diese Zeile zählt nicht als Daten.",
      "The header is repeated; this line does not count as data.",
      "Die wiederholten Kopfzeilen löschen.",
      "Delete the repeated headers."),
  NO_DATA_ROWS(
      WARNING,
      "Die Tabelle hat eine Kopfzeile, aber keine Daten.",
      "The table has a header but no data.",
      "Prüfen, ob der Export vollständig ist.",
      "Check whether the export is complete."),
  ROW_BLANK(
      INFO,
      "Vor dieser Zeile stehen leere Zeilen (%s); sie zählen nicht.",
      "There are blank lines before this one (%s); they do not count.",
      "Leere Zeilen in den Daten löschen.",
      "Delete blank lines inside the data."),
  ROW_TOO_SHORT(
      WARNING,
      "Die Zeile hat weniger Zellen als die Tabelle Spalten; der Rest gilt als leer.",
      "The line has fewer cells than the table has columns; the rest counts as blank.",
      "Die fehlenden Trennzeichen ergänzen.",
      "Add the missing delimiters."),
  ROW_TOO_LONG(
      WARNING,
      "Die Zeile hat mehr Zellen als die Tabelle Spalten; was übersteht, gehört zu keiner Spalte.",
      "The line has more cells than the table has columns; the surplus belongs to no column.",
      "Zellen, die das Trennzeichen enthalten, in Anführungszeichen setzen.",
      "Enclose cells that hold the delimiter in quotes."),
  ROW_TOO_LARGE(
      WARNING,
      "Die Zeile ist länger als 4 Millionen Zeichen; ihr Ende wurde nicht gelesen.",
      "The line is longer than 4 million characters; its end was not read.",
      "Prüfen, ob Zeilenenden fehlen.",
      "Check whether line ends are missing."),
  ROW_TOTAL(
      INFO,
      "Die Zeile ist eine Summe anderer Zeilen; sie bleibt in den Daten und zählt nicht für Kennzahlen.",
      "The line is a total of other lines; it stays in the data and is kept out of statistics.",
      "Summen besser weglassen, sie lassen sich berechnen.",
      "Better leave totals out, they can be computed."),
  COLUMN_EMPTY(
      INFO,
      "Die Spalte hat in keiner Zeile einen Wert.",
      "The column has no value in any line.",
      "Die Spalte weglassen oder füllen.",
      "Leave the column out, or fill it."),
  DECLARED_COLUMN_MISSING(
      WARNING,
      "Die Beschreibung der Datei nennt eine Spalte, die es nicht gibt: %s.",
      "The descriptor of the file names a column that is not there: %s.",
      "Spalte oder Beschreibung berichtigen.",
      "Correct the column or the descriptor."),
  DECLARED_COLUMN_RENAMED(
      INFO,
      "Die Beschreibung der Datei nennt die Spalte an dieser Stelle %s.",
      "The descriptor of the file calls the column at this place %s.",
      "In Kopfzeile und Beschreibung dieselben Namen verwenden.",
      "Use the same names in the header and the descriptor."),
  DECLARED_HEADER(
      WARNING,
      "Laut Beschreibung hat die Datei keine Kopfzeile, sie hat aber eine.",
      "The descriptor says that the file has no header, but it has one.",
      "In der Beschreibung angeben, dass es eine Kopfzeile gibt.",
      "State in the descriptor that there is a header."),
  DECLARED_DELIMITER(
      WARNING,
      "Laut Beschreibung trennt ein anderes Zeichen die Felder: %s.",
      "The descriptor says that another character separates the cells: %s.",
      "In der Beschreibung das Zeichen angeben, das die Felder trennt.",
      "State in the descriptor which character separates the cells."),
  DECLARED_ENCODING(
      WARNING,
      "Laut Beschreibung ist die Datei anders kodiert: %s.",
      "The descriptor says that the file is in another encoding: %s.",
      "In der Beschreibung die Kodierung der Datei angeben.",
      "State in the descriptor the encoding of the file."),
  TOLD_ENCODING(
      WARNING,
      "Die Datei ist nicht in der festgelegten Zeichenkodierung %s geschrieben; diese gilt deshalb nicht.",
      "The file is not written in the encoding that was set, %s, so that does not hold.",
      "Eine andere Zeichenkodierung wählen oder sie erkennen lassen.",
      "Choose another encoding, or have it found out."),
  TOLD_DELIMITER(
      WARNING,
      "Das festgelegte Trennzeichen %s trennt in dieser Datei keine Spalten; es gilt deshalb nicht.",
      "The delimiter that was set, %s, parts no columns in this file, so it does not hold.",
      "Ein anderes Trennzeichen wählen oder es erkennen lassen.",
      "Choose another delimiter, or have it found out."),
  TOLD_HEADER(
      WARNING,
      "In Zeile %s kann die Kopfzeile nicht stehen: dort beginnt keine Zeile mit Inhalt; diese Zeile gilt deshalb nicht.",
      "The header cannot be in line %s: no line with content begins there, so it does not hold.",
      "Eine Zeile wählen, in der die Spaltennamen stehen, oder die Kopfzeile erkennen lassen.",
      "Choose a line that holds the columns' names, or have the header found out."),
  TOLD_FIRST_ROW(
      WARNING,
      "In Zeile %s können die Daten nicht beginnen: sie liegt nicht zwischen der Kopfzeile und dem Ende.",
      "The data cannot begin in line %s: it is not between the header and the end.",
      "Eine Zeile nach der Kopfzeile wählen oder sie erkennen lassen.",
      "Choose a line after the header, or have it found out."),
  TOLD_SHEET(
      WARNING,
      "Das festgelegte Blatt „%s“ gibt es nicht, oder es ist ausgeblendet oder leer.",
      "The sheet that was set, “%s”, is not there, or it is hidden or empty.",
      "Ein anderes Blatt wählen oder es erkennen lassen.",
      "Choose another sheet, or have it found out."),
  TOLD_COLUMN(
      WARNING,
      "Eine Spalte „%s“, zu der etwas festgelegt ist, gibt es nicht.",
      "There is no column “%s”, about which something was set.",
      "Die Festlegung zu dieser Spalte zurücknehmen oder eine andere Spalte nennen.",
      "Take back what was set for this column, or name another column."),
  TOLD_ROW(
      WARNING,
      "Eine Datenzeile, die weggelassen werden soll, gibt es an dieser Stelle nicht.",
      "There is no row of data in this place that could be left out.",
      "Die Festlegung zu dieser Zeile zurücknehmen.",
      "Take back what was set for this line."),
  TOLD_NO_COLUMN(
      WARNING,
      "Alle Spalten sollen wegbleiben; dann bliebe keine Tabelle.",
      "All columns are to be left out; no table would remain.",
      "Die Festlegung für mindestens eine Spalte zurücknehmen.",
      "Take back what was set for one column at least."),
  TOLD_USELESS(
      WARNING,
      "Was hier festgelegt ist, gilt für eine Datei dieses Formats nicht; es bleibt ohne Wirkung.",
      "What was set here does not apply to a file of this format; it has no effect.",
      "Die Festlegung zurücknehmen.",
      "Take it back."),
  TOO_MANY_COLUMNS(
      WARNING,
      "Die Tabelle hat %s Spalten; beschrieben werden die ersten 2000.",
      "The table has %s columns; the first 2000 are described.",
      "Die Tabelle lang statt breit anlegen: eine Zeile je Wert.",
      "Make the table long instead of wide: one line per value.");

  private final Severity severity;
  private final String de;
  private final String en;
  private final String adviceDe;
  private final String adviceEn;

  FindingCode(Severity severity, String de, String en, String adviceDe, String adviceEn) {
    this.severity = severity;
    this.de = de;
    this.en = en;
    this.adviceDe = adviceDe;
    this.adviceEn = adviceEn;
  }

  /// The code as it is published.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  public Finding at(Finding.Place place) {
    return finding(place, new Text(de, en));
  }

  public Finding at(Finding.Place place, Text detail) {
    return finding(place, new Text(de.replace("%s", detail.de()), en.replace("%s", detail.en())));
  }

  /// Says how often it was noticed, where not every place is listed.
  Finding summary(long count, int listed) {
    return finding(
        Finding.Place.WHOLE,
        new Text(
            "%d Stellen dieser Art; die ersten %d sind aufgeführt.".formatted(count, listed),
            "%d places of this kind; the first %d are listed.".formatted(count, listed)));
  }

  private Finding finding(Finding.Place place, Text message) {
    return new Finding(code(), severity, place, message, new Text(adviceDe, adviceEn));
  }
}
