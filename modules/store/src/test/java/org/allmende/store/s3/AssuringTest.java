package org.allmende.store.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.allmende.harvest.StoreNetwork;
import org.allmende.model.Sha256;
import org.allmende.store.Arrival;
import org.allmende.store.Disk;
import org.allmende.store.FilesPlace;
import org.allmende.testkit.peers.S3Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A file that comes again while another node sweeps it.
@EnabledIfSystemProperty(named = "allmende.engines", matches = "true") // bench/run engines
final class AssuringTest {

  @TempDir Path folder;

  @Test
  void isBroughtAgain() throws IOException {
    byte[] bytes = "Stadt;Bäume\n".getBytes(StandardCharsets.UTF_8);
    Sha256 hash = Sha256.of(bytes);
    Files.createDirectories(folder.resolve("tmp"));
    try (var s3 = new S3Server(folder.resolve("server"));
        var files = new S3FileStore(place(s3), room())) {
      Path object = s3.objects().resolve("p/files/" + hash);
      files.receive(new ByteArrayInputStream(bytes), "a.csv", List.of(), "text/csv", 99);
      Files.delete(object);
      files.assure(new Arrival(hash, bytes.length));
      assertArrayEquals(bytes, Files.readAllBytes(object));
    }
  }

  private static S3Place place(S3Server s3) {
    var credentials = new S3Place.Credentials(S3Server.KEY, S3Server.SECRET);
    return new S3Place(
        s3.endpoint(),
        "us-east-1",
        S3Server.BUCKET,
        "p/",
        credentials,
        1L << 30,
        new StoreNetwork(s3.endpoint()));
  }

  private FilesPlace.Room room() {
    return new FilesPlace.Room(folder, InstantSource.system(), new Disk(folder, 0), _ -> {});
  }
}
