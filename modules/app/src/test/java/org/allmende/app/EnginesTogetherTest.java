package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.testkit.Folders;
import org.allmende.testkit.peers.ForeignProgram;
import org.allmende.testkit.peers.OpenSearchCluster;
import org.allmende.testkit.peers.S3Server;
import org.allmende.testkit.peers.SparqlServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every offered combination of engines shows the same of the samples, also after a restart, and
/// data moves between them by a command.
@EnabledIfSystemProperty(named = "allmende.engines", matches = "true") // bench/run engines
final class EnginesTogetherTest {

  private static final Path TENANT = Folders.samples().resolve("tenants/weidenstedt");
  private static final List<String> QUESTIONS = List.of("", "Baum", "Spielplätze", "Haushalt 2024");

  @TempDir Path folder;
  private final Set<String> set = new HashSet<>();
  private final List<AutoCloseable> servers = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    set.forEach(System::clearProperty);
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  private void set(String name, String value) {
    System.setProperty(name, value);
    set.add(name);
  }

  private <T extends AutoCloseable> T started(T server) {
    servers.add(server);
    return server;
  }

  private String done(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Allmende.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data().toString()));
    assertEquals(0, line.execute(all.toArray(String[]::new)), () -> all + ": " + out + err);
    return out.toString();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void addresses() throws IOException {
    var store =
        started(
            SparqlServer.fuseki(
                Files.createDirectories(folder.resolve("fuseki")), ForeignProgram.named("fuseki")));
    set("allmende.store-query", store.query().toString());
    set("allmende.store-update", store.update().toString());
    var s3 = started(new S3Server(folder.resolve("s3")));
    set("allmende.s3-endpoint", s3.endpoint().toString());
    set("allmende.s3-bucket", S3Server.BUCKET);
    set("allmende.s3-access-key", S3Server.KEY);
    set(
        "allmende.s3-secret-file",
        Files.writeString(folder.resolve("secret"), S3Server.SECRET).toString());
    set(
        "allmende.opensearch",
        OpenSearchCluster.shared().addresses().stream()
            .map(URI::toString)
            .collect(Collectors.joining(",")));
    set("allmende.opensearch-prefix", "e" + Integer.toHexString(folder.hashCode()));
  }

  private void use(String store, String index, String files) throws IOException {
    if (files.equals("s3")) {
      done("move", "--files", "s3");
      set("allmende.files", "s3");
    }
    if (store.equals("sparql")) {
      done("move", "--store", "sparql");
      set("allmende.store", "sparql");
    }
    set("allmende.index", index);
  }

  /// What is said of the samples: by searches, by SPARQL, and by the hashes of the files.
  private List<String> said() throws IOException {
    var said = new ArrayList<String>();
    try (var installation = Installation.open(data(), Place.BASE)) {
      installation.follow();
      for (String text : QUESTIONS) {
        installation
            .search()
            .search(SearchIndex.Request.of(text))
            .hits()
            .forEach(hit -> said.add(text + ": " + hit.id()));
      }
      said.addAll(
          rows(
              installation,
              "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?d ?t { ?d dct:title ?t } ORDER BY ?d"
                  + " ?t"));
      var datasets = installation.directory().datasets();
      for (State state : State.values()) {
        for (DatasetId id : datasets.ids(null, state)) {
          var stored = datasets.find(id).orElseThrow();
          said.add(id + " " + state + " " + stored.change() + " " + stored.modified());
          for (Notes.File file : Notes.read(stored.entry().notes()).files()) {
            var bytes = installation.directory().files().find(file.sha256()).orElseThrow();
            try (var in = bytes.open(0, bytes.size())) {
              said.add(id + " " + Sha256.of(in.readAllBytes()));
            }
          }
        }
      }
      said.add(installation.directory().accounts().tokens().toString());
      said.add(installation.directory().accounts().persons().toString());
      said.add(installation.directory().accounts().tenants().toString());
    }
    return said;
  }

  private static List<String> rows(Installation installation, String query) throws IOException {
    var answer = installation.sparql().answer(SparqlEndpoint.Request.of(query, "text/csv"));
    var out = new ByteArrayOutputStream();
    if (answer instanceof Answer.Ready ready) {
      try (var body = ready.body()) {
        body.writeTo(out);
      }
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "tdb2, lucene, folder",
    "tdb2, lucene, s3",
    "tdb2, opensearch, folder",
    "tdb2, opensearch, s3",
    "sparql, lucene, folder",
    "sparql, lucene, s3",
    "sparql, opensearch, folder",
    "sparql, opensearch, s3"
  })
  void publishesFindsAndIsTheSameAfterARestart(String store, String index, String files)
      throws IOException {
    Place.furnished(data());
    addresses();
    use(store, index, files);
    done("import", TENANT.toString(), "--quiet");
    List<String> said = said();
    assertTrue(said.size() > 40, said::toString);
    assertTrue(said.stream().anyMatch(line -> line.startsWith("Baum: ")), said::toString);
    assertEquals(said, said());
  }

  @Test
  void isMovedWithEverythingThereAndBack() throws IOException {
    Place.furnished(data());
    addresses();
    done("import", TENANT.toString(), "--quiet");
    done("tenant", "add", "amt", "--name", "Amt");
    done("person", "add", "anna", "--name", "Anna");
    done("token", "create", "eins", "--tenant", "amt");
    Path draft =
        Files.writeString(
            folder.resolve("personen.csv"), "Name;IBAN\nAnna Beck;DE89370400440532013000\n");
    var line = Allmende.commandLine();
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(new StringWriter(), true));
    assertEquals(
        Exit.FINDINGS,
        line.execute("import", draft.toString(), "--quiet", "--data", data().toString()));
    List<String> before = said();
    assertTrue(before.stream().anyMatch(one -> one.contains(" DRAFT ")), before::toString);

    use("sparql", "lucene", "s3");
    assertEquals(before, said());
    var refused = Allmende.commandLine();
    var err = new StringWriter();
    refused.setErr(new PrintWriter(err, true));
    assertTrue(refused.execute("move", "--files", "folder", "--data", data().toString()) != 0);
    assertTrue(err.toString().contains("move --store tdb2"), err::toString);

    done("move", "--store", "tdb2");
    System.clearProperty("allmende.store");
    done("move", "--files", "folder");
    System.clearProperty("allmende.files");
    assertEquals(before, said());
  }
}
