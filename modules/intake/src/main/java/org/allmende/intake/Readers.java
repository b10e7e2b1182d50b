package org.allmende.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.intake.files.Allowance;
import org.allmende.intake.files.Archives;
import org.allmende.intake.files.FileNames;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.intake.formats.JsonText;
import org.allmende.intake.formats.Layers;
import org.allmende.intake.formats.Xml;
import org.allmende.intake.text.Binary;
import org.allmende.intake.text.ByteScan;
import org.allmende.intake.text.DialectFinder;
import org.allmende.intake.text.DialectTrial;
import org.allmende.intake.text.Encoding;
import org.allmende.intake.text.OpenedText;
import org.allmende.intake.text.Row;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;

/// Reads uploads of any format.
///
/// Content decides what a file is, its name helps. Tables in texts, spreadsheets, JSON, XML,
/// Parquet and map formats are read, packed or not; every other format is recognised and published
/// as the file it is. What calls itself a table and is something else, or nothing, is refused.
public final class Readers {

  /// Moves on whenever the same bytes may be read differently; what was read before is read anew
  /// then.
  public static final int VERSION = 10;

  /// Names what is made of a file, until its bytes, what is declared or told about it or the
  /// readers change.
  public static String mark(Upload upload) {
    String read = upload.sha256().hex() + "-" + VERSION;
    String declared = upload.declared().isEmpty() ? "" : "-" + mark(upload.declared());
    String told = upload.told().saysNothing() ? "" : "-t" + mark(upload.told());
    return read + declared + told;
  }

