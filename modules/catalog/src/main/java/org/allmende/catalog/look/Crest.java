package org.allmende.catalog.look;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.allmende.model.Sha256;

/// The crest of a tenant, as a small PNG that was painted here: of what somebody handed in, only
/// the pixels are left.
///
/// @param hash of the picture, which is its name
/// @param png the picture, in Base64
public record Crest(Sha256 hash, String png) {

  /// The largest file that is looked at.
  public static final int MOST_BYTES = 1 << 20;

  private static final int MOST_PIXELS = 16_000_000;

  /// Four times the size it is shown in.
  private static final int SIDE = 160;

  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  /// Reads a PNG or JPEG; empty where it is none, is broken, or too large.
  public static Optional<Crest> read(byte[] picture) {
    if (picture.length > MOST_BYTES) {
      return Optional.empty();
    }
    try (InputStream bytes = new ByteArrayInputStream(picture);
        ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      return read(readers.next(), in);
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // readers say by many exceptions that bytes are no picture
    }
  }

  private static Optional<Crest> read(ImageReader reader, ImageInputStream in) throws IOException {
    try {
      reader.setInput(in, true, true);
      String format = reader.getFormatName().toLowerCase(Locale.ROOT);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (!FORMATS.contains(format) || pixels > MOST_PIXELS) {
        return Optional.empty();
      }
      return Optional.of(of(painted(reader.read(0))));
    } finally {
      reader.dispose();
    }
  }

  /// Halves it until it is near the size wanted, so that no line is lost.
  private static BufferedImage painted(BufferedImage picture) {
    BufferedImage now = picture;
    int longest = Math.max(now.getWidth(), now.getHeight());
    while (longest > 2 * SIDE) {
      longest = longest / 2;
      now = scaled(now, longest);
    }
    return scaled(now, Math.min(longest, SIDE));
  }

  private static BufferedImage scaled(BufferedImage picture, int longest) {
    double factor = (double) longest / Math.max(picture.getWidth(), picture.getHeight());
    int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
    var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static Crest of(BufferedImage painted) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var memory = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(painted, "png", memory);
    }
    byte[] png = out.toByteArray();
    return new Crest(Sha256.of(png), Base64.getEncoder().encodeToString(png));
  }

  /// The picture.
  public byte[] bytes() {
    return Base64.getDecoder().decode(png);
  }
}
