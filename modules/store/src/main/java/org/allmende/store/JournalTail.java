package org.allmende.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.zip.Adler32;
import org.apache.jena.dboe.transaction.txn.ComponentId;

/// Mends a TDB2 journal that was torn by a crash. TDB2 refuses to open a database whose journal
/// ends in part of an entry, although nothing after the last COMMIT was ever acknowledged. So we
/// read the journal as TDB2 would and cut it after the last whole COMMIT; what is cut off is kept
/// aside.
///
/// An entry is a head of four fields (length of the data, or -1; checksum; type; component) of four
/// bytes each and the data; the checksum is Adler-32 over both, its own field taken as zero.
final class JournalTail {

  static final String NAME = "journal.jrnl";

  private static final int HEAD = 12 + ComponentId.SIZE;
  private static final int CHECKSUM = 4;
  private static final int TYPE = 8;
  private static final int COMMIT = 3;

  private JournalTail() {}

  /// Cuts a torn tail off the journal in a database folder.
  ///
  /// @param aside the folder where the whole journal is copied to before it is cut
  /// @return the number of bytes cut off; 0 when the journal is whole or not there
  static long cut(Path data, Path aside, InstantSource clock) throws IOException {
    Path journal = data.resolve(NAME);
    if (!Files.exists(journal)) {
      return 0;
    }
    long torn = torn(journal);
    if (torn > 0) {
      Files.createDirectories(aside);
      Path copy = Files.createTempFile(aside, "journal-" + clock.millis() + "-", ".jrnl");
      Files.copy(journal, copy, StandardCopyOption.REPLACE_EXISTING);
      Disk.sync(copy);
      try (var file = new RandomAccessFile(journal.toFile(), "rw")) {
        file.setLength(file.length() - torn);
        file.getFD().sync();
      }
    }
    return torn;
  }

  /// How many bytes follow the last whole COMMIT.
  static long torn(Path journal) throws IOException {
    try (var file = new RandomAccessFile(journal.toFile(), "r")) {
      long whole = 0;
      long position = 0;
      Entry entry = read(file, position);
      while (entry.length > 0) {
        position += entry.length;
        if (entry.type == COMMIT) {
          whole = position;
        }
        entry = read(file, position);
      }
      return file.length() - whole;
    }
  }

  /// @param length of the whole entry; 0 when there is no whole entry
  private record Entry(long length, int type) {
    static final Entry NONE = new Entry(0, 0);
  }

  private static Entry read(RandomAccessFile file, long position) throws IOException {
    long left = file.length() - position;
    if (left < HEAD) {
      return Entry.NONE;
    }
    byte[] head = new byte[HEAD];
    file.seek(position);
    file.readFully(head);
    ByteBuffer fields = ByteBuffer.wrap(head);
    int length = Math.max(0, fields.getInt(0));
    int checksum = fields.getInt(CHECKSUM);
    if (length > left - HEAD) {
      return Entry.NONE;
    }
    fields.putInt(CHECKSUM, 0);
    byte[] data = new byte[length];
    file.readFully(data);
    Adler32 sum = new Adler32();
    sum.update(head);
    sum.update(data);
    return (int) sum.getValue() == checksum
        ? new Entry(HEAD + (long) length, fields.getInt(TYPE))
        : Entry.NONE;
  }
}
