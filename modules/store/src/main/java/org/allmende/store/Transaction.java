package org.allmende.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.following.Position;
import org.allmende.model.Sha256;

/// What stands before a transaction that is kept or given out, in one line that is a comment to
/// readers of RDF Patch and always as long.
///
/// @param position where the store stands with it
/// @param change the number of the last change with it
/// @param millis when it was written
/// @param bytes of its patch, which follows
/// @param sha256 of the patch and of the line up to here
record Transaction(Position position, long change, long millis, long bytes, Sha256 sha256) {

  private static final Pattern LINE =
      Pattern.compile(
          "# allmende (\\d{19}) (\\d{19}) (\\d{19}) (\\d{19}) (\\d{19}) ([0-9a-f]{64})\n");

  private static final Sha256 NONE = new Sha256("0".repeat(64));

  /// How long the line is.
  static final int HEAD = new Transaction(Position.START, 0, 0, 0, NONE).head().length;

  /// A transaction whose patch has been hashed.
  static Transaction of(
      Position position, long change, long millis, long bytes, MessageDigest patch) {
    patch.update(numbers(position, change, millis, bytes));
    return new Transaction(position, change, millis, bytes, Sha256.of(patch));
  }

  private static byte[] numbers(Position position, long change, long millis, long bytes) {
    String numbers =
        String.format(
            Locale.ROOT,
            "# allmende %019d %019d %019d %019d %019d ",
            position.epoch(),
            position.number(),
            change,
            millis,
            bytes);
    return numbers.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] head() {
    var head = new ByteArrayOutputStream();
    head.writeBytes(numbers(position, change, millis, bytes));
    head.writeBytes((sha256 + "\n").getBytes(StandardCharsets.US_ASCII));
    return head.toByteArray();
  }

  /// With its line.
  long length() {
    return HEAD + bytes;
  }

  /// Reads the line; empty when there is none.
  static Optional<Transaction> read(byte[] head) {
    Matcher said = LINE.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (!said.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Transaction(
              new Position(number(said, 1), number(said, 2)),
              number(said, 3),
              number(said, 4),
              number(said, 5),
              new Sha256(said.group(6))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static long number(Matcher said, int group) {
    return Long.parseLong(said.group(group));
  }

  /// Whether the next bytes are its patch.
  boolean isFollowedBy(InputStream in) throws IOException {
    var digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    for (long left = bytes; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (n < 0) {
        return false;
      }
      digest.update(buffer, 0, n);
      left -= n;
    }
    digest.update(numbers(position, change, millis, bytes));
    return Sha256.of(digest).equals(sha256);
  }
}
