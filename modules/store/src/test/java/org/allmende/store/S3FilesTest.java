package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.harvest.StoreNetwork;
import org.allmende.model.Sha256;
import org.allmende.store.s3.S3Place;
import org.allmende.testkit.peers.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Files in a real store that speaks S3, and what becomes of them when it fails.
@EnabledIfSystemProperty(named = "allmende.engines", matches = "true") // bench/run engines
class S3FilesTest extends FileStoreContract {

  private static final AtomicInteger PREFIXES = new AtomicInteger();

  @TempDir static Path server;
  private static S3Server s3;

  private final String prefix = "Köln/Ämter " + PREFIXES.incrementAndGet() + "/";
  private InstantSource clock = InstantSource.system();

  @BeforeAll
  static void start() throws IOException {
    s3 = new S3Server(server);
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  FilesPlace place() {
    return place(new StoreNetwork(s3.endpoint()));
  }

  private S3Place place(SdkHttpClient network) {
    return place(s3.endpoint(), S3Server.SECRET, 1L << 30, network);
  }

  private S3Place place(URI endpoint, String secret, long cache, SdkHttpClient network) {
    var credentials = new S3Place.Credentials(S3Server.KEY, secret);
    return new S3Place(endpoint, "us-east-1", S3Server.BUCKET, prefix, credentials, cache, network);
  }

  @Override
  KeptFiles open(FilesPlace place) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    var disk = new Disk(folder, 0);
    return place.open(new FilesPlace.Room(folder, () -> clock.instant(), disk, _ -> {}));
  }

  private void reopen(FilesPlace place) throws IOException {
    files.close();
    files = open(place);
  }

  private Path object(Sha256 hash) {
    return s3.objects().resolve(prefix + "files/" + hash);
  }

  @Override
  void age(Sha256 hash, Duration by) throws IOException {
    Files.setLastModifiedTime(
        object(hash), FileTime.from(InstantSource.system().instant().minus(by)));
  }

  @Override
  void forgetCopies() throws IOException {
    Disk.delete(folder.resolve("fetched"));
  }

  /// The network with somebody who interferes.
  private static final class Meddler implements SdkHttpClient {

    private final SdkHttpClient network;
    private final Meddling meddling;

    Meddler(SdkHttpClient network, Meddling meddling) {
      this.network = network;
      this.meddling = meddling;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return meddling.meddle(network, request);
    }

    @Override
    public void close() {}
  }

  private interface Meddling {
    ExecutableHttpRequest meddle(SdkHttpClient network, HttpExecuteRequest request);
  }

  /// Does something to what is sent with the parts of large files.
  private Meddler onUpload(UnaryOperator<InputStream> change) {
    return new Meddler(
        new StoreNetwork(s3.endpoint()),
        (network, request) -> {
          boolean isPart =
              request.httpRequest().firstMatchingRawQueryParameter("partNumber").isPresent();
          if (!isPart) {
            return network.prepareRequest(request);
          }
          var provider = request.contentStreamProvider().orElseThrow();
          return network.prepareRequest(
              HttpExecuteRequest.builder()
                  .request(request.httpRequest())
                  .contentStreamProvider(() -> change.apply(provider.newStream()))
                  .build());
        });
  }

