package org.allmende.harvest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFilesTest {

  @TempDir Path folder;
  private Stub stub;
  private NetworkFiles files;

  @BeforeEach
  void start() throws IOException {
    stub = new Stub();
    URI here = stub.uri("/");
    files = new NetworkFiles(Set.of(here.getHost() + ":" + here.getPort()), new OneFolder());
  }

  @AfterEach
  void end() {
    stub.close();
  }

  /// Keeps files under their hash.
  private final class OneFolder implements FileStore {

    @Override
    public Upload receive(
        InputStream bytes, String name, List<String> folders, String mediaType, long limit)
        throws IOException {
      byte[] all = bytes.readAllBytes();
      if (all.length > limit) {
        throw new TooLarge(limit);
      }
      Sha256 hash = Sha256.of(all);
      Path path = Files.write(folder.resolve(hash.hex()), all);
      return new Upload(name, folders, mediaType, hash, all.length, path);
    }

    @Override
    public Optional<Bytes> find(Sha256 hash) {
      return Optional.empty();
    }
  }

  private Upload fetch(String path, long limit) throws IOException {
    return files.fetch(stub.uri(path), UnaryOperator.identity(), limit);
  }

  private String failure(String path, long limit) {
    return assertThrows(SourceFailed.class, () -> fetch(path, limit)).finding().code();
  }

  @Test
  void keepsWhatIsThereUnderTheLastPartOfTheAddress() throws IOException {
    stub.on("/d/", "text/csv", "Art;Anzahl\n");
    Upload upload = fetch("/d/B%C3%A4ume%202026.csv?x=1", 100);
    assertEquals("Bäume 2026.csv", upload.name());
    assertEquals("text/csv", upload.mediaType());
    assertEquals("Art;Anzahl\n", Files.readString(upload.path(), UTF_8));
  }

  @Test
  void takesNoMoreThanItMay() {
    stub.on("/gross.csv", "text/csv", "x".repeat(101));
    assertEquals("harvest-too-large", failure("/gross.csv", 100));
  }

  @Test
  void tellsWhatIsNotThere() {
    assertEquals("harvest-status", failure("/nirgends.csv", 100));
  }

  @Test
  void asksNobodyInPrivateNetworks() {
    var strict = new NetworkFiles(Set.of(), new OneFolder());
    for (String address :
        List.of(stub.uri("/a").toString(), "file:///etc/passwd", "", "ftp://x.de/a", "http:///a")) {
      var failed =
          assertThrows(
              SourceFailed.class,
              () -> strict.fetch(URI.create(address), UnaryOperator.identity(), 9),
              address);
      assertEquals("harvest-address", failed.finding().code(), address);
    }
  }
}
