package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.allmende.catalog.said.Json;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The abuse cases that lie beside a checkout, where there are any: sent byte by byte, as no decent
/// client would.
class AbuseTest {

  private static final int MOST_READ = 1 << 20;

  private final Portal portal = Portal.written();

  @TestFactory
  List<DynamicTest> http() throws IOException {
    return cases("http.jsonl", this::rudely);
  }

  @TestFactory
  List<DynamicTest> uploads() throws IOException {
    return cases("upload.jsonl", this::upload);
  }

  private interface Check {
    void run(JsonNode request, Set<Integer> allowed) throws IOException;
  }

  private static List<DynamicTest> cases(String file, Check check) throws IOException {
    Path path = Path.of("../../../shared/abuse").resolve(file).toAbsolutePath().normalize();
    for (Path above = path; above != null && !Files.exists(path); above = above.getParent()) {
      Path candidate = above.resolve("shared/abuse").resolve(file);
      path = Files.exists(candidate) ? candidate : path;
    }
    if (!Files.exists(path)) {
      return List.of(
          dynamicTest(file, () -> Assumptions.abort("no abuse cases lie beside this checkout")));
    }
    var tests = new ArrayList<DynamicTest>();
    for (String line : Files.readAllLines(path)) {
      JsonNode one = Json.own().readTree(line);
      var allowed = new java.util.TreeSet<Integer>();
      one.at("/expect/status").forEach(status -> allowed.add(status.asInt()));
      tests.add(
          dynamicTest(
              one.path("id").asString() + " " + one.path("why").asString(),
              () -> check.run(one.path("request"), allowed)));
    }
    return tests;
  }

  private void rudely(JsonNode request, Set<Integer> allowed) throws IOException {
    String raw = request.path("raw").asString("");
    String answer = exchange(raw.isEmpty() ? written(request) : raw);
    if (!answer.isEmpty()) {
      int status = Integer.parseInt(answer.substring(9, 12));
      assertTrue(allowed.contains(status) || status == 501, answer);
    }
    assertFalse(answer.contains("evil.example"), answer);
    assertFalse(answer.toLowerCase(Locale.ROOT).contains("tomcat"), answer);
    assertFalse(answer.contains("\tat "), answer);
    assertEquals(200, portal.get("/api/v1/search?q=baum").statusCode());
  }

  private static String written(JsonNode request) {
    var text = new StringBuilder();
    text.append(request.path("method").asString())
        .append(" /")
        .append(text(request.path("target")));
    text.append(" HTTP/1.1\r\nConnection: close\r\n");
    if (!request.path("headers").has("Host")) {
      text.append("Host: x\r\n");
    }
    request
        .path("headers")
        .forEachEntry(
            (name, value) -> text.append(name).append(": ").append(text(value)).append("\r\n"));
    for (int i = 0; i < request.path("headers_rep").asInt(0); i++) {
      text.append("X-").append(i).append(": a\r\n");
    }
    int parts = request.path("multipart_parts").asInt(0);
    if (parts == 0) {
      return text.append("\r\n").toString();
    }
    String body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(parts);
    return text.append("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ")
        .append(body.length() + 5)
        .append("\r\n\r\n")
        .append(body)
        .append("--x--")
        .toString();
  }

  /// A text as the cases write it: a string, or the sum of its parts.
  private static String text(JsonNode node) {
    if (node.isString()) {
      return node.asString();
    }
    var text = new StringBuilder();
    for (JsonNode part : node.path("parts")) {
      if (part.isString()) {
        text.append(part.asString());
      } else if (part.has("rep")) {
        text.repeat(part.at("/rep/0").asString(), part.at("/rep/1").asInt());
      } else {
        String hex = part.path("hex").asString();
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        text.append(new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  private String exchange(String request) throws IOException {
    var uri = portal.uri("/");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(3000);
      Thread.ofVirtual().start(() -> send(socket, request));
      InputStream in = socket.getInputStream();
      var answer = new StringBuilder();
      byte[] buffer = new byte[8192];
      try {
        for (int n = in.read(buffer); n >= 0 && answer.length() < MOST_READ; n = in.read(buffer)) {
          answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (IOException e) {
        return answer.toString(); // it hung up, or keeps the connection open
      }
      return answer.toString();
    }
  }

  private static void send(Socket socket, String request) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (IOException _) {
      return; // it does not want to hear more
    }
  }

  /// What a file is, the readers' own tests ask; here the name and the bytes have to come through.
  private void upload(JsonNode request, Set<Integer> allowed) throws IOException {
    String name = text(request.path("filename")).replace("\"", "%22").replace("\u0000", "%00");
    String body = request.has("body") ? text(request.path("body")) : "a;b\n1;2\n";
    var answer = new Form().file(name, body).post(portal, "weidenstedt");
    int status = answer.statusCode();
    assertTrue(
        allowed.contains(status) || (status == 201 && !allowed.contains(201)),
        status + ": " + answer.body());
    assertTrue(status < 500, answer.body());
    if (status == 201) {
      String id = Form.json(answer).path("id").asString();
      var read =
          Form.json(
              portal.get(
                  "/api/v1/datasets/" + id,
                  "Authorization",
                  "Bearer " + Portal.token("weidenstedt")));
      String kept = read.at("/files/0/name").asString();
      assertTrue(kept.length() <= 200 && !kept.contains("/") && !kept.contains("\\"), kept);
      assertTrue(IntStream.range(0, kept.length()).noneMatch(i -> kept.charAt(i) < ' '), kept);
      assertSaved(read.at("/files/0/url").asString());
    }
    assertTrue(portal.store().names().stream().allMatch(file -> file.matches("[0-9a-f]{64}")));
  }

  private void assertSaved(String url) {
    var file =
        portal.get(
            url.substring(Portal.BASE.length()),
            "Authorization",
            "Bearer " + Portal.token("weidenstedt"));
    assertEquals(200, file.statusCode(), url);
    var headers = file.headers();
    assertTrue(headers.firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    assertTrue(headers.firstValue("Content-Security-Policy").orElse("").contains("sandbox"));
  }
}