  private static String mark(Object said) {
    return Sha256.of(said.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }

  private static final Set<String> TABLE_ENDINGS = Set.of("csv", "tsv", "tab");
  private static final Set<String> TEXT_ENDINGS =
      Set.of("txt", "asc", "dat", "text", "prn", "psv", "");
  private static final Set<String> TEXTS = Set.of("CSV", "TSV");
  private static final Set<String> CONTAINERS =
      Set.of("ZIP", "GZIP", "XML", "JSON", "HTML", "OCTET");

  /// Names that are right for every format that is made of them: GeoJSON is JSON, a shapefile comes
  /// as ZIP.
  private static final Set<String> GENERAL = Set.of("ZIP", "JSON", "XML");

  /// Formats that are recognised wherever they are what the name says.
  private static final Set<String> ALWAYS_RECOGNISED =
      Set.of("JSON", "GEOJSON", "XLS", "XLSX", "XLSM", "XLSB", "PDF", "ODS", "ZIP");

  /// A format that the EU list took up after our edition of it.
  private static final String PARQUET = "application/vnd.apache.parquet";

  private static final int TAIL = 64 * 1024;

  private final Vocabularies vocabularies;
  private final CsvReader csv;
  private final Spreadsheets spreadsheets;
  private final RecordTables records;
  private final PackedTables packed;

  public Readers(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
    this.csv = new CsvReader(vocabularies);
    this.spreadsheets = new Spreadsheets(vocabularies);
    this.records = new RecordTables(vocabularies);
    this.packed = new PackedTables(this);
  }

  /// Reads an upload. Whatever its bytes are, there is an answer.
  public Reading read(Upload upload) throws IOException {
    Reading reading = read(upload, true);
    return upload.told().saysNothing() ? reading : listening(reading);
  }

  /// What is told about a file that is no table of text or workbook has no effect.
  private static Reading listening(Reading reading) {
    if (!(reading instanceof Reading.Understood(var draft, var findings)) || isTold(draft)) {
      return reading;
    }
    var all = new ArrayList<>(findings);
    all.add(FindingCode.TOLD_USELESS.at(Place.WHOLE));
    return new Reading.Understood(draft, all);
  }

  /// Whether a person can say how a file is to be read: it is a text that may be a table, or a
  /// workbook.
  public static boolean listens(Draft draft) {
    return isTold(draft) || draft.format().equals("TXT");
  }

  private static boolean isTold(Draft draft) {
    return Spreadsheets.FORMATS.contains(draft.format())
        || (TEXTS.contains(draft.format()) && !draft.tables().isEmpty());
  }

  /// @param unpacking whether what is packed in it is looked at, too
  Reading read(Upload upload, boolean unpacking) throws IOException {
    ByteScan scan = scan(upload);
    String ending = FileNames.ending(upload.name());
    if (scan.size() == 0) {
      return refused(FindingCode.FILE_EMPTY);
    }
    byte[] tail = tail(upload);
    Optional<String> binary = FileKind.ofBytes(scan.head(), tail, ending);
    if (binary.isPresent()) {
      Optional<Finding> fault = Archives.fault(upload, scan.head(), tail);
      return fault.isPresent()
          ? new Reading.Rejected(List.of(fault.get()))
          : binary(upload, binary.get(), ending, unpacking);
    }
    if (Binary.is(scan, Encoding.of(scan))) {
      return TABLE_ENDINGS.contains(ending)
          ? refused(FindingCode.FILE_BINARY)
          : asItIs(upload, known(ending).orElse("OCTET"), Optional.empty());
    }
    return text(OpenedText.of(upload, scan), ending);
  }

  private Reading binary(Upload upload, String code, String ending, boolean unpacking)
      throws IOException {
    Reading asItIs = other(upload, code, ending);
    if (!(asItIs instanceof Reading.Understood understood)) {
      return asItIs;
    }
    if (PackedFiles.isArchive(upload, code)) {
      return unpacking ? packed.read(understood) : asItIs;
    }
    if (RecordTables.FORMATS.contains(code)) {
      return records(understood);
    }
    return Spreadsheets.FORMATS.contains(code) ? spreadsheets(understood) : asItIs;
  }

  private Reading spreadsheets(Reading.Understood asItIs) throws IOException {
    Draft draft = asItIs.draft();
    Reading reading = spreadsheets.read(draft.upload(), draft.format(), draft.mediaType());
    return reading instanceof Reading.Understood(var found, var noticed)
        ? new Reading.Understood(
            found, Stream.concat(asItIs.findings().stream(), noticed.stream()).toList())
        : reading;
  }

  private Reading text(OpenedText opened, String ending) throws IOException {
    Upload upload = opened.upload();
    if (opened.sample().whole() && Row.blank(opened.sample().text())) {
      return refused(FindingCode.FILE_EMPTY);
    }
    Optional<String> kind = FileKind.ofText(opened.sample().text(), ending);
    if (kind.isPresent() && upload.told().delimiter() == null) {
      return kind.get().contains("JSON")
          ? json(opened, kind.get(), ending)
          : withRecords(other(upload, kind.get(), ending));
    }
    if (TABLE_ENDINGS.contains(ending) || looksLikeTable(opened, ending)) {
      return csv.read(opened);
    }
    return prose(opened, ending);
  }

  private Reading json(OpenedText opened, String code, String ending) throws IOException {
    if (TABLE_ENDINGS.contains(ending)) {
      return other(opened.upload(), code, ending);
    }
    try (var text = opened.text()) {
      String fault = JsonText.fault(text);
      if (fault != null) {
        return refused(FindingCode.FILE_DAMAGED, Text.same(fault));
      }
    }
    return withRecords(other(opened.upload(), code, ending));
  }

  private Reading withRecords(Reading asItIs) throws IOException {
    return asItIs instanceof Reading.Understood understood
            && RecordTables.FORMATS.contains(understood.draft().format())
        ? records(understood)
        : asItIs;
  }

  private Reading records(Reading.Understood asItIs) throws IOException {
    try {
      return records.read(asItIs);
    } catch (Xml.Broken e) {
      return e.hasDtd() ? asItIs : refused(FindingCode.FILE_DAMAGED, Text.same(e.place()));
    } catch (EOFException | Layers.Damaged e) {
      return refused(FindingCode.FILE_DAMAGED, Text.same(asItIs.draft().format()));
    } catch (Allowance.Exceeded e) {
      var findings = new ArrayList<>(asItIs.findings());
      findings.add(FindingCode.TABLE_TOO_LARGE.at(Place.WHOLE, Text.same(e.much())));
      return new Reading.Understood(asItIs.draft(), findings);
    }
  }

  /// A text that is no table: published as what its name says where that is a text format.
  private Reading prose(OpenedText opened, String ending) {
    String code = known(ending).orElse("TXT");
    if (ALWAYS_RECOGNISED.contains(code)) {
      return refused(FindingCode.FILE_DAMAGED, Text.same(code));
    }
    return asItIs(opened.upload(), code, Optional.empty());
  }

  /// Whether a text whose name does not say so is a table. A name that says nothing of text asks
  /// for more regular lines.
  private boolean looksLikeTable(OpenedText opened, String ending) {
    var found = opened.found();
    boolean named = TEXT_ENDINGS.contains(ending);
    if (found.told() || opened.upload().told().delimiter() != null) {
      return true;
    }
    if (found.width() < 2
        || !DialectFinder.isStrong(found.separation().delimiter())
        || (!named && known(ending).isPresent())) {
      return false;
    }
    var trial = DialectTrial.of(opened.sample(), found.separation());
    return trial.records() > 1 && trial.consistency() >= (named ? 0.6 : 0.95);
  }

  /// A file that is not a table of text.
  private Reading other(Upload upload, String code, String ending) {
    if (TABLE_ENDINGS.contains(ending)) {
      return refused(FindingCode.FORMAT_NOT_AS_NAMED, Text.same(label(code)));
    }
    Optional<String> named = known(ending);
    boolean wrong = named.isPresent() && !related(named.get(), code) && !ending.equals("txt");
    return asItIs(upload, code, wrong ? Optional.of(label(code)) : Optional.empty());
  }

  /// Whether a name may say one format where the content shows another: containers hold many
  /// formats, and families share their beginning (`XLS`, `XLSX`; `TIFF`, `TIFF_FX`).
  private static boolean related(String named, String found) {
    return CONTAINERS.contains(found)
        || GENERAL.contains(named)
        || named.startsWith("GEO")
        || named.startsWith("RDF")
        || named.regionMatches(0, found, 0, Math.min(3, found.length()));
  }

  private Reading asItIs(Upload upload, String code, Optional<String> wronglyNamed) {
    var findings = new Findings();
    wronglyNamed.ifPresent(
        label -> findings.add(FindingCode.NAME_ENDING_WRONG, Place.WHOLE, Text.same(label)));
    return new Reading.Understood(
        new Draft(upload, code, mediaType(code), List.of()), findings.inOrder(List.of()));
  }

  private Optional<String> known(String ending) {
    return ending.isEmpty()
        ? Optional.empty()
        : vocabularies.find(Scheme.FILE_TYPE, ending).map(Concept::code);
  }

  private String label(String code) {
    return vocabularies.find(Scheme.FILE_TYPE, code).map(c -> c.label("de")).orElse(code);
  }

  private String mediaType(String code) {
    return vocabularies
        .find(Scheme.FILE_TYPE, code)
        .flatMap(concept -> concept.fact(Fact.MEDIA_TYPE))
        .orElse(code.equals("PARQUET") ? PARQUET : "application/octet-stream");
  }

  private static Reading refused(FindingCode code) {
    return new Reading.Rejected(List.of(code.at(Place.WHOLE)));
  }

  private static Reading refused(FindingCode code, Text detail) {
    return new Reading.Rejected(List.of(code.at(Place.WHOLE, detail)));
  }

  /// The format of a file whose tables were read before.
  static String format(Upload upload) throws IOException {
    ByteScan scan = scan(upload);
    String ending = FileNames.ending(upload.name());
    Optional<String> binary = FileKind.ofBytes(scan.head(), tail(upload), ending);
    return binary.isPresent()
        ? binary.get()
        : FileKind.ofText(OpenedText.sample(upload, Encoding.of(scan)).text(), ending)
            .orElse("CSV");
  }

  private static ByteScan scan(Upload upload) throws IOException {
    try (InputStream in = Files.newInputStream(upload.path())) {
      return ByteScan.of(in);
    }
  }

  private static byte[] tail(Upload upload) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(upload.path())) {
      channel.position(Math.max(0, channel.size() - TAIL));
      return Channels.newInputStream(channel).readNBytes(TAIL);
    }
  }
}
