package org.allmende.catalog.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.allmende.model.Sha256;
import org.junit.jupiter.api.Test;

class CrestTest {

  private static byte[] picture(String format, int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, x % height, 0x8d1f3c);
    }
    var out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  @Test
  void keepsThePixelsInASmallPicture() throws IOException {
    for (String format : new String[] {"png", "jpeg"}) {
      Crest crest = Crest.read(picture(format, 600, 900)).orElseThrow();
      BufferedImage kept = ImageIO.read(new ByteArrayInputStream(crest.bytes()));
      assertEquals(160, kept.getHeight());
      assertEquals(107, kept.getWidth());
      assertEquals(Sha256.of(crest.bytes()), crest.hash());
    }
    Crest small = Crest.read(picture("png", 20, 24)).orElseThrow();
    assertEquals(24, ImageIO.read(new ByteArrayInputStream(small.bytes())).getHeight());
  }

  @Test
  void keepsNothingElseOfAFile() throws IOException {
    byte[] picture = picture("png", 40, 40);
    byte[] longer = Arrays.copyOf(picture, picture.length + 20);
    byte[] script = "<script>alert()".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(script, 0, longer, picture.length, script.length);
    Crest crest = Crest.read(longer).orElseThrow();
    String kept = new String(crest.bytes(), StandardCharsets.ISO_8859_1);
    assertFalse(kept.contains("script"));
    assertEquals(Crest.read(picture), Crest.read(longer));
  }

  @Test
  void takesNothingButPngAndJpeg() throws IOException {
    assertTrue(Crest.read(picture("gif", 40, 40)).isEmpty());
    assertTrue(Crest.read(picture("bmp", 40, 40)).isEmpty());
    assertTrue(Crest.read("<svg/>".getBytes(StandardCharsets.UTF_8)).isEmpty());
    assertTrue(Crest.read(new byte[0]).isEmpty());
    assertTrue(Crest.read(new byte[Crest.MOST_BYTES + 1]).isEmpty());
  }

  @Test
  void takesNoPictureThatUnpacksToVeryMuch() throws IOException {
    byte[] large = picture("png", 20_000, 801);
    assertTrue(large.length < Crest.MOST_BYTES, "bytes: " + large.length);
    assertTrue(Crest.read(large).isEmpty());
  }

  @Test
  void staysCalmWhateverTheBytes() throws IOException {
    byte[] picture = picture("png", 40, 40);
    byte[] photo = picture("jpeg", 40, 40);
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] broken = (i % 2 == 0 ? picture : photo).clone();
      for (int n = 0; n < 4; n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      var read = Crest.read(Arrays.copyOf(broken, 1 + random.nextInt(broken.length)));
      assertTrue(read.isEmpty() || read.get().bytes().length > 0, "seed " + seed);
    }
  }
}
