package org.allmende.bench.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Does to a server what a case says, and tells what was wrong with the answers.
final class Trial {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final int WRONG_TOKENS = 30;

  /// A run ends after a minute at the latest, with some to spare.
  private static final int PATIENCE = 75_000;

  private static final Pattern STACK = Pattern.compile("\\tat [a-z]|\\.java:\\d+\\)");

  /// What would run, once the values of attributes are taken out, where it would not.
  private static final Pattern SCRIPT =
      Pattern.compile("(?i)<script[^>]*>\\s*alert|<[a-z][^>]*\\son[a-z]+\\s*=|<iframe");

  /// Addresses that would run or be asked.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)<[a-z][^>]*\\s(href|src|action|formaction)\\s*=\\s*[\"']?"
              + "(javascript:|data:text|//evil|http://127\\.0\\.0\\.1)");

  private static final Pattern VALUE = Pattern.compile("=\"[^\"]*\"|='[^']*'");
  private static final Pattern BIDI = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  private final Target target;
  private final Case one;
  private final Words words;
  private final List<String> complaints = new ArrayList<>();

  Trial(Target target, Case one) {
    this.target = target;
    this.one = one;
    this.words = target.words();
  }

  /// What does not hold; empty where all does.
  List<String> run() throws IOException, InterruptedException {
    JsonNode request = one.request();
    switch (one.kind()) {
      case "authz" -> authorisation(request);
      case "data-api" -> rows(request);
      case "harvest-response" ->
          source("http://" + target.stub().allowed() + "/" + request.path("server").asString(), -1);
      case "harvest-url" -> source(words.text(request.path("url")), 0);
      case "http" -> rudely(request);
      case "metadata-text" -> text(request);
      case "rdf-import" -> rdf(request);
      case "search" -> search(request);
      case "sparql-query" -> judge(sparql("query", words.bytes(request.path("query"))));
      case "sparql-update" -> judge(sparql("update", words.bytes(request.path("update"))));
      case "upload" -> upload(request);
      default -> complaints.add("a kind that is not known here: " + one.kind());
    }
    return complaints;
  }

  private void authorisation(JsonNode request) throws IOException {
    if (request.has("sequence")) {
      guess();
      return;
    }
    String path = words.text(request.path("target"));
    String own =
        path.startsWith("datasets/") ? path.replace("datasets/", "datasets/tenant-a/") : path;
    String route = own.replaceFirst("^(tenant-[ab])/datasets/?", "datasets/$1/");
    String known = route.replaceFirst("^datasets/tenant-[ab]/$", "datasets");
    var message = new Message(request.path("method").asString(), "/api/v1/" + known);
    headers(message, request);
    if (request.has("body")) {
      String body = request.path("body").toString();
      judge(target.raw().send(message.json(body).bytes()));
      var fields = Map.of("tenant", "tenant-b", "publish", "true", "metadata", body);
      message.upload(fields, "x.csv", "text/csv", bytes("a,b\n1,2\n"));
    }
    judge(target.raw().send(message.bytes()));
  }

  /// Wrong tokens until nobody listens any more, and then the right one.
  private void guess() throws IOException {
    String client = Raw.client();
    for (int i = 0; i < WRONG_TOKENS; i++) {
      target.raw().send(attempt("allmende_wrong-" + i), client);
    }
    judge(target.raw().send(attempt(target.known("tokenA")), client));
  }

  private static byte[] attempt(String token) {
    return new Message("POST", "/api/v1/datasets").bearer(token).json("{}").bytes();
  }

  private void rows(JsonNode request) throws IOException {
    JsonNode parameters = request.path("params");
    String dataset =
        parameters.has("resource")
            ? words.text(parameters.path("resource"))
            : "tenant-a/baumkataster";
    judge(
        target
            .raw()
            .send(
                new Message(
                        "GET",
                        "/api/v1/datasets/"
                            + dataset
                            + "/tables/1/rows"
                            + Message.query(parameters, words))
                    .bytes()));
  }

  private void search(JsonNode request) throws IOException {
    String query = Message.query(request.path("params"), words);
    judge(target.raw().send(new Message("GET", "/api/v1/search" + query).bytes()));
    var page = new Message("GET", "/datasets" + query).header("Accept", "text/html");
    var answer = target.raw().send(page.bytes());
    judge(answer);
    harmless(answer);
  }

  private Raw.Answer sparql(String kind, byte[] text) throws IOException {
    return target
        .raw()
        .send(
            new Message("POST", "/sparql")
                .header("Accept", "application/sparql-results+json, text/turtle;q=0.5")
                .body("application/sparql-" + kind, text)
                .bytes());
  }

  private void rudely(JsonNode request) throws IOException {
    String raw = request.path("raw").asString("");
    if (!raw.isEmpty()) {
      hardened(target.raw().send(bytes(raw.replace("\r\n\r\nGET", "\r\n\r\nGET"))));
      return;
    }
    byte[] path = ("/" + words.text(request.path("target"))).getBytes(StandardCharsets.UTF_8);
    var message = new Message(request.path("method").asString(), path);
    headers(message, request);
    message.many(request.path("headers_rep").asInt(0));
    int parts = request.path("multipart_parts").asInt(0);
    hardened(target.raw().send((parts > 0 ? message.parts(parts) : message).bytes()));
  }

  private void headers(Message message, JsonNode request) {
    request.path("headers").forEachEntry((name, value) -> message.header(name, words.text(value)));
  }

  /// A connection that is ended without an answer is an answer here.
  private void hardened(Raw.Answer answer) {
    if (answer.status() != 0) {
      judge(answer);
    }
    String all = answer.all().toLowerCase(Locale.ROOT);
    for (String word : List.of("evil.example", "tomcat", "springframework")) {
      if (all.contains(word)) {
        complaints.add("the answer says " + word);
      }
    }
  }

  private void text(JsonNode request) throws IOException {
    String field = request.path("field").asString();
    String value = words.text(request.path("value"));
    var metadata = JsonMapper.shared().createObjectNode();
    metadata.put("title", "Text " + one.id());
    if (field.equals("keyword")) {
      metadata.putArray("keywords").add(value);
    } else {
      metadata.put(field, value);
    }
    shown(
        uploaded(
            "text.csv",
            "text/csv",
            bytes("a;b\n" + NAMES.incrementAndGet() + ";2\n"),
            metadata.toString()));
  }

  /// A file is kept as it came; what is read is what a source gives.
  private void rdf(JsonNode request) throws IOException, InterruptedException {
    String type = request.path("content_type").asString();
    String suffix =
        switch (type) {
          case "application/rdf+xml" -> "rdf";
          case "application/ld+json" -> "jsonld";
          case "application/n-quads" -> "nq";
          default -> "ttl";
        };
    byte[] body = words.bytes(request.path("body"));
    shown(uploaded("x." + suffix, type, body, "{}", false));
    String name = "/rdf-" + NAMES.incrementAndGet() + "." + suffix;
    target.stub().give(name, type, body);
    source("http://" + target.stub().allowed() + name, one.judged().equals("4xx") ? 0 : -1);
  }

  private void upload(JsonNode request) throws IOException {
    byte[] file =
        request.has("body_b64")
            ? Base64.getDecoder().decode(request.path("body_b64").asString())
            : words.bytes(request.path("body"));
    String name = words.text(request.path("filename"));
    shown(uploaded(name, request.path("content_type").asString(), file, "{}"));
  }

  private Raw.Answer uploaded(String name, String type, byte[] file, String metadata)
      throws IOException {
    return uploaded(name, type, file, metadata, true);
  }

  private Raw.Answer uploaded(
      String name, String type, byte[] file, String metadata, boolean judged) throws IOException {
    var fields = Map.of("tenant", "tenant-a", "publish", "true", "metadata", metadata);
    var answer =
        target
            .raw()
            .send(
                new Message("POST", "/api/v1/datasets")
                    .bearer(target.known("tokenA"))
                    .upload(fields, name, type, file)
                    .bytes());
    if (judged) {
      judge(answer);
    } else {
      orderly(answer);
    }
    return answer;
  }

  /// What was taken is looked at everywhere it is shown, and its file fetched.
  private void shown(Raw.Answer uploaded) throws IOException {
    if (uploaded.status() != 201) {
      return;
    }
    String id = Target.json(uploaded).path("id").asString();
    for (String path :
        List.of("/datasets/" + id, "/upload/" + id, "/datasets.atom?q=" + one.id())) {
      var page = new Message("GET", path).header("Accept", "text/html, application/atom+xml");
      harmless(target.raw().send(page.header("Cookie", target.known("sessionA")).bytes()));
    }
    var read = target.raw().send(asClerk("/api/v1/datasets/" + id));
    for (JsonNode file : Target.json(read).path("files")) {
      saved(file.path("url").asString());
    }
  }

  private byte[] asClerk(String path) {
    return new Message("GET", path).bearer(target.known("tokenA")).bytes();
  }

  private void saved(String url) throws IOException {
    int path = url.indexOf("/files/");
    if (path < 0) {
      return;
    }
    var file = target.raw().send(asClerk(url.substring(path)));
    String disposition = file.header("Content-Disposition");
    boolean contained =
        file.status() == 200
            && disposition.startsWith("attachment")
            && file.header("X-Content-Type-Options").equals("nosniff")
            && file.header("Content-Security-Policy").contains("sandbox")
            && disposition.split("filename=", -1).length == 2
            && !BIDI.matcher(disposition).find();
    if (!contained) {
      complaints.add("the file is not contained: " + file.head());
    }
  }

  private void harmless(Raw.Answer answer) {
    orderly(answer);
    for (var found :
        List.of(
            SCRIPT.matcher(VALUE.matcher(answer.body()).replaceAll("=\"\"")),
            ADDRESS.matcher(answer.body()))) {
      if (found.find()) {
        complaints.add("it would run: " + shortened(found.group()));
      }
    }
    if (answer.status() == 200 && answer.header("Content-Security-Policy").isEmpty()) {
      complaints.add("no policy");
    }
  }

  /// A source at an address: it is refused, or its run ends.
  ///
  /// @param most datasets that may come of it; -1 for any number
  private void source(String url, int most) throws IOException, InterruptedException {
    var said = JsonMapper.shared().createObjectNode().put("url", url).put("kind", "dcat");
    String path = "/api/v1/sources/tenant-a/s" + NAMES.incrementAndGet();
    var put = target.raw().send(signed("PUT", path).json(said.toString()).bytes());
    if (put.status() != 200) {
      judge(put);
      return;
    }
    orderly(target.raw().send(signed("POST", path + "/runs").json("{}").bytes()));
    awaitRun(path, most);
    orderly(target.raw().send(signed("DELETE", path).bytes()));
  }

  private Message signed(String method, String path) {
    return new Message(method, path).bearer(target.known("tokenA"));
  }

  private void awaitRun(String path, int most) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    while (System.nanoTime() < until) {
      JsonNode source = Target.json(target.raw().send(asClerk(path)));
      if (!source.path("underWay").asBoolean(false)) {
        int taken = source.at("/runs/0/added").asInt(0);
        if (most >= 0 && taken > most) {
          complaints.add("it was taken in: " + shortened(source.toString()));
        }
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    complaints.add("the run goes on and on");
  }

  /// What every answer is held to, and what the case says.
  private void judge(Raw.Answer answer) {
    orderly(answer);
    if (!one.statuses().isEmpty() && !one.statuses().contains(answer.status())) {
      complaints.add("answered " + answer.status() + ": " + shortened(answer.body()));
    }
    if (answer.millis() > one.milliseconds()) {
      complaints.add("slow: " + answer.millis() + " ms");
    }
  }

  private void orderly(Raw.Answer answer) {
    boolean temporary = answer.status() == 503 || answer.status() == 507;
    if (answer.status() >= 500 && !(temporary && !answer.header("Retry-After").isEmpty())) {
      complaints.add("answered " + answer.status() + ": " + shortened(answer.body()));
    }
    if (answer.body().contains(Target.SECRET)) {
      complaints.add("tells another tenant's secret");
    }
    if (answer.all().contains(target.known("tenant-b")) || answer.body().contains("root:x:0")) {
      complaints.add("tells a token or a file of the machine");
    }
    if (STACK.matcher(answer.body()).find()) {
      complaints.add("shows a stack trace");
    }
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
