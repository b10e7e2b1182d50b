package org.allmende.store;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.catalog.said.Json;
import org.allmende.model.Text;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/// A tape in two files: `tape.gz` holds the bodies one behind the other, each a gzip member of its
/// own (`zcat` shows them all); `tape.jsonl` says of each what was asked, and where it lies.
final class TapeFile implements Tape {

  /// The most that a tape takes, in bytes before compression.
  static final long MOST_BYTES = 8L << 30;

  private final Path bodies;
  private final Path index;
  private final boolean played;
  private final @Nullable TapeFile earlier;
  private final Disk disk;
  private final Map<String, Piece> pieces = new HashMap<>();
  private long bytes;

  /// @param earlier the tape of the last complete run; null where there is none
  TapeFile(Path folder, boolean played, @Nullable TapeFile earlier, Disk disk) throws IOException {
    this.bodies = folder.resolve("tape.gz");
    this.index = folder.resolve("tape.jsonl");
    this.played = played;
    this.earlier = earlier;
    this.disk = disk;
    if (Files.exists(index)) {
      for (String line : Files.readAllLines(index, StandardCharsets.UTF_8)) {
        Entry entry = Json.own().readValue(line, Entry.class);
        pieces.put(entry.head().request(), new Piece(bodies, entry));
      }
    }
  }

  /// @param start of the body in the file of bodies
  /// @param length of the body there
  /// @param size of the body, not compressed
  private record Entry(Head head, long start, long length, long size) {}

  private record Piece(Path file, Entry entry) implements Answer {

    @Override
    public Head head() {
      return entry.head();
    }

    @Override
    public long size() {
      return entry.size();
    }

    @Override
    public InputStream open() throws IOException {
      return new GZIPInputStream(packed(), 1 << 16);
    }

    InputStream packed() throws IOException {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.position(entry.start());
      return BoundedInputStream.builder()
          .setInputStream(Channels.newInputStream(channel))
          .setMaxCount(entry.length())
          .get();
    }
  }

  @Override
  public boolean isPlayed() {
    return played;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  @Override
  public Optional<Answer> find(String request) {
    return Optional.ofNullable(pieces.get(request));
  }

  @Override
  public Optional<Answer> earlier(String request) {
    return earlier == null ? Optional.empty() : earlier.find(request);
  }

  @Override
  public Answer keep(Head head, InputStream body) throws IOException {
    return append(
        head,
        out -> {
          try (var packing = new Packing(out)) {
            return body.transferTo(packing);
          }
        });
  }

  @Override
  public Answer keep(Answer known) throws IOException {
    return append(
        known.head(),
        out -> {
          if (known instanceof Piece piece) {
            try (InputStream packed = piece.packed()) {
              packed.transferTo(out);
            }
            return piece.size();
          }
          try (InputStream body = known.open();
              var packing = new Packing(out)) {
            return body.transferTo(packing);
          }
        });
  }

  private interface Filling {
    long fill(OutputStream out) throws IOException;
  }

  /// A body that breaks off leaves nothing behind.
  private Answer append(Head head, Filling filling) throws IOException {
    disk.requireSpace();
    try (FileChannel channel =
        FileChannel.open(bodies, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long start = channel.size();
      channel.position(start);
      long size;
      try {
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        size = filling.fill(out);
        out.flush();
      } catch (IOException | RuntimeException e) {
        if (channel.isOpen()) {
          channel.truncate(start);
        }
        throw e;
      }
      bytes += size;
      if (bytes > MOST_BYTES) {
        throw full();
      }
      var entry = new Entry(head, start, channel.position() - start, size);
      Files.writeString(
          index,
          Json.own().writeValueAsString(entry) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      var piece = new Piece(bodies, entry);
      pieces.put(head.request(), piece);
      return piece;
    }
  }

  private static SourceFailed full() {
    return SourceFailed.because(
        "harvest-too-large",
        new Text(
            "Die Quelle gibt mehr als 8 GiB in einem Lauf.",
            "The source gives more than 8 GiB in one run."),
        new Text("Teilen Sie die Quelle auf.", "Divide the source."));
  }

  /// Packs quickly rather than tightly, and leaves the file open.
  private static final class Packing extends GZIPOutputStream {
    Packing(OutputStream out) throws IOException {
      super(
          new FilterOutputStream(out) {
            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
              out.write(buffer, offset, length);
            }

            @Override
            public void close() {
              // More follows in the same file.
            }
          },
          1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
