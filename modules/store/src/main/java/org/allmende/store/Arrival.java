package org.allmende.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Sha256;

/// Bytes that have arrived.
public record Arrival(Sha256 hash, long size) {

  private static final int BUFFER = 1 << 16;

  /// How many bytes are taken between two looks at the free space.
  private static final long DISK_CHECK = 16 << 20;

  /// Writes bytes to where they wait, hashes them, and stops when they are too many or the disk is
  /// nearly full.
  public static Arrival of(InputStream bytes, OutputStream out, long limit, Disk disk)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
      size += n;
      if (size > limit) {
        throw new FileStore.TooLarge(limit);
      }
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
      if (size / DISK_CHECK != (size - n) / DISK_CHECK) {
        disk.requireSpace();
      }
    }
    return new Arrival(Sha256.of(digest), size);
  }

  /// Hashes bytes that stay where they are.
  public static Arrival of(InputStream bytes) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
      digest.update(buffer, 0, n);
      size += n;
    }
    return new Arrival(Sha256.of(digest), size);
  }
}
