package org.allmende.harvest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Somebody else's server, on this machine.
final class Stub implements AutoCloseable {

  /// Answers a request.
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  Stub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  URI uri(String path) {
    return URI.create("http://" + host() + path);
  }

  /// A way out that leads here and nowhere else inside.
  WayOut way() {
    return new WayOut(Set.of(host()), InetAddress::getAllByName);
  }

  /// What was asked, path and query.
  List<String> asked() {
    return List.copyOf(asked);
  }

  Stub on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          try (exchange) {
            answer.to(exchange);
          }
        });
    return this;
  }

  /// Answers nothing there any more.
  void off(String path) {
    server.removeContext(path);
  }

  Stub on(String path, String type, String body) {
    return on(path, exchange -> send(exchange, type, body));
  }

  static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
