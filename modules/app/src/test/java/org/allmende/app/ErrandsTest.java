package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.allmende.model.Tenant;
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
    int written;
    var installation = served();
    try (var server = start(installation)) {
      var end = new AtomicBoolean();
      var count = new AtomicInteger();
      var writer =
          CompletableFuture.runAsync(() -> {
            while (!end.get()) {
              tenant(installation, count.getAndIncrement());
              LockSupport.parkNanos(50_000_000);
            }
          });
      assertEquals(0, run("backup", at("whole.zip")), server::base);
      assertEquals(0, run("compact"));
      assertEquals(0, run("backup", at("next.zip"), "--since", at("whole.zip")));
      written = count.get();
      end.set(true);
      writer.get();
      assertEquals(1, run("backup", at("next.zip"), "--since", at("next.zip")));
      assertEquals(1, run("backup", data().resolve("inside.zip").toString()));
      assertEquals(3, run("backup", at("third.zip"), "--since", at("missing.zip")));
      assertFalse(Files.exists(data().resolve("inside.zip")));
    }
    installation.close();
    var restored = folder.resolve("restored").toString();
    assertEquals(1, Allmende.run("restore", at("next.zip"), "--quiet", "--data", restored));
    assertEquals(
        0, Allmende.run("restore", at("whole.zip"), at("next.zip"), "--quiet", "--data", restored));
    try (var again = Installation.open(Path.of(restored), "http://localhost:1")) {
      int there = again.directory().accounts().tenants().size();
      assertTrue(there <= written && written > 0, there + " of " + written);
    }
  }
}
