package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.store.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands beside a server that works in the same directory.
final class ErrandsTest {

  @TempDir Path folder;

  private int run(String command, String... arguments) {
    var all = new String[arguments.length + 4];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--quiet";
    all[arguments.length + 2] = "--data";
    all[arguments.length + 3] = data().toString();
    return Allmende.run(all);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static void tenant(Installation installation, int number) {
    installation.tenants().put(new Tenant("t" + number, "Stadt " + number, null, null, null, null));
  }

  private Installation served() throws IOException {
    return Installation.open(Place.furnished(data()), "http://localhost:" + freePort());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Server start(Installation installation) throws IOException {
    int port = Integer.parseInt(installation.addresses().base().replaceAll(".*:", ""));
    return Server.start(installation, new Server.Options(port, "127.0.0.1"));
  }

  @Test
  void areBackedUpAndCompactedWhileAServerWrites() throws Exception {
    var written = new AtomicInteger();
    int first;
    int before;
    int after;
    var installation = served();
    try (var server = start(installation)) {
      var end = new AtomicBoolean();
      var writer =
          CompletableFuture.runAsync(() -> {
            while (!end.get()) {
              tenant(installation, written.get());
              written.incrementAndGet();
              LockSupport.parkNanos(50_000_000);
            }
          });
      while (written.get() == 0 && !writer.isDone()) {
        LockSupport.parkNanos(1_000_000);
      }
      first = written.get();
      assertEquals(0, run("backup", at("whole.zip")), server::base);
      assertEquals(0, run("compact"));
      before = written.get();
      assertEquals(0, run("backup", at("next.zip"), "--since", at("whole.zip")));
      after = written.get();
      end.set(true);
      writer.get();
      assertEquals(1, run("backup", at("next.zip"), "--since", at("next.zip")));
      assertEquals(1, run("backup", data().resolve("inside.zip").toString()));
      assertEquals(3, run("backup", at("third.zip"), "--since", at("missing.zip")));
      assertFalse(Files.exists(data().resolve("inside.zip")));
    }
    installation.close();
    assertTrue(after > first, "nothing was written meanwhile");
    assertEquals(1, restore("restored", "next.zip"));
    int next = restored("restored", "whole.zip", "next.zip");
    assertTrue(next >= before && next <= after + 1, next + " of " + before + " to " + after);
    int whole = restored("alone", "whole.zip");
    assertTrue(whole >= first && whole <= next, whole + " of " + first + " to " + next);
  }

  private int restore(String directory, String... backups) {
    var all = new ArrayList<String>(List.of("restore", "--quiet", "--data", at(directory)));
    Stream.of(backups).map(this::at).forEach(all::add);
    return Allmende.run(all.toArray(String[]::new));
  }

  /// How many tenants come back from backups: none is missing between two that are there.
  private int restored(String directory, String... backups) throws IOException {
    assertEquals(0, restore(directory, backups));
    Path data = folder.resolve(directory);
    try (var again = DataDirectory.open(data, "http://localhost:1", InstantSource.system())) {
      var there = again.accounts().tenants().stream().map(Tenant::slug).collect(Collectors.toSet());
      var expected =
          IntStream.range(0, there.size()).mapToObj(n -> "t" + n).collect(Collectors.toSet());
      assertEquals(expected, there);
      return there.size();
    }
  }

  @Test
  void eraseWhileAServerAnswers() throws Exception {
    Path given = folder.resolve("liste.csv");
    Files.writeString(given, "Art,Zahl\nHering,2\n");
    var installation = served();
    try (var server = start(installation);
        var client = HttpClient.newHttpClient()) {
      installation.importing().run(List.of(given), null, _ -> {});
      installation.follow();
      var page = URI.create(server.base() + "/datasets/import/liste");
      assertEquals(200, status(client, page, "text/html"));
      assertEquals(2, run("erase", "liste"));
      assertEquals(3, run("erase", "import/liste", "import/andere"));
      assertEquals(3, run("erase", "--person", "niemand"));
      assertEquals(200, status(client, page, "text/html"));
      assertEquals(0, run("erase", "import/liste"));
      assertEquals(410, status(client, page, "text/html"));
      assertEquals(410, status(client, page, "text/turtle"));
      assertEquals(0, run("erase"));
      Files.writeString(given, "Art,Zahl\nScholle,5\n");
      installation.importing().run(List.of(given), null, _ -> {});
      assertEquals(1, installation.directory().datasets().ids(null, State.PUBLISHED).size());
      var erased =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(server.base() + "/api/v1/datasets/import/liste/erasure"))
                  .header("Authorization", "Bearer " + installation.accounts().create("op", null))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(202, erased.statusCode(), erased.body());
      assertEquals(410, status(client, page, "text/html"));
    }
    installation.close();
  }

  private static int status(HttpClient client, URI page, String accept) throws Exception {
    var request = HttpRequest.newBuilder(page).header("Accept", accept).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
