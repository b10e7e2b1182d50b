package org.allmende.bench.abuse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/// The other end: a server that sources may be on and that answers what none should, and a canary
/// that nobody may ever speak to.
final class Stub implements AutoCloseable {

  private static final byte[] MUCH = new byte[1 << 16];
  private static final int ROUNDS = 160_000;
  private static final int DRIPS = 300;
  private static final int SILENCE = 90;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final ServerSocket canary;
  private final AtomicInteger seen = new AtomicInteger();

  Stub() throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    canary = new ServerSocket(0, 50, here);
    Thread.ofVirtual().start(this::watch);
  }

  String allowed() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  int canaryPort() {
    return canary.getLocalPort();
  }

  /// How many connections the canary has seen.
  int seen() {
    return seen.get();
  }

  private void watch() {
    while (!canary.isClosed()) {
      try {
        canary.accept().close();
        seen.incrementAndGet();
      } catch (IOException _) {
        return; // it is closed
      }
    }
  }

  /// Gives a document from now on.
  void give(String path, String type, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    String query = exchange.getRequestURI().getRawQuery();
    try (exchange) {
      switch (path) {
        case "robots.txt" -> exchange.sendResponseHeaders(404, -1);
        case "redirect" -> redirect(exchange, query == null ? "/" : query.substring(3));
        case "redirect-chain" -> {
          int left = query == null ? 0 : Integer.parseInt(query.substring(2));
          redirect(exchange, "/redirect-chain?n=" + (left - 1));
        }
        default -> misbehave(exchange, path);
      }
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void misbehave(HttpExchange exchange, String how) throws IOException {
    switch (how) {
      case "endless-body" -> pour(exchange, false);
      case "gzip-bomb-10GB" -> {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        pour(exchange, true);
      }
      case "slow-1-byte-per-s" -> drip(exchange);
      case "accept-then-silence" -> rest(SILENCE);
      case "lying-content-length" -> {
        exchange.sendResponseHeaders(200, 10);
        exchange.getResponseBody().write("# nothing ".getBytes(StandardCharsets.UTF_8));
      }
      case "paged-catalog-cycle" ->
          say(exchange, one("c") + "<#v> <http://www.w3.org/ns/hydra/core#next> </" + how + "> .");
      case "http-200-html-error-page" -> say(exchange, "<!DOCTYPE html><html><body>Wartung");
      case "empty-catalog" -> say(exchange, "<#c> a <http://www.w3.org/ns/dcat#Catalog> .");
      case "etag-always-same" -> exchange.sendResponseHeaders(304, -1);
      case "same-identifier-twice" -> say(exchange, one("a") + one("b"));
      default -> say(exchange, one("x"));
    }
  }

  private static String one(String name) {
    return "<https://q.example.org/%s> a <http://www.w3.org/ns/dcat#Dataset> ; ".formatted(name)
        + "<http://purl.org/dc/terms/identifier> \"1\" ; "
        + "<http://purl.org/dc/terms/title> \"Satz\" .\n";
  }

  private static void say(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/turtle");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void pour(HttpExchange exchange, boolean packed) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream plain = exchange.getResponseBody();
    try (OutputStream out = packed ? new GZIPOutputStream(plain) : plain) {
      for (int i = 0; i < ROUNDS; i++) {
        out.write(MUCH);
      }
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < DRIPS; i++) {
      exchange.getResponseBody().write('#');
      exchange.getResponseBody().flush();
      rest(1);
    }
  }

  private static void rest(int seconds) throws IOException {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    canary.close();
    threads.shutdownNow();
  }
}
