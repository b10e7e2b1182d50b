package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.allmende.testkit.Folders;
import org.allmende.testkit.Golden;
import org.junit.jupiter.api.Test;

/// The libraries in the packaged program are those of a list, byte for byte. Whoever changes one
/// writes the list anew with `-Dgolden=update` and looks at what has come.
final class LibrariesTest {

  private static final Path JAR = Folders.root().resolve("modules/app/target/allmende.jar");
  private static final String LIBRARIES = "BOOT-INF/lib/";

  @Test
  void areThoseOfTheList() throws Exception {
    assertTrue(Files.exists(JAR), "the program is not packaged: " + JAR);
    var hashes = new TreeMap<String, String>();
    try (var jar = new ZipFile(JAR.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        if (name.startsWith(LIBRARIES + "allmende-") || !name.startsWith(LIBRARIES)) {
          continue;
        }
        if (!entry.isDirectory()) {
          hashes.put(name.substring(LIBRARIES.length()), sha256(jar.getInputStream(entry)));
        }
      }
    }
    var list = new StringBuilder();
    hashes.forEach((name, hash) -> list.append(hash).append("  ").append(name).append('\n'));
    Golden.assertText(Folders.root().resolve("deploy/libraries.sha256"), list.toString());
  }

  private static String sha256(InputStream bytes) throws IOException, NoSuchAlgorithmException {
    try (var in = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }
}
