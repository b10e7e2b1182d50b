package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The commands as a user types them, with what they print and the code they end with.
final class CommandsTest {

  private static final Path TREES =
      Folders.samples().resolve("tenants/weidenstedt/baumkataster.csv");

  @TempDir private Path folder = Path.of("");

  private record Run(int code, String out, String err) {

    List<JsonNode> json() {
      return out.lines().map(line -> Json.own().readTree(line)).toList();
    }
  }

  private Run run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Allmende.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Run(line.execute(arguments), out.toString(), err.toString());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  @Test
  void inspectSaysWhatIsInAFile() {
    Run run = run("inspect", "--json", TREES.toString());
    assertEquals(0, run.code(), run::err);
    JsonNode json = run.json().getFirst();
    assertEquals("baumkataster.csv", json.path("file").asString());
    assertEquals("CSV", json.path("format").asString());
    assertEquals(3200, json.path("dataRows").asInt());
    assertFalse(json.path("proposal").path("title").asString("").isEmpty());
    for (String field :
        List.of("encoding", "bom", "delimiter", "quote", "lineEnd", "headerRow", "firstDataRow")) {
      assertTrue(json.has(field), field);
    }
  }

  @Test
  void inspectOfSeveralFilesPrintsALineForEach() {
    Run run = run("inspect", "--json", TREES.toString(), TREES.toString(), "nicht-da.csv");
    assertEquals(Exit.NOT_FOUND, run.code());
    assertEquals(3, run.json().size());
  }

  @Test
  void importsAndAnswers() throws IOException {
    Place.furnished(folder.resolve("data"));
    Run taken =
        run("import", "--json", "--data", data(), "--tenant", "musterstadt", TREES.toString());
    assertEquals(0, taken.code(), taken::toString);
    assertEquals(1, taken.json().getLast().path("summary").path("published").asInt());
    assertEquals("unchanged", again().json().getFirst().path("result").asString());
    Run found = run("search", "--json", "--data", data(), "baum");
    assertEquals(1, found.json().getFirst().path("total").asInt(), found::toString);
    assertEquals(Exit.NOT_FOUND, run("search", "--data", data(), "xyzzyxyzzy").code());
    Path file = folder.resolve("katalog.nq");
    assertEquals(0, run("export", "--data", data(), "--output", file.toString()).code());
    assertTrue(Files.readString(file).contains("http://www.w3.org/ns/dcat#Dataset"));
    assertEquals(0, run("validate", file.toString()).code());
    assertEquals(0, run("reindex", "--data", data()).code());
  }

  private Run again() {
    return run("import", "--json", "--data", data(), "--tenant", "musterstadt", TREES.toString());
  }

  @Test
  void keepsWhatNeedsADecisionAndSaysSo() throws IOException {
    Place.furnished(folder.resolve("data"));
    Path clubs = Folders.samples().resolve("tenants/weidenstedt/vereine_ansprechpartner.csv");
    Run run = run("import", "--json", "--data", data(), clubs.toString());
    assertEquals(Exit.FINDINGS, run.code());
    assertEquals("held", run.json().getFirst().path("result").asString());
  }

  @Test
  void knowsTenantsAndTokens() throws IOException {
    Place.furnished(folder.resolve("data"));
    assertEquals(
        0,
        run("tenant", "add", "musterstadt", "--name", "Stadt Musterstadt", "--data", data())
            .code());
    assertEquals(
        "Stadt Musterstadt",
        run("tenant", "list", "--json", "--data", data())
            .json()
            .getFirst()
            .path("name")
            .asString());
    Run token = run("token", "create", "haus", "--tenant", "musterstadt", "--data", data());
    assertTrue(token.out().startsWith("allmende_"), token::toString);
    assertEquals(Exit.USAGE, run("token", "create", "haus", "--data", data()).code());
    assertEquals(
        "haus",
        run("token", "list", "--json", "--data", data()).json().getFirst().path("name").asString());
    assertEquals(0, run("token", "revoke", "haus", "--data", data()).code());
    assertEquals(Exit.NOT_FOUND, run("token", "revoke", "haus", "--data", data()).code());
    assertEquals(Exit.USAGE, run("tenant", "add", "Kein Kürzel", "--data", data()).code());
  }

  @Test
  void knowsPersonsAndGivesThemRolesAndLinks() throws IOException {
    Place.furnished(folder.resolve("data"));
    run("tenant", "add", "musterstadt", "--data", data());
    Run added =
        run(
            "person",
            "add",
            "Anna.Beck",
            "--name",
            "Anna Beck",
            "--tenant",
            "musterstadt",
            "--role",
            "publisher",
            "--json",
            "--data",
            data());
    assertEquals(0, added.code(), added::toString);
    String link = added.json().getFirst().path("link").asString();
    assertTrue(link.matches("http://localhost:8080/account/password\\?link=[\\w-]+"), link);
    var person = run("person", "list", "--json", "--data", data()).json().getFirst();
    assertEquals("anna.beck", person.path("login").asString());
    assertEquals("publisher", person.at("/roles/musterstadt").asString());
    assertEquals(0, run("person", "add", "anna.beck", "--operator", "--data", data()).code());
    assertTrue(run("person", "list", "--data", data()).out().contains("anna.beck  Anna Beck"));
    assertTrue(run("person", "link", "anna.beck", "--data", data()).out().contains("?link="));
    assertEquals(0, run("person", "disable", "anna.beck", "--data", data()).code());
    assertEquals(Exit.USAGE, run("person", "link", "anna.beck", "--data", data()).code());
    assertEquals(0, run("person", "enable", "anna.beck", "--data", data()).code());
    assertEquals(Exit.NOT_FOUND, run("person", "link", "niemand", "--data", data()).code());
    assertEquals(Exit.USAGE, run("person", "add", "x1", "--role", "king", "--data", data()).code());
    assertEquals(
        Exit.USAGE, run("person", "add", "x1", "--tenant", "nirgends", "--data", data()).code());
    var token =
        run(
            "token",
            "create",
            "kurz",
            "--tenant",
            "musterstadt",
            "--role",
            "editor",
            "--expires",
            "2099-12-31",
            "--data",
            data());
    assertEquals(0, token.code(), token::toString);
    assertEquals(
        Exit.USAGE, run("token", "create", "oben", "--role", "editor", "--data", data()).code());
    var listed = run("token", "list", "--json", "--data", data()).json().getFirst();
    assertEquals("editor", listed.path("role").asString());
    assertEquals("2099-12-31T00:00:00Z", listed.path("expires").asString());
  }

  @Test
  void endsWithTheCodeThatTellsWhy() throws IOException {
    assertEquals(Exit.USAGE, run().code());
    assertEquals(Exit.USAGE, run("nonsens").code());
    assertEquals(Exit.USAGE, run("query", "--data", data()).code());
    assertEquals(Exit.NOT_FOUND, run("query", "--data", data(), "ASK {}").code());
    assertEquals(Exit.NOT_FOUND, run("import", "--data", data(), "nicht-da.csv").code());
    assertEquals(0, run("--help").code());
    Path full = Files.createDirectories(folder.resolve("voll"));
    Files.writeString(full.resolve("etwas"), "da");
    assertEquals(Exit.USAGE, run("demo", "--data", full.toString()).code());
  }
}