  /// Calls somebody after some bytes.
  private static InputStream after(InputStream in, int bytes, Runnable then) {
    return new FilterInputStream(in) {
      private long left = bytes;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (left > 0 && left <= n) {
          then.run();
        }
        left -= Math.max(0, n);
        return n;
      }
    };
  }

  @Test
  void hasNothingOfAnUploadInWhichTheStoreWasKilled() throws IOException {
    reopen(place(onUpload(in -> after(in, 4 << 20, s3::kill))));
    byte[] bytes = random(20, LARGE);
    EngineAway away = assertThrows(EngineAway.class, () -> receive(bytes));
    assertEquals("files", away.engine());
    assertTrue(files.traffic().away());
    assertNothingLeft();
    s3.restart();
    reopen(place());
    assertEquals(List.of(), files.all());
    assertFalse(files.has(Sha256.of(bytes)));
    assertArrayEquals(bytes, read(receive(bytes).sha256()));
    assertFalse(files.traffic().away());
  }

  @Test
  void goesOnWithAnUploadWhenTheStoreIsBackSoon() throws IOException {
    var asked = new AtomicInteger();
    reopen(
        place(
            new Meddler(
                new StoreNetwork(s3.endpoint()),
                (network, request) -> {
                  boolean isPart =
                      request
                          .httpRequest()
                          .firstMatchingRawQueryParameter("partNumber")
                          .isPresent();
                  int number = isPart ? asked.incrementAndGet() : 0;
                  return number > 1 && number < 7 ? breaking() : network.prepareRequest(request);
                })));
    byte[] bytes = random(21, LARGE);
    Sha256 hash = receive(bytes).sha256();
    assertEquals(8, asked.get());
    assertTrue(files.traffic().failed() > 0);
    forgetCopies();
    assertArrayEquals(bytes, read(hash));
    assertEquals(List.of(hash), names());
  }

  private static ExecutableHttpRequest breaking() {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        throw new IOException("broken off");
      }

      @Override
      public void abort() {}
    };
  }

  @Test
  void sweepsWhatAnUploadHasLeft() throws IOException {
    long before = leftovers();
    reopen(place(onUpload(in -> after(in, 1 << 20, s3::kill))));
    assertThrows(EngineAway.class, () -> receive(random(22, LARGE)));
    s3.restart();
    reopen(place());
    long after = leftovers();
    assertTrue(after > before);
    files.tidy(DAY);
    assertEquals(after, leftovers());
    files.tidy(Duration.ofDays(-1));
    assertEquals(before, leftovers());
  }

  /// What lies in the folder of the server and belongs to uploads.
  private static long leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(server.resolve("objects"))) {
      return all.filter(one -> one.toString().contains("mpus"))
          .filter(Files::isRegularFile)
          .count();
    }
  }

  @Test
  void goesOnReadingWhereItBrokeOff() throws IOException {
    byte[] bytes = random(23, LARGE);
    Sha256 hash = receive(bytes).sha256();
    forgetCopies();
    var kept = files.find(hash).orElseThrow();
    try (InputStream in = kept.open(0, LARGE)) {
      byte[] half = in.readNBytes(LARGE / 2);
      s3.restart();
      byte[] rest = in.readAllBytes();
      assertEquals(LARGE, half.length + rest.length);
      assertEquals(hash, Sha256.of(joined(half, rest)));
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void saysThatTheStoreIsAwayAndHasNoHalfFiles() throws IOException {
    byte[] bytes = random(24, LARGE);
    Sha256 hash = receive(bytes).sha256();
    forgetCopies();
    var kept = files.find(hash).orElseThrow();
    try (InputStream in = kept.open(0, LARGE)) {
      in.readNBytes(LARGE / 2);
      s3.kill();
      assertThrows(EngineAway.class, in::readAllBytes);
    }
    assertThrows(EngineAway.class, kept::path);
    assertThrows(EngineAway.class, () -> receive(random(25, 10)));
    assertThrows(EngineAway.class, () -> files.has(Sha256.of(random(25, 10))));
    assertTrue(files.find(Sha256.of(random(25, 10))).isPresent(), "nobody can tell");
    assertEquals(List.of(), Disk.list(folder.resolve("fetched")));
    assertNothingLeft();
    s3.restart();
    reopen(place());
    assertArrayEquals(bytes, read(hash));
  }

  @Test
  void refusesWhatWasChangedOnItsWayIn() throws IOException {
    reopen(
        place(
            onUpload(in ->
                new FilterInputStream(in) {
                  @Override
                  public int read(byte[] buffer, int offset, int length) throws IOException {
                    int n = in.read(buffer, offset, length);
                    if (n > 0) {
                      buffer[offset] ^= 1;
                    }
                    return n;
                  }
                })));
    assertThrows(EngineAway.class, () -> receive(random(26, LARGE)));
    reopen(place());
    assertEquals(List.of(), files.all());
  }

  @Test
  void givesNobodyWholeWhatWasDamaged() throws IOException {
    byte[] bytes = random(27, 200_000);
    Sha256 hash = receive(bytes).sha256();
    forgetCopies();
    byte[] damaged = bytes.clone();
    damaged[100_000] ^= 1;
    Files.write(object(hash), damaged);
    assertThrows(DamagedFile.class, () -> read(hash));
    var failure =
        assertThrows(UncheckedIOException.class, () -> files.find(hash).orElseThrow().path());
    assertTrue(failure.getCause() instanceof DamagedFile);
    assertNothingLeft();
  }

  @Test
  void belongsToOneStore() throws IOException {
    assertEquals("", files.owner());
    files.claim("one");
    files.claim("one");
    assertEquals("one", files.owner());
    var refused = assertThrows(DataDirectoryException.class, () -> files.claim("other"));
    assertTrue(String.valueOf(refused.getMessage()).contains("allmende-store"));
    files.release();
    files.claim("other");
    assertEquals(List.of(), files.all());
  }

  @Test
  void tellsNobodyTheSecret() throws IOException {
    S3Place wrong =
        place(s3.endpoint(), "ganz-falsches-geheimnis", 0, new StoreNetwork(s3.endpoint()));
    reopen(wrong);
    EngineAway refused = assertThrows(EngineAway.class, () -> files.all());
    assertTrue(String.valueOf(refused.getMessage()).contains("403"), refused::getMessage);
    for (Throwable one = refused; one != null; one = one.getCause()) {
      assertFalse(one.toString().contains("geheimnis"), one::toString);
    }
    assertFalse(wrong.toString().contains("geheimnis"));
    assertFalse(wrong.toString().contains(S3Server.KEY));
  }

  @Test
  void goesToNoOtherHost() throws IOException {
    reopen(place(URI.create("http://127.0.0.1:9"), "x", 0, new StoreNetwork(s3.endpoint())));
    EngineAway refused = assertThrows(EngineAway.class, () -> files.all());
    assertTrue(
        String.valueOf(refused.getMessage()).contains("not the address"), refused::getMessage);
  }

  @Test
  void saysThatTheStoreIsFull() throws IOException {
    String answer = "<Error><Code>QuotaExceeded</Code><Message>full</Message></Error>";
    reopen(
        place(
            new Meddler(
                new StoreNetwork(s3.endpoint()),
                (network, request) ->
                    request.httpRequest().method().name().equals("PUT")
                        ? refusing(answer)
                        : network.prepareRequest(request))));
    assertThrows(OutOfSpace.class, () -> receive(random(28, 10)));
    assertEquals(List.of(), files.all());
    assertFalse(files.traffic().away());
  }

  private static ExecutableHttpRequest refusing(String answer) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(403).build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Test
  void keepsFewCopiesHere() throws IOException {
    Instant now = InstantSource.system().instant();
    reopen(place(s3.endpoint(), S3Server.SECRET, 2_500, new StoreNetwork(s3.endpoint())));
    Sha256 first = receive(random(29, 1_000)).sha256();
    Sha256 second = receive(random(30, 1_000)).sha256();
    clock = () -> now.plus(Duration.ofMinutes(11));
    assertTrue(Files.exists(files.find(first).orElseThrow().path()));
    receive(random(31, 1_000));
    assertEquals(2, Disk.list(folder.resolve("fetched")).size());
    assertFalse(Files.exists(folder.resolve("fetched").resolve(second.hex())));
    assertArrayEquals(
        random(30, 1_000), Files.readAllBytes(files.find(second).orElseThrow().path()));
    clock = () -> now.plus(Duration.ofDays(3));
    reopen(place());
    assertEquals(List.of(), Disk.list(folder.resolve("fetched")), "nobody has used them");
  }

  @Test
  void answersFromCopiesWhileTheStoreIsAway() throws IOException {
    Sha256 hash = receive(random(32, 1_000)).sha256();
    s3.kill();
    assertArrayEquals(random(32, 1_000), read(hash));
    assertArrayEquals(random(32, 1_000), Files.readAllBytes(files.find(hash).orElseThrow().path()));
    s3.restart();
  }

  /// `-Dallmende.large=200` makes it larger.
  @Test
  void needsNoMemoryForLargeFiles() throws Exception {
    Path out = folder.resolve("out");
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFile.class.getName(),
                folder.toString(),
                s3.endpoint().toString(),
                Integer.toString(Integer.getInteger("allmende.large", 48)))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> text(out));
    String said = text(out);
    assertTrue(said.endsWith("done\n"), said);
    System.out.println(said);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
