package org.allmende.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.model.Bytes;
import org.allmende.store.KeptFiles;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Our part of a bucket: what is asked of it, how often, and what its answers mean here.
///
/// What is sent goes with its MD5, which every such store compares before it keeps anything; what
/// comes is judged by its SHA-256 where it arrives. Large objects go in parts and are there when
/// the last one is. Whatever fails for a moment is tried again a few times, then the store counts
/// as away, and for a moment nobody waits for it.
final class Bucket implements AutoCloseable {

  static final String FILES = "files/";
  private static final String MARK = "allmende-store";
  private static final String MEDIA_TYPE = "application/octet-stream";

  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// So long nobody asks a store again that did not answer.
  private static final long REST_NANOS = Duration.ofSeconds(2).toNanos();

  /// Every store takes at least 10,000 parts of at least 5 MiB.
  private static final long PART = 8L << 20;

  private static final long MOST_PARTS = 10_000;

  private final S3Client client;
  private final String name;
  private final String prefix;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile long awaySince;
  private volatile boolean away;

  Bucket(S3Place place) {
    this.name = place.bucket();
    this.prefix = place.prefix();
    var credentials =
        AwsBasicCredentials.create(place.credentials().key(), place.credentials().secret());
    var nothing = ProfileFile.aggregator().build();
    this.client =
        S3Client.builder()
            .endpointOverride(place.endpoint())
            .region(Region.of(place.region()))
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .httpClient(place.network())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .overrideConfiguration(how ->
                how.defaultProfileFile(nothing)
                    .retryStrategy(
                        StandardRetryStrategy.builder()
                            .maxAttempts(TRIES)
                            .backoffStrategy(BackoffStrategy.exponentialDelay(PAUSE, LONGEST_PAUSE))
                            .build()))
            .build();
  }

  /// An object that is there.
  record Found(long size, Instant came) {}

  /// What is known of an object; empty where it is certain that there is none.
  Optional<Found> head(String key) {
    return ask(() -> {
      HeadObjectResponse head = client.headObject(one -> one.bucket(name).key(prefix + key));
      return new Found(head.contentLength(), head.lastModified());
    });
  }

  /// Some bytes of an object; empty where there is none.
  Optional<InputStream> get(String key, long from, long length) {
    String range = "bytes=" + from + "-" + (from + length - 1);
    return ask(() ->
        client.getObject(
            one -> one.bucket(name).key(prefix + key).range(range),
            ResponseTransformer.toInputStream()));
  }

  /// Puts a file there, whole or not at all.
  ///
  /// @param isNew whether nothing is replaced: what is there by then stays
  void put(String key, Path file, long size, boolean isNew) {
    try {
      if (size > PART) {
        putInParts(key, file, size, isNew);
      } else {
        putAtOnce(key, file, size, isNew);
      }
    } catch (AlreadyThere _) {
      // Another one was faster, with the same bytes.
    }
  }

