package org.allmende.app;

import static org.allmende.app.Settings.get;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.allmende.harvest.StoreNetwork;
import org.allmende.store.FilesPlace;
import org.allmende.store.s3.S3Place;
import org.springframework.util.unit.DataSize;

/// The settings about where the original bytes are kept.
final class FileSettings {

  /// The places there are.
  enum Kind {
    FOLDER,
    S3
  }

  private static final String USUAL_REGION = "us-east-1";
  private static final long USUAL_CACHE = 10L << 30;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("[^/\\p{Cntrl}][^\\p{Cntrl}]{0,199}/");

  private FileSettings() {}

  /// All that may be wrong, one by one.
  static List<Runnable> checks() {
    return List.of(
        FileSettings::kind,
        FileSettings::endpoint,
        FileSettings::bucket,
        FileSettings::prefix,
        FileSettings::key,
        FileSettings::secret,
        FileSettings::cache);
  }

  static Kind kind() {
    String said = get("allmende.files");
    return switch (said) {
      case "", "folder" -> Kind.FOLDER;
      case "s3" -> Kind.S3;
      default -> throw wrong("setting.files", said);
    };
  }

  /// Where files are kept.
  static FilesPlace place() {
    return place(kind());
  }

  /// One of the places, whether files are kept there or only moved.
  static FilesPlace place(Kind kind) {
    return switch (kind) {
      case FOLDER -> FilesPlace.folder();
      case S3 -> s3();
    };
  }

  private static S3Place s3() {
    if (!isTold()) {
      throw wrong("setting.s3-endpoint", "");
    }
    var credentials = new S3Place.Credentials(key(), secret());
    return new S3Place(
        endpoint(),
        region(),
        bucket(),
        prefix(),
        credentials,
        cache(),
        new StoreNetwork(endpoint()));
  }

  /// Whether there is anything to look at: a store may be told before files are moved there.
  private static boolean isTold() {
    return kind() == Kind.S3 || !get("allmende.s3-endpoint").isEmpty();
  }

  private static URI endpoint() {
    String said = get("allmende.s3-endpoint");
    try {
      URI address = URI.create(said);
      boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      boolean isBare = List.of("", "/").contains(String.valueOf(address.getRawPath()));
      if (!isTold()
          || (isHttp
              && isBare
              && address.getHost() != null
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null)) {
        return URI.create(said.toLowerCase(Locale.ROOT));
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw wrong("setting.s3-endpoint", said);
  }

  private static String region() {
    String said = get("allmende.s3-region");
    return said.isEmpty() ? USUAL_REGION : said;
  }

  private static String bucket() {
    String said = get("allmende.s3-bucket");
    if (isTold() && !BUCKET.matcher(said).matches()) {
      throw wrong("setting.s3-bucket", said);
    }
    return said;
  }

  private static String prefix() {
    String said = get("allmende.s3-prefix");
    if (!said.isEmpty() && !PREFIX.matcher(said).matches()) {
      throw wrong("setting.s3-prefix", said);
    }
    return said;
  }

  private static String key() {
    String said = get("allmende.s3-access-key");
    if (isTold() && said.isEmpty()) {
      throw wrong("setting.s3-access-key", "");
    }
    return said;
  }

  /// From the environment or a file: whoever lists processes sees what Java was called with.
  private static String secret() {
    if (System.getProperty("allmende.s3-secret-key") != null) {
      throw wrong("setting.s3-secret-key.property", "");
    }
    String said = get("allmende.s3-secret-key");
    String file = get("allmende.s3-secret-file");
    if (said.isEmpty() && !file.isEmpty()) {
      said = read(file);
    }
    if (isTold() && said.isEmpty()) {
      throw wrong("setting.s3-secret-key", "");
    }
    return said;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | IllegalArgumentException _) {
      throw wrong("setting.s3-secret-file", file);
    }
  }

  private static long cache() {
    String said = get("allmende.s3-cache");
    try {
      long bytes = said.isEmpty() ? USUAL_CACHE : DataSize.parse(said).toBytes();
      if (bytes >= 0) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw wrong("setting.s3-cache", said);
  }

  private static Exit wrong(String key, String said) {
    return new Exit(Exit.USAGE, Words.of(key, said));
  }
}
