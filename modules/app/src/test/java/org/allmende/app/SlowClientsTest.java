package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More clients than the server has threads, which send and read as slowly as they can: whoever
/// else asks is answered as ever.
final class SlowClientsTest {

  /// From one address.
  private static final int QUERIES = 120;

  private static final int UPLOADS = 60;
  private static final int READERS = 40;
  private static final int HEADS = 20;

  /// Of those who send, so many at least are turned away: no more than a hundred may.
  private static final int MANY = QUERIES + UPLOADS - 100;

  /// Each reader asks for seven megabytes, which is more than the system holds for it.
  private static final int ANSWERS = 20;

  private static final int ROUNDS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SPARQL =
      String.join(
          "\r\n",
          "POST /sparql HTTP/1.1",
          "Host: daten.example.org",
          "Connection: close",
          "Accept: application/sparql-results+json",
          "Content-Type: application/sparql-query",
          "Content-Length: ");

  private final List<Socket> open = new ArrayList<>();
  private final List<Socket> sending = new ArrayList<>();
  private int port;
  private int clients;

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void holdUpNobodyElse(@TempDir Path data) throws IOException {
    port = Place.freePort();
    try (var installation = Installation.open(Place.furnished(data), "http://localhost:" + port);
        var _ = Place.serve(installation, port)) {
      requireAnswers(PATIENCE);
      String one = client();
      attack(installation.accounts().create("langsam", null), one);
      awaitRefusals();
      for (int round = 0; round < ROUNDS; round++) {
        drip();
        requireAnswers(Duration.ofSeconds(1));
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      hangUp();
      awaitAnswer(one);
    }
  }

  private void attack(String token, String one) throws IOException {
    for (int i = 0; i < QUERIES; i++) {
      sending.add(connect(one, SPARQL + "1000\r\n\r\n"));
    }
    for (int i = 0; i < UPLOADS; i++) {
      sending.add(
          connect(
              client(),
              "POST /api/v1/datasets HTTP/1.1\r\nHost: daten.example.org\r\nAuthorization: Bearer "
                  + token
                  + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                  + "Content-Length: 100000\r\n\r\n--x\r\n"));
    }
    for (int i = 0; i < READERS; i++) {
      connect(client(), get("/assets/x/kern/kern.min.css", "").repeat(ANSWERS));
    }
    for (int i = 0; i < HEADS; i++) {
      connect(client(), "GET / HTTP/1.1\r\nHost: ");
    }
  }

  private static String get(String path, String header) {
    return "GET " + path + " HTTP/1.1\r\nHost: daten.example.org\r\n" + header + "\r\n";
  }

  /// An address of this machine that nobody else has.
  private String client() {
    int n = clients++;
    return "127.16." + n / 250 + "." + (n % 250 + 1);
  }

  private Socket connect(String client, String request) throws IOException {
    var socket = new Socket();
    open.add(socket);
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(client), 0));
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException _) {
      return true; // it has been cut off
    }
  }

  /// Waits until all who cannot have a thread have been told when to come back.
  private void awaitRefusals() throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (sending.stream().filter(SlowClientsTest::isAnswered).count() < MANY) {
      assertTrue(System.nanoTime() < until, "they are not turned away");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    for (Socket socket : sending.stream().filter(SlowClientsTest::isAnswered).toList()) {
      String answer = text(socket.getInputStream().readNBytes(socket.getInputStream().available()));
      assertTrue(answer.matches("(?s)HTTP/1.1 (429|503) .*"), answer);
      assertTrue(answer.contains("Retry-After: "), answer);
      sending.remove(socket);
    }
  }

  private void drip() {
    sending.removeIf(socket -> !drips(socket));
  }

  private static boolean drips(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException _) {
      return false; // it has been cut off
    }
  }

  private void requireAnswers(Duration most) throws IOException {
    requireAnswer("/actuator/health", most);
    requireAnswer("/api/v1/search?q=baum", most.multipliedBy(2));
  }

  private void requireAnswer(String path, Duration most) throws IOException {
    long began = System.nanoTime();
    String answer = answer(client(), get(path, "Connection: close\r\n"));
    long took = System.nanoTime() - began;
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(took < most.toNanos(), path + " took " + Duration.ofNanos(took));
  }

  private String answer(String client, String request) throws IOException {
    return text(connect(client, request).getInputStream().readAllBytes());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Waits until one who had more than its share has a thread again.
  private void awaitAnswer(String client) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    String query = "ASK {}";
    String answer;
    do {
      answer = answer(client, SPARQL + query.length() + "\r\n\r\n" + query);
    } while (!answer.startsWith("HTTP/1.1 200 ") && System.nanoTime() < until);
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }
}
