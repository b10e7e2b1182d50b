package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.catalog.harvest.SourceFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// No request goes where it must not, however the address is written.
final class WayOutTest {

  private static final Limits QUICK =
      new Limits(
          5,
          1 << 20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          1_000,
          1,
          Duration.ofMillis(10));

  private ServerSocket canary = socket();
  private final AtomicInteger connections = new AtomicInteger();
  private Stub stub = stub();

  private static ServerSocket socket() {
    try {
      return new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Stub stub() {
    try {
      return new Stub();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void listen() {
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              while (true) {
                try (var _ = canary.accept()) {
                  connections.incrementAndGet();
                } catch (IOException _) {
                  return;
                }
              }
            });
    stub.on(
        "/redirect",
        exchange -> {
          String to = exchange.getRequestURI().getRawQuery().replaceFirst("^to=", "");
          exchange.getResponseHeaders().set("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
    stub.on(
        "/redirect-chain",
        exchange -> {
          int n = Integer.parseInt(exchange.getRequestURI().getRawQuery().replaceFirst("^n=", ""));
          exchange.getResponseHeaders().set("Location", "/redirect-chain?n=" + (n - 1));
          exchange.sendResponseHeaders(302, -1);
        });
  }

  @AfterEach
  void end() throws IOException {
    canary.close();
    stub.close();
  }

  private SourceFailed refused(Network network, String url) {
    return assertThrows(
        SourceFailed.class,
        () -> {
          URI uri;
          try {
            uri = URI.create(url);
          } catch (IllegalArgumentException _) {
            throw SourceFailed.because(
                "no-uri", org.allmende.model.Text.same(url), org.allmende.model.Text.same(url));
          }
          network.ask(Request.get(uri, "*/*"), null, new TapeFetcher(network, new MemoryTape()));
        },
        url);
  }

  @TestFactory
  List<DynamicTest> everyKnownAttackIsRefused() throws IOException {
    return Abuse.cases("harvest-url.jsonl", this::attack);
  }

  /// Once as it would be, and once with the port opened, so that only the address protects.
  private void attack(JsonNode one) {
    int port = canary.getLocalPort();
    String url =
        one.at("/request/url")
            .asString()
            .replace("{{canaryPort}}", Integer.toString(port))
            .replace("{{allowed}}", stub.host());
    refuse(url, new WayOut(Set.of(stub.host()), rebinding()));
    refuse(url, new WayOut(Set.of(stub.host()), Set.of(80, 443, port), rebinding()));
  }

  private void refuse(String url, WayOut way) {
    long start = System.nanoTime();
    refused(new Network(way, QUICK), url);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 3, url);
    assertEquals(0, connections.get(), url);
  }

  private static WayOut.Resolver rebinding() {
    var answers = new AtomicInteger();
    return host ->
        host.equals("rebind.test") && answers.getAndIncrement() == 0
            ? new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")}
            : InetAddress.getAllByName(host.equals("rebind.test") ? "127.0.0.1" : host);
  }

  @Test
  void knowsAddressesThatAreNotPublic() {
    for (String address :
        List.of(
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.31.255.255",
            "192.168.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "fe80::1",
            "fc00::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2001:0:7f00:1::")) {
      assertFalse(PublicAddresses.contains(InetAddress.ofLiteral(address)), address);
    }
    for (String address : List.of("93.184.216.34", "172.32.0.1", "100.128.0.1", "2a00:1450::1")) {
      assertTrue(PublicAddresses.contains(InetAddress.ofLiteral(address)), address);
    }
  }

  @Test
  void readsNumbersInOneWayOnly() {
    var way =
        new WayOut(Set.of(), host -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")});
    for (String host :
        List.of("127.1", "2130706433", "0x7f000001", "0177.0.0.1", "1.2.3", "0x7f.1")) {
      assertThrows(SourceFailed.class, () -> way.target(URI.create("http://" + host + "/")), host);
    }
  }

  @Test
  void looksUpAHostOnce() throws IOException {
    var asked = new AtomicInteger();
    var way =
        new WayOut(
            Set.of("quelle.example.org:" + stub.host().substring(10)),
            host -> {
              asked.incrementAndGet();
              return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
            });
    stub.on(
        "/hosts",
        exchange ->
            Stub.send(exchange, "text/plain", exchange.getRequestHeaders().getFirst("Host")));
    var network = new Network(way, QUICK);
    var uri = URI.create("http://quelle.example.org:" + stub.host().substring(10) + "/hosts");
    var answer = new TapeFetcher(network, new MemoryTape()).get(uri, "*/*").bytes(1_000);
    assertEquals(uri.getAuthority(), new String(answer, java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(1, asked.get());
  }
}
