package org.allmende.testkit.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real store that speaks S3: S3Proxy over a folder, in a process of its own that can be killed
/// and started again at the same address.
public final class S3Server implements AutoCloseable {

  /// By which it knows who asks.
  public static final String KEY = "allmende-test";

  /// What only it and the test know.
  public static final String SECRET = "geheim-und-lang-genug";

  /// The one bucket there is.
  public static final String BUCKET = "dateien";

  private static final int MOST_LOOKS = 600;
  private static final int LOOK_MILLIS = 100;

  private final ForeignProgram program;
  private final Path folder;
  private final int port;
  private Process process;

  /// Starts one over an empty folder.
  public S3Server(Path folder) throws IOException {
    this.program = ForeignProgram.named("s3proxy");
    this.folder = folder;
    Files.createDirectories(folder.resolve("objects").resolve(BUCKET));
    this.port = ForeignProgram.freePort();
    Path settings = folder.resolve("s3proxy.conf");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, KEY, SECRET, folder.resolve("objects")));
    this.process = begin();
  }

  private Process begin() throws IOException {
    Process begun =
        program.start(
            folder.resolve("s3proxy.log"),
            List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-DLOG_LEVEL=warn",
                "org.gaul.s3proxy.Main",
                "--properties",
                folder.resolve("s3proxy.conf").toString()));
    for (int look = 0; look < MOST_LOOKS; look++) {
      if (!begun.isAlive()) {
        break;
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOOK_MILLIS);
        return begun;
      } catch (IOException _) {
        rest();
      }
    }
    begun.destroyForcibly();
    throw new IOException("S3Proxy does not start, see " + folder.resolve("s3proxy.log"));
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Its address.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The folder that the objects of the bucket lie in.
  public Path objects() {
    return folder.resolve("objects").resolve(BUCKET);
  }

  /// Ends it from one moment to the next.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts it again with what it has.
  public void restart() throws IOException {
    kill();
    process = begin();
  }

  @Override
  public void close() {
    kill();
  }
}
