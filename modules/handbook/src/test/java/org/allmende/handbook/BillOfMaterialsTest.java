package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

/// The packaged program says what it is made of.
final class BillOfMaterialsTest {

  private static final Path JAR = Folders.root().resolve("modules/app/target/allmende.jar");

  /// Unpacks the jar; whoever packs it puts it in, after the bill was written.
  private static final String PACKER = "spring-boot-jarmode-tools-";

  private static final String LIBRARIES = "BOOT-INF/lib/";

  @Test
  void namesEveryLibraryInTheJar() throws IOException {
    assertTrue(Files.exists(JAR), "the program is not packaged: " + JAR);
    try (var jar = new ZipFile(JAR.toFile())) {
      var entry = jar.getEntry("META-INF/sbom/application.cdx.json");
      String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      var bill = Json.own().readTree(text);
      assertEquals("CycloneDX", bill.path("bomFormat").asString());
      var named = new ArrayList<String>();
      bill.path("components")
          .forEach(
              one -> named.add(one.path("name").asString() + "-" + one.path("version").asString()));
      List<String> missing =
          jar.stream()
              .map(one -> one.getName())
              .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
              .map(name -> name.substring(LIBRARIES.length(), name.length() - ".jar".length()))
              .filter(name -> !name.startsWith(PACKER))
              .filter(name -> named.stream().noneMatch(name::startsWith))
              .toList();
      assertEquals(List.of(), missing);
      assertTrue(named.size() > 50, named::toString);
    }
  }
}
