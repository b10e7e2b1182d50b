package org.allmende.intake.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.allmende.model.Upload;

/// Looks into archives before they are offered to others: nobody should download from a town what
/// unpacks outside its folder or fills a disk. Nothing is unpacked to disk here.
public final class Archives {

  private static final int LARGEST_LIST = 16 * 1024 * 1024;
  private static final long HARMLESS = 10L * 1024 * 1024;
  private static final long MOST_LOOKED_AT = 64L * 1024 * 1024;
  private static final int MOST_TIMES = 200;

  private Archives() {}

  /// What is wrong with an archive.
  ///
  /// @param tail the last bytes of the file
  public static Optional<Finding> fault(Upload upload, byte[] head, byte[] tail)
      throws IOException {
    try {
      if (head[0] == 'P' && head[1] == 'K') {
        return zip(upload, tail);
      }
      return (head[0] & 0xFF) == 0x1F ? gzip(upload) : Optional.empty();
    } catch (ZipException e) {
      return isEncrypted(e)
          ? Optional.of(FindingCode.FILE_ENCRYPTED.at(Place.WHOLE))
          : damaged("ZIP");
    } catch (EOFException e) {
      return damaged("GZIP");
    }
  }

  /// Opens an archive. Names that are not UTF-8 are those of older programs on Windows.
  public static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      return new ZipFile(file.toFile(), Charset.forName("IBM850"));
    }
  }

  private static boolean isEncrypted(ZipException e) {
    return String.valueOf(e.getMessage()).contains("encrypted");
  }

  /// Whether more came out of an archive than anything honest packs into so little.
  public static boolean isBomb(long unpacked, long packed) {
    return unpacked > HARMLESS && unpacked / MOST_TIMES > packed;
  }

  private static Optional<Finding> zip(Upload upload, byte[] tail) throws IOException {
    if (listSize(tail) > LARGEST_LIST) {
      return unsafe(
          "sie listet zu viele Dateien auf",
          "it lists too many files",
          String.valueOf(listSize(tail)));
    }
    long expanded = 0;
    try (var zip = open(upload.path())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (leaves(entry.getName())) {
          return unsafe(
              "ein Name darin führt aus dem Ordner hinaus",
              "a name in it leads out of its folder",
              entry.getName());
        }
        expanded += Math.max(0, entry.getSize());
      }
    }
    return isBomb(expanded, upload.size()) ? tooLarge() : Optional.empty();
  }

  private static Optional<Finding> gzip(Upload upload) throws IOException {
    byte[] block = new byte[64 * 1024];
    long expanded = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(upload.path()), block.length)) {
      for (int n = in.read(block); n > 0 && expanded < MOST_LOOKED_AT; n = in.read(block)) {
        expanded += n;
      }
    }
    return isBomb(expanded, upload.size()) ? tooLarge() : Optional.empty();
  }

  /// Size of the list of files, from the record at the archive's end; 0 where there is none.
  private static long listSize(byte[] tail) {
    for (int i = tail.length - 22; i >= 0; i--) {
      if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
        return number(tail, i + 12);
      }
    }
    return 0;
  }

  private static long number(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL)
        | (bytes[at + 1] & 0xFFL) << 8
        | (bytes[at + 2] & 0xFFL) << 16
        | (bytes[at + 3] & 0xFFL) << 24;
  }

  private static boolean leaves(String name) {
    String plain = name.replace('\\', '/');
    return plain.startsWith("/")
        || (plain.length() > 1 && plain.charAt(1) == ':')
        || ("/" + plain + "/").contains("/../");
  }

  private static Optional<Finding> damaged(String format) {
    return Optional.of(FindingCode.FILE_DAMAGED.at(Place.WHOLE, Text.same(format)));
  }

  public static Optional<Finding> tooLarge() {
    return unsafe(
        "ausgepackt wäre sie über zweihundertmal so groß",
        "unpacked it would be over two hundred times as large",
        "");
  }

  private static Optional<Finding> unsafe(String de, String en, String value) {
    String shown = value.length() > 200 ? value.substring(0, 200) + "…" : value;
    return Optional.of(
        FindingCode.ARCHIVE_UNSAFE.at(
            value.isEmpty() ? Place.WHOLE : new Place(null, null, shown), new Text(de, en)));
  }
}
