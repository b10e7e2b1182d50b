package org.allmende.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.allmende.catalog.asking.RowEngine;
import org.jspecify.annotations.Nullable;

/// An answer that is made at full speed and read at the reader's: small ones wait in memory, large
/// ones in a temporary file. So nobody who reads slowly keeps others from asking, and what fails
/// half way is an error and not half an answer.
public final class Spool extends OutputStream {

  private static final int IN_MEMORY = 1 << 20;
  private static final long MOST = 4L << 30;

  private final Semaphore files;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream out;
  private long size;

  private Spool(Semaphore files) {
    this.files = files;
  }

  /// Where answers wait: as many of the large ones at once as may lie on the disk.
  public static final class Room {
    private final Semaphore files;

    public Room(int files) {
      this.files = new Semaphore(files);
    }

    public Spool open() {
      return new Spool(files);
    }
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  /// @throws RowEngine.Busy when too many large answers are on their way
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    size += length;
    if (size > MOST) {
      throw new RowEngine.WrongQuestion(
          "Die Antwort ist zu groß; grenzen Sie sie ein.",
          "The answer is too large; narrow it down.");
    }
    OutputStream beyond = out;
    if (beyond == null && memory.size() + length <= IN_MEMORY) {
      memory.write(bytes, from, length);
      return;
    }
    (beyond == null ? open() : beyond).write(bytes, from, length);
  }

  private OutputStream open() throws IOException {
    if (!files.tryAcquire()) {
      throw new RowEngine.Busy();
    }
    Path opened;
    try {
      opened = Files.createTempFile("answer-", ".rows");
    } catch (IOException e) {
      files.release();
      throw e;
    }
    file = opened;
    OutputStream beyond = Files.newOutputStream(opened);
    out = beyond;
    return beyond;
  }

  /// Gives all that was written.
  public void give(OutputStream reader) throws IOException {
    memory.writeTo(reader);
    Path beyond = file;
    if (beyond != null) {
      if (out != null) {
        out.close();
      }
      Files.copy(beyond, reader);
    }
  }

  @Override
  public void close() throws IOException {
    Path beyond = file;
    if (beyond != null) {
      file = null;
      try {
        if (out != null) {
          out.close();
        }
        Files.deleteIfExists(beyond);
      } finally {
        files.release();
      }
    }
  }
}
