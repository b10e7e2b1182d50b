package org.allmende.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Optional;
import org.allmende.catalog.store.EngineAway;
import org.allmende.model.Sha256;
import org.allmende.store.DamagedFile;
import org.jspecify.annotations.Nullable;

/// A file as it comes from the store. Where the connection breaks off it goes on from there, a few
/// times. All bytes of a file are judged by its hash before the last of them is given away, so that
/// nobody gets a damaged file whole.
final class Download extends InputStream {

  private final Bucket bucket;
  private final Sha256 hash;
  private final long end;
  private final @Nullable MessageDigest digest;
  private long at;
  private int broken;
  private InputStream in;

  /// @param from the first byte that is wanted
  /// @param length how many
  /// @param size of the file
  Download(Bucket bucket, Sha256 hash, long from, long length, long size) throws IOException {
    this.bucket = bucket;
    this.hash = hash;
    this.at = from;
    this.end = from + length;
    this.digest = length == size ? Sha256.digest() : null;
    this.in = length == 0 ? InputStream.nullInputStream() : open();
  }

  private InputStream open() throws IOException {
    Optional<InputStream> opened = bucket.get(Bucket.FILES + hash, at, end - at);
    return opened.orElseThrow(() -> new NoSuchFileException(hash.hex()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (at == end || length == 0) {
      return at == end ? -1 : 0;
    }
    int n = some(buffer, offset, (int) Math.min(length, end - at));
    at += n;
    if (digest != null) {
      digest.update(buffer, offset, n);
      if (at == end && !Sha256.of(digest).equals(hash)) {
        throw new DamagedFile(hash);
      }
    }
    return n;
  }

  private int some(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
          return n;
        }
        resume(new IOException("it ended early"));
      } catch (NoSuchFileException e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  /// Asks for the rest, until it comes or has been asked for often enough.
  private void resume(IOException why) throws IOException {
    in.close();
    while (true) {
      Patience.rest(broken++, why);
      try {
        in = open();
        return;
      } catch (EngineAway e) {
        why.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
