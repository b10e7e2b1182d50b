package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.testkit.Folders;
import org.allmende.testkit.peers.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// The commands on the page about engines, typed as they stand there, against a real store; and
/// what a running server says while that store is away.
final class EnginesPageTest {

  private static final Path TENANT = Folders.samples().resolve("tenants/weidenstedt");
  private static final Path TREES = TENANT.resolve("baumkataster.csv");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> set = new HashSet<>();
  private S3Server s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3Server(folder.resolve("s3"));
    Place.furnished(data());
  }

  @AfterEach
  void end() {
    s3.close();
    set.forEach(System::clearProperty);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Allmende.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Run(line.execute(arguments), out.toString(), err.toString());
  }

  private void set(String name, String value) {
    System.setProperty(name, value);
    set.add(name);
  }

  /// Types a block of the page, with the addresses of this test in place of the example's.
  private void type(int block) throws IOException {
    String page =
        Files.readString(Folders.root().resolve("modules/handbook/src/main/handbook/engines.md"));
    String typed = BLOCK.matcher(page).results().toList().get(block).group(1);
    Path secret = Files.writeString(folder.resolve("secret"), S3Server.SECRET + "\n");
    var here =
        Map.of(
            "https://s3.example.org",
            s3.endpoint().toString(),
            "dateien",
            S3Server.BUCKET,
            "/etc/allmende/s3-secret",
            secret.toString(),
            "allmende",
            S3Server.KEY);
    for (String line : typed.lines().toList()) {
      if (line.startsWith("export ALLMENDE_")) {
        String[] words = line.substring("export ".length()).split("=", 2);
        String name = words[0].toLowerCase(Locale.ROOT).replace("allmende_", "allmende.");
        set(name.replace('_', '-'), here.getOrDefault(words[1], words[1]));
      } else {
        var words = new ArrayList<>(Arrays.asList(line.replace("./allmende ", "").split(" ", -1)));
        words.replaceAll(word -> word.endsWith(".zip") ? folder.resolve(word).toString() : word);
        words.addAll(List.of("--data", data().toString()));
        Run run = run(words.toArray(String[]::new));
        assertEquals(0, run.code(), () -> line + ": " + run);
      }
    }
  }

  /// What is published, and the bytes of every file.
  private Map<String, String> content(Path data) throws IOException {
    var content = new TreeMap<String, String>();
    Path export = folder.resolve("export.nq");
    assertEquals(0, run("export", "--data", data.toString(), "--output", export.toString()).code());
    content.put(
        "export",
        Files.readAllLines(export).stream()
            .map(line -> line.replaceAll("_:\\S+", "_:b"))
            .sorted()
            .collect(Collectors.joining("\n")));
    try (var installation = Installation.open(data, Settings.baseUrl(Settings.PORT))) {
      for (DatasetId id : installation.directory().datasets().ids(null, State.PUBLISHED)) {
        var notes = installation.directory().datasets().find(id).orElseThrow().entry().notes();
        for (Notes.File file : Notes.read(notes).files()) {
          var bytes = installation.directory().files().find(file.sha256()).orElseThrow();
          try (var in = bytes.open(0, bytes.size())) {
            assertEquals(file.sha256(), Sha256.of(in.readAllBytes()), file.name());
          }
          content.put(id + " " + file.name(), file.sha256().hex());
        }
      }
    }
    return content;
  }

  /// Takes minutes: `modules/bench/run engines`.
  @Test
  @EnabledIfSystemProperty(named = "allmende.engines", matches = "true")
  void movesAnInstallationThereAndBack() throws IOException {
    run("import", "--data", data().toString(), TENANT.toString());
    Map<String, String> before = content(data());
    assertTrue(before.size() > 5, before::toString);
    int kept = files(data().resolve("files")).size();

    type(0);
    assertEquals(before, content(data()));
    assertTrue(files(data().resolve("files")).isEmpty());
    assertEquals(kept + 1, files(s3.objects()).size(), "the files and the mark");

    System.clearProperty("allmende.files");
    Run lost = run("export", "--data", data().toString());
    assertEquals(Exit.TEMPORARY, lost.code(), lost::toString);
    assertTrue(lost.err().contains("move --files folder"), lost::toString);
    assertEquals(Exit.FINDINGS, run("doctor", "--data", data().toString()).code());

    set("allmende.files", "s3");
    Path backup = folder.resolve("mit-dateien.zip");
    assertEquals(0, run("backup", "--data", data().toString(), backup.toString()).code());
    Path restored = folder.resolve("restored");
    Run refused = run("restore", "--data", restored.toString(), backup.toString());
    assertEquals(Exit.FINDINGS, refused.code(), refused::toString);
    assertTrue(refused.err().contains("allmende-store"), refused::toString);
    set("allmende.s3-prefix", "anderswo/");
    Run second = run("restore", "--data", restored.toString(), backup.toString());
    assertEquals(0, second.code(), second::toString);
    assertEquals(before, content(restored));
    assertEquals(0, run("doctor", "--thorough", "--data", restored.toString()).code());
    set("allmende.s3-prefix", "weidenstedt/");

    type(1);
    assertEquals(before, content(data()));
    assertEquals(List.of(), files(s3.objects().resolve("weidenstedt")));
    assertEquals(0, run("move", "--files", "folder", "--data", data().toString()).code());
  }

  private static List<Path> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (var all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /// Takes a while: `modules/bench/run engines`.
  @Test
  @EnabledIfSystemProperty(named = "allmende.engines", matches = "true")
  void answersWhatItCanWhileTheStoreIsAway() throws Exception {
    run("import", "--data", data().toString(), TREES.toString());
    type(0);
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String base = "http://localhost:" + port;
    try (var installation = Installation.open(data(), base);
        var server = Server.start(installation, new Server.Options(port, "127.0.0.1"))) {
      installation.follow();
      DatasetId id = installation.directory().datasets().ids(null, State.PUBLISHED).getFirst();
      var notes = installation.directory().datasets().find(id).orElseThrow().entry().notes();
      String file =
          "/files/"
              + Notes.read(notes).files().getFirst().sha256()
              + "/Bäume.csv".replace("ä", "%C3%A4");
      String page = "/datasets/" + id;
      byte[] trees = Files.readAllBytes(TREES);

      HttpResponse<byte[]> part = get(server, file, "Range", "bytes=100-199");
      assertEquals(206, part.statusCode());
      assertArrayEquals(Arrays.copyOfRange(trees, 100, 200), part.body());
      assertArrayEquals(trees, get(server, file).body());
      assertEquals(206, get(server, file, "Range", "bytes=0-9,20-29").statusCode());
      assertEquals(200, get(server, page).statusCode());

      s3.kill();
      FileSystemUtils.deleteRecursively(data().resolve("fetched"));
      HttpResponse<byte[]> away = get(server, file);
      assertEquals(503, away.statusCode(), () -> text(away));
      assertFalse(away.headers().firstValue("Retry-After").orElse("").isEmpty());
      assertTrue(text(away).contains("engine-away"), () -> text(away));
      assertEquals(200, get(server, page).statusCode());
      assertEquals(200, get(server, "/api/v1/search?q=baum").statusCode());
      String metrics = text(get(server, "/actuator/prometheus", "Accept", "*/*"));
      assertTrue(metrics.contains("allmende_files_away 1"), metrics);

      s3.restart();
      for (int look = 0; look < 100 && get(server, file).statusCode() == 503; look++) {
        Thread.onSpinWait();
      }
      assertArrayEquals(trees, get(server, file).body());
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(Server server, String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.base() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    request.header("Accept", "application/json, text/html;q=0.5");
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void saysEverythingThatIsWrongWithTheStoreAtOnce() {
    set("allmende.files", "s3");
    set("allmende.s3-endpoint", "s3.example.org");
    set("allmende.s3-bucket", "Nicht so");
    set("allmende.s3-prefix", "/falsch");
    set("allmende.s3-secret-key", "geheim");
    set("allmende.s3-cache", "viel");
    Run run = run("doctor", "--data", data().toString());
    assertEquals(Exit.USAGE, run.code());
    for (String name :
        List.of("endpoint", "bucket", "prefix", "access-key", "secret-key", "cache")) {
      assertTrue(run.err().contains("allmende.s3-" + name), run::toString);
    }
    assertFalse(run.err().contains("geheim"), run::toString);
  }
}
