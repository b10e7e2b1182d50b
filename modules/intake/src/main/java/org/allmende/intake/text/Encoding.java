package org.allmende.intake.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.model.Dialect;

/// How the bytes of a file are to be read as text.
///
/// A mark decides, then the NULs of UTF-16, then strict UTF-8 over the whole file; what is left is
/// one of the single-byte sets, and the words themselves decide which.
///
/// @param charset what decodes it
/// @param name the narrowest name that is right, as IANA writes it, in lower case
/// @param markLength bytes of the byte order mark in front
/// @param damaged whether some places are not written in this encoding
/// @param sure whether other encodings were clearly worse
public record Encoding(
    Charset charset, String name, int markLength, boolean damaged, boolean sure) {

  static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final int NUL_SAMPLE = 4096;

  public static Encoding of(ByteScan scan) {
    return of(scan, Optional.empty());
  }

  /// The encoding that a text is in.
  ///
  /// @param declared what a descriptor says, which counts where the bytes leave it open
  public static Encoding of(ByteScan scan, Optional<Charset> declared) {
    byte[] head = scan.head();
    for (Mark mark : Mark.ALL) {
      if (mark.stands(head)) {
        return new Encoding(
            mark.charset,
            mark.charset.name().toLowerCase(Locale.ROOT),
            mark.bytes.size(),
            mark.charset.equals(StandardCharsets.UTF_8) && scan.strayBytes() > 0,
            true);
      }
    }
    double even = nulShare(head, 0);
    double odd = nulShare(head, 1);
    if (odd > 0.3 && even < 0.05) {
      return plain(StandardCharsets.UTF_16LE, "utf-16le");
    }
    if (even > 0.3 && odd < 0.05) {
      return plain(StandardCharsets.UTF_16BE, "utf-16be");
    }
    if (scan.strayBytes() == 0) {
      return plain(StandardCharsets.UTF_8, "utf-8");
    }
    return scan.validSequences() > scan.strayBytes()
        ? new Encoding(StandardCharsets.UTF_8, "utf-8", 0, true, true)
        : SingleByteGuess.of(scan, declared);
  }

  /// The encoding that a person says a text is in.
  ///
  /// @param said the name of a character set that there is
  static Encoding told(Charset said, String name, ByteScan scan) {
    int mark =
        Mark.ALL.stream()
            .filter(one -> one.charset.equals(said) && one.stands(scan.head()))
            .mapToInt(one -> one.bytes.size())
            .sum();
    boolean damaged = said.equals(StandardCharsets.UTF_8) && scan.strayBytes() > 0;
    return new Encoding(said, name.toLowerCase(Locale.ROOT), mark, damaged, true);
  }

  /// The character set of that name, where there is one.
  public static Optional<Charset> named(String name) {
    try {
      return Optional.of(Charset.forName(name.equalsIgnoreCase("macintosh") ? "x-MacRoman" : name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether the bytes that occur are other characters in another character set.
  public boolean differsFrom(Charset other, ByteScan scan) {
    boolean same = charset.equals(other) || charset.name().startsWith(other.name());
    boolean high = IntStream.range(0x80, 0x100).anyMatch(b -> scan.count(b) > 0);
    if (same || (!wide() && !high)) {
      return false;
    }
    return wide()
        || charset.equals(StandardCharsets.UTF_8)
        || other.newEncoder().maxBytesPerChar() > 1
        || IntStream.range(0x80, 0x100)
            .filter(b -> scan.count(b) > 0)
            .mapToObj(b -> new byte[] {(byte) b})
            .anyMatch(one -> !new String(one, charset).equals(new String(one, other)));
  }

  /// The encoding of a file that was read before.
  public static Encoding of(Dialect dialect) {
    String name = dialect.encoding();
    Charset charset = Charset.forName(name.equals("macintosh") ? "x-MacRoman" : name);
    int length =
        Mark.ALL.stream()
            .filter(mark -> dialect.bom() && mark.charset.equals(charset))
            .mapToInt(mark -> mark.bytes.size())
            .sum();
    return new Encoding(charset, name, length, false, true);
  }

  /// Whether characters take two or four bytes each.
  public boolean wide() {
    return name.startsWith("utf-16") || name.startsWith("utf-32");
  }

  public boolean marked() {
    return markLength > 0;
  }

  private static Encoding plain(Charset charset, String name) {
    return new Encoding(charset, name, 0, false, true);
  }

  private static double nulShare(byte[] head, int start) {
    int length = Math.min(head.length, NUL_SAMPLE);
    int nuls = 0;
    int seen = 0;
    for (int i = start; i < length; i += 2) {
      seen++;
      nuls += head[i] == 0 ? 1 : 0;
    }
    return seen < 4 ? 0 : nuls / (double) seen;
  }

  private record Mark(Charset charset, List<Integer> bytes) {

    static final List<Mark> ALL =
        List.of(
            new Mark(StandardCharsets.UTF_8, List.of(0xEF, 0xBB, 0xBF)),
            new Mark(UTF_32LE, List.of(0xFF, 0xFE, 0, 0)),
            new Mark(UTF_32BE, List.of(0, 0, 0xFE, 0xFF)),
            new Mark(StandardCharsets.UTF_16LE, List.of(0xFF, 0xFE)),
            new Mark(StandardCharsets.UTF_16BE, List.of(0xFE, 0xFF)));

    boolean stands(byte[] head) {
      if (head.length < bytes.size()) {
        return false;
      }
      for (int i = 0; i < bytes.size(); i++) {
        if ((head[i] & 0xFF) != bytes.get(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
