package org.allmende.web.frame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.allmende.model.Sha256;

/// Style sheets, fonts, icons and scripts from the jar. They lie in one folder whose name is the
/// hash of them all, so that browsers may keep them for ever and relative links between them hold.
public final class Assets {

  private static final int VERSION_LENGTH = 12;

  private static final String FOLDER = "/org/allmende/web/assets/";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "woff2", "font/woff2",
          "svg", "image/svg+xml");

  private static final List<String> NAMES =
      List.of(
          "allmende.css",
          "favicon.svg",
          "copy.js",
          "review.js",
          "search.js",
          "sparql.js",
          "upload.js",
          "kern/kern.min.css",
          "kern/fonts/fira-sans/FiraSans-Regular.woff2",
          "kern/fonts/fira-sans/FiraSans-SemiBold.woff2");

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final String version;

  public Assets() {
    MessageDigest digest = Sha256.digest();
    for (String name : NAMES) {
      byte[] bytes = read(name);
      digest.update(bytes);
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
      boolean packed = type.startsWith("font");
      assets.put(name, new Asset(type, bytes, packed ? bytes : gzip(bytes), !packed));
    }
    version = Sha256.of(digest).hex().substring(0, VERSION_LENGTH);
  }

  /// One file, as it is and compressed.
  static final class Asset {
    private final String type;
    private final byte[] bytes;
    private final byte[] gzip;
    private final boolean compressible;

    private Asset(String type, byte[] bytes, byte[] gzip, boolean compressible) {
      this.type = type;
      this.bytes = bytes;
      this.gzip = gzip;
      this.compressible = compressible;
    }

    String type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }

    byte[] gzip() {
      return gzip;
    }

    boolean isCompressible() {
      return compressible;
    }
  }

  /// Where they lie, without a slash at the end.
  String folder() {
    return "/assets/" + version;
  }

  /// Changes whenever any of them does.
  String version() {
    return version;
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar was built without " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
