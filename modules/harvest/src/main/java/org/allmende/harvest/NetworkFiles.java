package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.catalog.publishing.RemoteFiles;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// Fetches files over the guarded network while somebody waits: once, and a few at a time.
public final class NetworkFiles implements RemoteFiles {

  private static final int AT_A_TIME = 4;
  private static final Limits LIMITS =
      new Limits(
          5,
          Long.MAX_VALUE,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(20),
          16_384,
          1,
          Duration.ZERO);

  private final Network network;
  private final FileStore files;
  private final Semaphore room = new Semaphore(AT_A_TIME);

  /// @param allowed hosts, or `host:port`, that may be asked although they are not public
  public NetworkFiles(Set<String> allowed, FileStore files) {
    this.network = new Network(allowed, LIMITS);
    this.files = files;
  }

  @Override
  public Upload fetch(URI address, UnaryOperator<String> name, long limit) throws IOException {
    if (!room.tryAcquire()) {
      throw busy();
    }
    try {
      var keeping = new Keeping(name, limit);
      network.ask(Request.get(address, "*/*"), null, keeping);
      Upload upload = keeping.upload;
      if (upload == null) {
        throw new IllegalStateException("an answer without a body: " + address);
      }
      return upload;
    } finally {
      room.release();
    }
  }

  /// Keeps the body of an answer as a file.
  private final class Keeping implements Network.Receiver {

    private final UnaryOperator<String> name;
    private final long limit;
    private @Nullable Upload upload;

    Keeping(UnaryOperator<String> name, long limit) {
      this.name = name;
      this.limit = limit;
    }

    @Override
    public Tape.Answer take(Tape.Head head, InputStream body) throws IOException {
      try {
        String type = head.mediaType().isEmpty() ? "application/octet-stream" : head.mediaType();
        Upload kept =
            files.receive(
                body, name.apply(last(URI.create(head.address()))), List.of(), type, limit);
        upload = kept;
        return new Taken(head, kept.size());
      } catch (FileStore.TooLarge _) {
        throw tooLarge(limit);
      }
    }

    @Override
    public Tape.Answer keep(Tape.Answer known) {
      return known;
    }
  }

  /// An answer whose body lies among the files.
  private record Taken(Tape.Head head, long size) implements Tape.Answer {
    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }
  }

  private static String last(URI address) {
    String path = String.valueOf(address.getRawPath());
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return last;
    }
  }

  private static SourceFailed tooLarge(long limit) {
    return SourceFailed.because(
        "harvest-too-large",
        new Text(
            "Die Datei an dieser Adresse ist größer als " + limit + " Byte.",
            "The file at this address is larger than " + limit + " bytes."),
        new Text(
            "Größere Dateien nimmt dieses Portal nicht an; der Betreiber kann die Grenze ändern.",
            "This portal takes no larger files; the operator can change the limit."));
  }

  private static SourceFailed busy() {
    return new SourceFailed(
        new Finding(
            "harvest-too-slow",
            Severity.BLOCKING,
            Finding.Place.WHOLE,
            new Text(
                "Gerade werden schon mehrere Dateien geholt.",
                "Several files are being fetched already."),
            new Text("Versuchen Sie es in einer Minute noch einmal.", "Try again in a minute.")),
        true);
  }
}
