package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The commands on the pages are typed as they stand there, against the packaged program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExamplesTest {

  private static final Pattern TOKEN = Pattern.compile("allmende_[A-Za-z0-9_-]+");
  private static final Path JAR = Folders.root().resolve("modules/app/target/allmende.jar");

  @TempDir private static Path folder = Path.of("");
  private int port;
  private String token = "";
  private Process demo = new ProcessBuilder("true").start();

  ExamplesTest() throws IOException {}

  @BeforeAll
  void startTheDemo() throws Exception {
    assertTrue(Files.exists(JAR), "the program is not packaged: " + JAR);
    // It is of this build, whatever day its entries bear; the launcher need not build it again.
    Files.setLastModifiedTime(JAR, FileTime.from(Instant.now()));
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Files.writeString(
        folder.resolve("allmende"),
        "#!/bin/sh\nexec '" + Folders.root().resolve("allmende") + "' \"$@\"\n");
    assertTrue(folder.resolve("allmende").toFile().setExecutable(true));
    Files.createSymbolicLink(folder.resolve("samples"), Folders.samples());
    demo =
        new ProcessBuilder("./allmende", "demo", "--port", Integer.toString(port))
            .directory(folder.toFile())
            .redirectError(folder.resolve("demo.err").toFile())
            .start();
    var out = demo.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      var found = TOKEN.matcher(line);
      if (found.find()) {
        token = found.group();
      }
      if (line.startsWith("ready ")) {
        break;
      }
    }
    assertTrue(
        !token.isEmpty(),
        () -> "the demo did not start: " + Handbook.text(folder.resolve("demo.err")));
  }

  @AfterAll
  void endTheDemo() throws InterruptedException {
    demo.destroy();
    assertTrue(demo.waitFor(30, TimeUnit.SECONDS), "the demo does not end");
  }

  @Test
  void theReadmeUploadsAndAsks() throws Exception {
    List<String> blocks = Handbook.shell(Folders.root().resolve("README.md"));
    assertEquals(3, blocks.size());
    assertTrue(
        blocks.getFirst().contains("./allmende demo") && blocks.getFirst().contains("mvn verify"));
    String uploaded = run(blocks.get(1));
    assertTrue(uploaded.contains("\"state\":\"published\""), uploaded);
    String asked = run(blocks.get(2));
    assertTrue(asked.startsWith("theme,datasets") && asked.lines().count() > 3, asked);
  }

  @Test
  void theCommandsOfTheHandbookWork() throws Exception {
    runAll("commands.md");
  }

  @Test
  void theQuestionsAboutRowsAreAnswered() throws Exception {
    List<String> said = runAll("rows.md");
    assertEquals(6, said.size());
    assertTrue(said.get(2).contains("\"Stadtteil\":\"Altstadt\""), said::toString);
    assertTrue(said.get(3).startsWith("Stadtteil,Bäume,median Pflanzjahr"), said::toString);
    assertTrue(Files.size(folder.resolve("baeume.parquet")) > 1_000);
    assertTrue(said.get(5).contains("baumkataster.csv#row=2> ."), said::toString);
  }

  @Test
  void theVersionsAreListed() throws Exception {
    List<String> said = runAll("versions.md");
    assertTrue(said.getFirst().contains("\"version\":1"), said::toString);
  }

  @Test
  void theQueriesAreAnswered() throws Exception {
    List<String> blocks = Handbook.shell(Handbook.folder().resolve("sparql.md"));
    String listed = run(blocks.getFirst());
    assertTrue(listed.startsWith("dataset,title") && listed.lines().count() == 11, listed);
    String features = run(blocks.get(1));
    assertTrue(features.contains("\"Feature\"") && features.contains("\"Polygon\""), features);
    String found = run(blocks.get(2));
    assertTrue(found.startsWith("title,score,highlight"), found);
    assertTrue(found.lines().skip(1).findFirst().orElse("").startsWith("Baumkataster"), found);
    assertTrue(found.contains("<mark>"), found);
    String rows =
        run(
            blocks.stream()
                .filter(block -> block.contains("GRAPH <http"))
                .findFirst()
                .orElseThrow());
    assertTrue(rows.startsWith("title,kind,trees,highest"), rows);
    assertTrue(rows.lines().skip(1).allMatch(line -> line.startsWith("Baumkataster")), rows);
    assertTrue(rows.lines().count() > 3, rows);
  }

  @Test
  void theCatalogueIsGivenOutAsRdf() throws Exception {
    List<String> said = runAll("rdf-in-and-out.md");
    assertTrue(said.getFirst().contains("dcat:Dataset"), said::toString);
    assertTrue(said.get(1).contains("<rdf:RDF"), said::toString);
    assertTrue(said.get(3).lines().count() > 1_000, said::toString);
  }

  @Test
  void otherProgramsAreAnswered() throws Exception {
    List<String> said = runAll("giving-out.md");
    assertTrue(said.getFirst().contains("<protocolVersion>2.0</protocolVersion>"), said::toString);
    assertTrue(said.get(1).contains("<metadata>"), said::toString);
    assertTrue(said.get(3).contains("\"success\":true"), said::toString);
    assertTrue(said.get(5).contains("\"Stadtteil\":\"Altstadt\""), said::toString);
    assertTrue(said.get(6).contains("<entry>"), said::toString);
    assertTrue(said.get(10).contains("\"resources\""), said::toString);
    assertTrue(said.get(12).contains("Pflanzjahr"), said::toString);
    assertTrue(said.get(13).contains("rel=\"cite-as\""), said::toString);
  }

  private List<String> runAll(String page) throws Exception {
    var said = new ArrayList<String>();
    for (String block : Handbook.shell(Handbook.folder().resolve(page))) {
      for (String line : block.lines().toList()) {
        said.add(run(line));
      }
    }
    return said;
  }

  private String run(String commands) throws Exception {
    String here = commands.replace("localhost:8080", "localhost:" + port);
    Path errors = folder.resolve("errors");
    var builder =
        new ProcessBuilder("sh", "-euc", here)
            .directory(folder.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("TOKEN", token);
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> here + "\n" + said + Handbook.text(errors));
    return said;
  }
}
