package org.allmende.store;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.allmende.model.Sha256;

/// Passes bytes on, counts and hashes them, and stops when there are too many or the disk they go
/// to is nearly full.
final class Tally extends OutputStream {

  private static final long DISK_CHECK = 16 << 20;

  /// There are more bytes than there should be.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    private TooLong(long limit) {
      super("more than " + limit + " bytes");
    }
  }

  private final OutputStream out;
  private final Disk disk;
  private final long limit;
  private final MessageDigest digest = Sha256.digest();
  private long bytes;

  Tally(OutputStream out, Disk disk, long limit) {
    this.out = out;
    this.disk = disk;
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > limit - bytes) {
      throw new TooLong(limit);
    }
    digest.update(from, offset, length);
    out.write(from, offset, length);
    bytes += length;
    if (bytes / DISK_CHECK != (bytes - length) / DISK_CHECK) {
      disk.requireSpace();
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  long bytes() {
    return bytes;
  }

  /// The hash of all bytes; to be asked once, at the end.
  Sha256 hash() {
    return Sha256.of(digest);
  }
}
