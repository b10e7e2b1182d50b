package org.allmende.intake.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.util.Optional;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Upload;

/// A file that is a text, and what its beginning says about how to read it.
///
/// @param upload the file
/// @param scan the pass over its bytes
/// @param encoding how its bytes are text
/// @param sample its beginning
/// @param found how its cells are parted
public record OpenedText(
    Upload upload, ByteScan scan, Encoding encoding, Sample sample, DialectFinder.Found found) {

  private static final int SAMPLE = 64 * 1024;

  public static OpenedText of(Upload upload, ByteScan scan) throws IOException {
    Encoding encoding = encoding(upload, scan);
    Sample sample = sample(upload, encoding);
    return new OpenedText(upload, scan, encoding, sample, DialectFinder.find(sample, upload));
  }

  /// What is told counts, as long as the bytes can be read so.
  private static Encoding encoding(Upload upload, ByteScan scan) throws IOException {
    Encoding found = Encoding.of(scan, declaredEncoding(upload));
    String name = upload.told().encoding();
    Optional<Charset> said = Optional.ofNullable(name).flatMap(Encoding::named);
    if (name == null || said.isEmpty()) {
      return found;
    }
    return found.charset().equals(said.get()) || isWritten(upload, said.get())
        ? Encoding.told(said.get(), name, scan)
        : found;
  }

  /// Whether all bytes of a file are text in a character set.
  private static boolean isWritten(Upload upload, Charset charset) throws IOException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try (var in = Files.newInputStream(upload.path());
        var text = new InputStreamReader(in, decoder)) {
      text.transferTo(Writer.nullWriter());
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /// Whether the text is read in the encoding that was told, if one was.
  public boolean isEncodedAsTold() {
    String name = upload.told().encoding();
    return name == null || Encoding.named(name).filter(encoding.charset()::equals).isPresent();
  }

  /// The character set that a descriptor says it is written in.
  public Optional<Charset> declaredEncoding() {
    return declaredEncoding(upload);
  }

  private static Optional<Charset> declaredEncoding(Upload upload) {
    return upload.declared().stream()
        .findFirst()
        .map(DeclaredTable::encoding)
        .flatMap(Encoding::named);
  }

  /// The beginning of a text.
  public static Sample sample(Upload upload, Encoding encoding) throws IOException {
    char[] chars = new char[SAMPLE + 1];
    int length = 0;
    try (var text = text(upload, encoding, true)) {
      for (int n = 0; n >= 0 && length < chars.length; length += Math.max(0, n)) {
        n = text.read(chars, length, chars.length - length);
      }
    }
    boolean whole = length <= SAMPLE;
    return new Sample(new String(chars, 0, whole ? length : lastLineEnd(chars, SAMPLE)), whole);
  }

  private static int lastLineEnd(char[] chars, int length) {
    int end = length;
    while (end > 0 && chars[end - 1] != '\n' && chars[end - 1] != '\r') {
      end--;
    }
    return end == 0 ? length : end;
  }

  /// The whole text, character by character.
  public DecodedText text() throws IOException {
    return text(upload, encoding, hasNuls());
  }

  /// The whole text, line by line.
  public Lines lines() throws IOException {
    return lines(upload, encoding, hasNuls());
  }

  /// The records of the text, without the line that only says how cells are parted.
  public Records records(Lines lines) throws IOException {
    return records(lines, found);
  }

  private boolean hasNuls() {
    return encoding.wide() || scan.count(0) > 0;
  }

  /// The characters of a text.
  ///
  /// @param nuls whether there may be any, which are left out
  public static DecodedText text(Upload upload, Encoding encoding, boolean nuls)
      throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(upload.path()), SAMPLE);
    return new DecodedText(in, encoding, nuls);
  }

  /// The lines of a text.
  ///
  /// @param nuls whether there may be any, which are left out
  public static Lines lines(Upload upload, Encoding encoding, boolean nuls) throws IOException {
    return encoding.wide()
        ? new CharLines(text(upload, encoding, nuls))
        : new ByteLines(Files.newInputStream(upload.path()), encoding, nuls);
  }

  /// The records of lines, without the one that only says how cells are parted.
  public static Records records(Lines lines, DialectFinder.Found found) throws IOException {
    var records = new Records(lines, found.separation(), found.width());
    if (found.told()) {
      records.next();
    }
    return records;
  }
}
