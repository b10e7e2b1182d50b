package org.allmende.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps the beginning of what is written and refuses the rest.
public final class BoundedOutput extends OutputStream {

  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  public BoundedOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int room = Math.min(length, limit - kept.size());
    kept.write(bytes, offset, room);
    if (room < length) {
      throw new IOException("more than " + limit + " bytes");
    }
  }

  public byte[] bytes() {
    return kept.toByteArray();
  }

  public String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
