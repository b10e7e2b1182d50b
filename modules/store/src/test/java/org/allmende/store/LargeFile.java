package org.allmende.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.allmende.harvest.StoreNetwork;
import org.allmende.store.s3.S3Place;
import org.allmende.testkit.peers.S3Server;

/// Puts a file into a store that is larger than the memory of the process, and gets it back, as a
/// stream and as a copy; says how long each took.
final class LargeFile {

  private LargeFile() {}

  /// Arguments: a folder, the address of the store, how many MiB.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    URI endpoint = URI.create(arguments[1]);
    long size = Long.parseLong(arguments[2]) << 20;
    Files.createDirectories(folder.resolve("tmp"));
    var credentials = new S3Place.Credentials(S3Server.KEY, S3Server.SECRET);
    var place =
        new S3Place(
            endpoint,
            "us-east-1",
            S3Server.BUCKET,
            "large/",
            credentials,
            Long.MAX_VALUE,
            new StoreNetwork(endpoint));
    var room = new FilesPlace.Room(folder, InstantSource.system(), new Disk(folder, 0), _ -> {});
    try (KeptFiles files = place.open(room)) {
      long begun = System.nanoTime();
      var upload = files.receive(new Noise(size), "groß.bin", List.of(), "x/y", Long.MAX_VALUE);
      begun = told("put", begun);
      Disk.delete(folder.resolve("fetched"));
      var bytes = files.find(upload.sha256()).orElseThrow();
      try (InputStream in = bytes.open(0, size)) {
        if (!Arrival.of(in).hash().equals(upload.sha256())) {
          throw new DamagedFile(upload.sha256());
        }
      }
      begun = told("get", begun);
      System.out.println("copy of " + Files.size(bytes.path()));
      var _ = told("copy", begun);
    }
    System.out.println("done");
  }

  private static long told(String what, long begun) {
    long now = System.nanoTime();
    System.out.println(what + " " + (now - begun) / 1_000_000 + " ms");
    return now;
  }

  /// Random bytes without end, up to a size.
  private static final class Noise extends InputStream {

    private final Random random = new Random(7);
    private long left;

    Noise(long size) {
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      byte[] some = new byte[(int) Math.min(Math.min(length, 8_192), left)];
      random.nextBytes(some);
      System.arraycopy(some, 0, buffer, offset, some.length);
      left -= some.length;
      return some.length;
    }
  }
}
