package org.allmende.bench.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.bench.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The packaged program in a small process, with two tenants: one that works, one that has
/// something to hide.
final class Target implements AutoCloseable {

  /// Stands in a draft of the other tenant, and so in no answer.
  static final String SECRET = "Geheimnis-4711";

  private static final String HEAP = "-Xmx512m";
  private static final String OPERATOR = "allmende_abuse-operator-token-0123456789";
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");
  private static final Pattern FATAL =
      Pattern.compile("OutOfMemoryError|StackOverflowError|InternalError");
  private static final Duration SWEPT = Duration.ofSeconds(60);

  /// Tokens, and the cookie of a session, that let somebody in or did so once.
  private static final List<String> SECRETS =
      List.of("tenant-a", "tenant-b", "tokenRead", "tokenRevoked", "sessionA");

  private final Path folder;
  private final Program program;
  private final Stub stub;
  private final Raw raw;
  private final Map<String, String> known = new HashMap<>();
  private long triples;

  private Target(Path folder, Program program, Stub stub) {
    this.folder = folder;
    this.program = program;
    this.stub = stub;
    this.raw = new Raw(program.port());
  }

  /// Starts the program and fills it.
  ///
  /// @param folder where its data and what it says go
  static Target start(Path jar, Path folder) throws IOException, InterruptedException {
    var stub = new Stub();
    Program program;
    try {
      program =
          Program.start(
              jar,
              folder,
              List.of(HEAP),
              Map.of(
                  "ALLMENDE_BOOTSTRAP_TOKEN", OPERATOR, "ALLMENDE_HARVEST_ALLOW", stub.allowed()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      stub.close();
      throw e;
    }
    var target = new Target(folder, program, stub);
    try {
      target.fill();
    } catch (IOException | RuntimeException e) {
      target.close();
      throw e;
    }
    return target;
  }

  private void fill() throws IOException {
    for (String tenant : List.of("tenant-a", "tenant-b")) {
      ask(
          new Message("POST", "/api/v1/tenants")
              .bearer(OPERATOR)
              .json(
                  """
                  {"slug":"%s","name":"Stadt %s","contactEmail":"daten@%s.example.org",
                   "license":"dl-by-de/2.0"}\
                  """
                      .formatted(tenant, tenant, tenant)),
          201);
      known.put(tenant, token(tenant, "haus", "administrator"));
    }
    known.put("token", known("tenant-a"));
    known.put("tokenA", known("tenant-a"));
    known.put("tokenRead", token("tenant-a", "leser", "reader"));
    known.put("tokenRevoked", token("tenant-a", "alt", "editor"));
    ask(
        new Message("DELETE", "/api/v1/tenants/tenant-a/tokens/tenant-a-alt")
            .bearer(known("tenant-a")),
        204);
    known.put("tokenExpired", "allmende_0123456789abcdef0123456789abcdef0123456789ab");
    known.put(
        "jwtHsPub",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiIsInJvbGUiOiJvcGVyYXRvciJ9.c2lnbmF0dXJl");
    known.put("sessionA", session(known("tenant-a")));
    publish("tenant-a", "Baumkataster", "Baum;Anzahl\nLinde;3\nEiche;4\n", true);
    JsonNode hidden = publish("tenant-b", "Entwurf", "Was;Wert\n" + SECRET + ";1\n", false);
    publish("tenant-b", "Haushalt", "Jahr;Euro\n2024;100\n2025;120\n", true);
    known.put("privateResource", hidden.path("uri").asString());
    known.put("privateGraph", hidden.path("uri").asString());
    known.put("privateResourceId", hidden.path("id").asString());
    known.put("ownGraph", base() + "/datasets/tenant-a/baumkataster");
    known.put("otherTenantGraph", base() + "/datasets/tenant-b/haushalt");
    known.put("foreignCursor", "AAAA");
    known.put("canaryPort", Integer.toString(stub.canaryPort()));
    known.put("allowed", stub.allowed());
    triples = foreignTriples();
  }

  private String token(String tenant, String name, String role) throws IOException {
    var answer =
        ask(
            new Message("POST", "/api/v1/tenants/" + tenant + "/tokens")
                .bearer(OPERATOR)
                .json("{\"name\":\"%s-%s\",\"role\":\"%s\"}".formatted(tenant, name, role)),
            201);
    return json(answer).path("token").asString();
  }

  /// The cookie of somebody who has signed in.
  private String session(String token) throws IOException {
    String client = Raw.client();
    var page =
        raw.send(new Message("GET", "/upload").header("Accept", "text/html").bytes(), client);
    var found = FORM_TOKEN.matcher(page.body());
    if (!found.find()) {
      throw new IOException("no form to sign in: " + page.all());
    }
    String cookie = page.header("Set-Cookie").replaceAll(";.*", "");
    String form = "formToken=" + found.group(1) + "&token=" + token;
    var signedIn =
        raw.send(
            new Message("POST", "/upload/session")
                .header("Cookie", cookie)
                .body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII))
                .bytes(),
            client);
    String session = signedIn.header("Set-Cookie").replaceAll(";.*", "");
    if (session.isEmpty()) {
      throw new IOException("not signed in: " + signedIn.all());
    }
    return session;
  }

  /// What is published or kept as a draft; its description.
  private JsonNode publish(String tenant, String title, String table, boolean published)
      throws IOException {
    var fields =
        Map.of(
            "tenant",
            tenant,
            "publish",
            Boolean.toString(published),
            "metadata",
            "{\"title\":\"" + title + "\"}");
    return json(
        ask(
            new Message("POST", "/api/v1/datasets")
                .bearer(known(tenant))
                .upload(fields, title + ".csv", "text/csv", table.getBytes(StandardCharsets.UTF_8)),
            201));
  }

  private Raw.Answer ask(Message message, int expected) throws IOException {
    var answer = raw.send(message.bytes());
    if (answer.status() != expected) {
      throw new IOException("expected " + expected + ", got " + answer.all());
    }
    return answer;
  }

  static JsonNode json(Raw.Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  Raw raw() {
    return raw;
  }

  Stub stub() {
    return stub;
  }

  Words words() {
    return new Words(known);
  }

  String known(String name) {
    String value = known.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  String base() {
    return program.base();
  }

  /// What does not hold that must hold after every case.
  List<String> unwell() throws IOException {
    var complaints = new ArrayList<String>();
    if (!program.isAlive()) {
      return List.of("the process has ended");
    }
    var health = raw.send(new Message("GET", "/actuator/health").bytes());
    check(complaints, "health", health, health.body().contains("UP"), 1000);
    var search = raw.send(new Message("GET", "/api/v1/search?q=baumkataster").bytes());
    boolean found = search.status() == 200 && json(search).path("total").asInt() > 0;
    check(complaints, "search", search, found, 2000);
    var sparql = sparql("ASK { <" + known("otherTenantGraph") + "> ?p ?o }");
    check(complaints, "SPARQL", sparql, sparql.body().contains("true"), 2000);
    return complaints;
  }

  private static void check(
      List<String> complaints, String what, Raw.Answer answer, boolean right, int most) {
    if (answer.status() != 200 || !right) {
      complaints.add(what + " afterwards: " + answer.status());
    } else if (answer.millis() > most) {
      complaints.add("slow: " + what + " afterwards in " + answer.millis() + " ms");
    }
  }

  private Raw.Answer sparql(String query) throws IOException {
    return raw.send(
        new Message("POST", "/sparql")
            .header("Accept", "application/sparql-results+json")
            .body("application/sparql-query", query.getBytes(StandardCharsets.UTF_8))
            .bytes());
  }

  private long foreignTriples() throws IOException {
    var answer =
        sparql(
            "SELECT (COUNT(*) AS ?n) { GRAPH <" + known("otherTenantGraph") + "> { ?s ?p ?o } }");
    return json(answer).at("/results/bindings/0/n/value").asLong(-1);
  }

  /// CPU seconds it uses in the two seconds from now: a request that goes on after its answer
  /// shows.
  double busy() throws InterruptedException {
    Duration before = program.cpu();
    TimeUnit.SECONDS.sleep(2);
    return program.cpu().minus(before).toMillis() / 1000.0;
  }

  /// What its threads are doing.
  String atWork() throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    var asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(program.pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    String threads = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Stream.of(threads.split("\n\n", -1))
        .filter(one -> one.contains("RUNNABLE") && one.contains("org.allmende"))
        .collect(Collectors.joining("\n"));
  }

  /// What does not hold at the end.
  List<String> harmed() throws IOException, InterruptedException {
    var complaints = new ArrayList<String>(unwell());
    if (stub.seen() > 0) {
      complaints.add("the canary saw " + stub.seen() + " connections");
    }
    String log = program.log();
    log.lines().filter(line -> FATAL.matcher(line).find()).limit(3).forEach(complaints::add);
    if (log.contains(OPERATOR)) {
      complaints.add("the log tells the token of the operator");
    }
    for (String name : SECRETS) {
      String secret = known(name);
      if (log.contains(secret.substring(secret.indexOf('=') + 1))) {
        complaints.add("the log tells " + name);
      }
    }
    if (foreignTriples() != triples) {
      complaints.add("triples of another tenant: " + triples + ", now " + foreignTriples());
    }
    strangers().forEach(one -> complaints.add("a file where none may be: " + one));
    left().forEach(one -> complaints.add("left in tmp: " + one));
    return complaints;
  }

  /// Files outside the data directory, but for the program, its log and the libraries that drivers
  /// unpack.
  private List<Path> strangers() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(one -> !one.startsWith(folder.resolve("data")))
          .filter(one -> !one.equals(folder.resolve(Program.FILE)))
          .filter(one -> !one.equals(folder.resolve("log")))
          .filter(one -> !one.getFileName().toString().matches(".*\\.so(_.*|\\.lck)?|\\d+"))
          .toList();
    }
  }

  /// What is still in the folder for half-written uploads after a minute.
  private List<Path> left() throws IOException, InterruptedException {
    long until = System.nanoTime() + SWEPT.toNanos();
    while (true) {
      List<Path> left;
      try (Stream<Path> all = Files.walk(folder.resolve("data/tmp"))) {
        left = all.filter(Files::isRegularFile).toList();
      }
      if (left.isEmpty() || System.nanoTime() > until) {
        return left;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  /// The most memory the process has had, in MiB.
  long peak() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", program.pid() + "", "status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    program.close();
    stub.close();
  }
}
