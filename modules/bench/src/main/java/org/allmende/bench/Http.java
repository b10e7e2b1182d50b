package org.allmende.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Requests to servers on this machine.
final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Http() {}

  /// The status, or 0 while nobody answers.
  static int status(String address) throws InterruptedException {
    try {
      return CLIENT
          .send(request(address).GET().build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /// Waits until a query is answered.
  static void awaitAnswer(String sparql, Measured server) throws InterruptedException {
    await(sparql + "?query=" + encode("ASK { ?s ?p ?o }"), server);
  }

  /// Waits until an address is answered.
  static void await(String address, Measured server) throws InterruptedException {
    while (status(address) != 200) {
      if (!server.isAlive()) {
        throw new IllegalStateException("the server ended before it answered");
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  static String post(String address, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    var request = request(address).header("Content-Type", type);
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    var response =
        CLIENT.send(
            request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() >= 300) {
      throw new IOException(address + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /// Sends something whatever becomes of it, and returns the status, or 0 where there is none.
  static int submit(String address, String type, byte[] body) throws InterruptedException {
    try {
      return CLIENT
          .send(
              request(address)
                  .header("Content-Type", type)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  static String get(String address) throws IOException, InterruptedException {
    var response =
        CLIENT.send(
            request(address).header("Accept", "application/json").GET().build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(address + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  static String ask(String sparql, String query) throws IOException, InterruptedException {
    return CLIENT
        .send(
            request(sparql + "?query=" + encode(query))
                .header("Accept", "application/sparql-results+json")
                .GET()
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(5));
  }
}