  /// The condition was not met.
  private static final class AlreadyThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    AlreadyThere(Throwable cause) {
      super(cause);
    }
  }

  private void putAtOnce(String key, Path file, long size, boolean isNew) {
    RequestBody body = body(file, 0, size);
    String md5 = md5(file, 0, size);
    require(
        ask(() ->
            client.putObject(
                one ->
                    one.bucket(name)
                        .key(prefix + key)
                        .contentType(MEDIA_TYPE)
                        .contentMD5(md5)
                        .ifNoneMatch(isNew ? "*" : null),
                body)));
  }

  private void putInParts(String key, Path file, long size, boolean isNew) {
    String upload =
        require(
            ask(() ->
                client
                    .createMultipartUpload(
                        one -> one.bucket(name).key(prefix + key).contentType(MEDIA_TYPE))
                    .uploadId()));
    boolean done = false;
    try {
      var parts = new ArrayList<CompletedPart>();
      long step = Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
      for (long from = 0; from < size; from += step) {
        parts.add(part(key, upload, parts.size() + 1, file, from, Math.min(step, size - from)));
      }
      complete(key, upload, parts, size, isNew);
      done = true;
    } finally {
      if (!done) {
        abort(prefix + key, upload);
      }
    }
  }

  private CompletedPart part(
      String key, String upload, int number, Path file, long from, long length) {
    RequestBody body = body(file, from, length);
    String md5 = md5(file, from, length);
    String mark =
        Patience.with(() ->
            require(
                ask(() ->
                    client
                        .uploadPart(
                            one ->
                                one.bucket(name)
                                    .key(prefix + key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .contentMD5(md5),
                            body)
                        .eTag())));
    return CompletedPart.builder().partNumber(number).eTag(mark).build();
  }

  /// An answer that gets lost is no reason to begin anew: what is there by then is whole.
  private void complete(
      String key, String upload, List<CompletedPart> parts, long size, boolean isNew) {
    boolean known =
        Patience.with(() ->
                ask(() ->
                    client.completeMultipartUpload(one ->
                        one.bucket(name)
                            .key(prefix + key)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))
                            .ifNoneMatch(isNew ? "*" : null))))
            .isPresent();
    if (!known && head(key).map(Found::size).orElse(-1L) != size) {
      throw new EngineAway("files", "an upload was lost", new IOException(upload));
    }
  }

  private void abort(String key, String upload) {
    try {
      var _ =
          ask(() -> client.abortMultipartUpload(one -> one.bucket(name).key(key).uploadId(upload)));
    } catch (EngineAway | OutOfSpace _) {
      // The sweep does it.
    }
  }

  /// Takes away what uploads have left that began before a moment and never ended.
  void abortBefore(Instant moment) {
    require(
        ask(() -> {
          for (var upload :
              client
                  .listMultipartUploadsPaginator(one -> one.bucket(name).prefix(prefix + FILES))
                  .uploads()) {
            if (upload.initiated().isBefore(moment)) {
              abort(upload.key(), upload.uploadId());
            }
          }
          return true;
        }));
  }

  private static RequestBody body(Path file, long from, long length) {
    return RequestBody.fromContentProvider(() -> region(file, from, length), length, MEDIA_TYPE);
  }

  private static InputStream region(Path file, long from, long length) {
    try {
      return new Bytes.Local(file).open(from, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String md5(Path file, long from, long length) {
    try (InputStream in = region(file, from, length)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /// An object in a list.
  record Listed(String key, long size, Instant came) {}

  /// Tells of all our objects of a kind.
  ///
  /// @param kind what their names begin with
  void list(String kind, Consumer<Listed> taker) {
    require(
        ask(() -> {
          client
              .listObjectsV2Paginator(one -> one.bucket(name).prefix(prefix + kind))
              .contents()
              .forEach(one ->
                  taker.accept(
                      new Listed(
                          one.key().substring((prefix + kind).length()),
                          one.size(),
                          one.lastModified())));
          return true;
        }));
  }

  void delete(String key) {
    require(ask(() -> client.deleteObject(one -> one.bucket(name).key(prefix + key))));
  }

  /// Which store our objects are of; empty where nobody has said so.
  String owner() {
    return ask(() -> client.getObjectAsBytes(one -> one.bucket(name).key(prefix + MARK)))
        .map(bytes -> bytes.asString(StandardCharsets.UTF_8).strip())
        .orElse("");
  }

  /// Says which store they are of, unless another one has said so meanwhile.
  void own(String store) {
    try {
      require(
          ask(() ->
              client.putObject(
                  one ->
                      one.bucket(name)
                          .key(prefix + MARK)
                          .contentType("text/plain")
                          .ifNoneMatch("*"),
                  RequestBody.fromString(store + "\n"))));
    } catch (AlreadyThere _) {
      // It is asked again who.
    }
  }

  void disown() {
    delete(MARK);
  }

  /// Asks, and tells what came of it. Empty where what was asked for is not there.
  private <T> Optional<T> ask(Supplier<T> question) {
    if (away && System.nanoTime() - awaySince < REST_NANOS) {
      throw new EngineAway("files", "it did not answer a moment ago", new Patience.Resting());
    }
    asked.incrementAndGet();
    try {
      T answer = question.get();
      away = false;
      return Optional.of(answer);
    } catch (S3Exception e) {
      return refused(e);
    } catch (SdkClientException e) {
      throw gone(why(e), e);
    }
  }

  private <T> Optional<T> refused(S3Exception e) {
    int status = e.statusCode();
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    if (status == 404 && !code.equals("NoSuchBucket")) {
      away = false;
      return Optional.empty();
    }
    if (status == 412 || code.equals("ConditionalRequestConflict")) {
      away = false;
      throw new AlreadyThere(e);
    }
    String lower = code.toLowerCase(Locale.ROOT);
    if (status == 507 || lower.contains("quota") || lower.contains("storagefull")) {
      away = false;
      throw new OutOfSpace("the store that files are kept in");
    }
    throw gone("it answers " + status + " " + code, e);
  }

  private EngineAway gone(String why, RuntimeException e) {
    failed.incrementAndGet();
    // One that refuses answers quickly: nobody need be spared the asking.
    awaySince = System.nanoTime() - (e instanceof S3Exception ? REST_NANOS : 0);
    away = true;
    return new EngineAway("files", why, e);
  }

  /// What the network said, without what the library wraps it in.
  private static String why(SdkClientException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static <T> T require(Optional<T> answer) {
    return answer.orElseThrow(
        () -> new EngineAway("files", "what was begun is not there", new IOException("404")));
  }

  KeptFiles.Traffic traffic() {
    return new KeptFiles.Traffic(asked.get(), failed.get(), away);
  }

  @Override
  public void close() {
    client.close();
  }
}
