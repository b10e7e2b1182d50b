package org.allmende.bench.truth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as its clients see it.
final class Portal {

  static final String TENANT = "zaehlstadt";

  private static final String OPERATOR = "allmende_truth-operator-token-0123456789";
  private static final String BOUNDARY = "----allmende-truth";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /// The settings it is started with: nobody here is a stranger.
  static final Map<String, String> SETTINGS =
      Map.of("ALLMENDE_BOOTSTRAP_TOKEN", OPERATOR, "ALLMENDE_UPLOADS_PER_HOUR", "0");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LONGEST).build();
  private final String base;

  /// @param base its public address
  Portal(String base) {
    this.base = base;
  }

  String base() {
    return base;
  }

  /// An answer.
  record Answer(int status, String body, HttpResponse<byte[]> whole) {

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(
        answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8), answer);
  }

  private Answer write(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(path, "Authorization", "Bearer " + OPERATOR, "Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /// Makes the tenant whose datasets are written.
  void begin() throws IOException, InterruptedException {
    String tenant =
        """
        {"slug":"%s","name":"Stadt Zählstadt","contactEmail":"daten@zaehlstadt.example.org",
         "license":"dl-by-de/2.0"}\
        """
            .formatted(TENANT);
    Answer answer =
        write(
            "POST", "/api/v1/tenants", "application/json", tenant.getBytes(StandardCharsets.UTF_8));
    if (answer.status() != 201) {
      throw new IOException(answer.status() + " " + answer.body());
    }
  }

  /// Publishes a version of a dataset.
  Answer publish(String method, String path, String title, byte[] file)
      throws IOException, InterruptedException {
    var body = new ByteArrayOutputStream();
    part(body, "name=\"tenant\"", TENANT.getBytes(StandardCharsets.UTF_8));
    part(body, "name=\"publish\"", "true".getBytes(StandardCharsets.UTF_8));
    part(
        body,
        "name=\"metadata\"",
        ("{\"title\":\"" + title + "\"}").getBytes(StandardCharsets.UTF_8));
    part(body, "name=\"file\"; filename=\"zaehlstelle.csv\"\r\nContent-Type: text/csv", file);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return write(method, path, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
  }

  private static void part(ByteArrayOutputStream body, String head, byte[] bytes) {
    body.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /// The newest lines of the trail.
  ///
  /// @param question such as `?before=17`
  Answer trail(String question) throws IOException, InterruptedException {
    return get("/api/v1/trail" + question, "Authorization", "Bearer " + OPERATOR);
  }

  Answer withdraw(String path) throws IOException, InterruptedException {
    return write("DELETE", path, "text/plain", new byte[0]);
  }
}
