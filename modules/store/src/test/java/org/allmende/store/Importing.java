package org.allmende.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.store.Entry;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.testkit.JavaProcess;
import org.apache.jena.graph.Graph;

/// A process that writes to a data directory until it is killed. It says on its standard output
/// what it is about to do (`try`) and what has been acknowledged (`ack`), each with a line `thing
/// version kind [change]`; the same things are written again and again, in rising versions.
final class Importing {

  static final int TRIPLES = 12;
  private static final int THREADS = 2;
  private static final int DATASETS = 12;

  private final DataDirectory directory;
  private final long first;
  private final long seed;

  private Importing(DataDirectory directory, long first, long seed) {
    this.directory = directory;
    this.first = first;
    this.seed = seed;
  }

  /// Arguments: data directory, backup file, what goes on beside writing (`write`, `compact`,
  /// `backup`; or `restore` alone), first version, seed.
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path backup = Path.of(arguments[1]);
    say("start");
    if (arguments[2].equals("restore")) {
      Restore.into(folder, List.of(backup), 0);
      say("ack restore 0 restore");
      return;
    }
    var directory = DataDirectory.open(folder, Sample.BASE, InstantSource.system());
    say("ready");
    long first = Long.parseLong(arguments[3]);
    long seed = Long.parseLong(arguments[4]);
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      new Thread(() -> new Importing(directory, first, seed).write(number)).start();
    }
    while (arguments[2].equals("compact")) {
      directory.compact();
      say("done compact");
    }
    while (arguments[2].equals("backup")) {
      say("done backup " + directory.backup(backup).change());
      say("done backup " + directory.backup(since(backup), backup).change());
    }
  }

  /// Starts such a process.
  ///
  /// @param out where it says what it does
  /// @param arguments as [#main] takes them
  static Process start(ProcessBuilder.Redirect out, String... arguments) throws IOException {
    return JavaProcess.of(Importing.class, "96m", List.of(arguments))
        .redirectErrorStream(true)
        .redirectOutput(out)
        .start();
  }

  /// The backup that goes on from another.
  static Path since(Path backup) {
    return backup.resolveSibling("since.zip");
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.print(line + "\n");
      System.out.flush();
    }
  }

  private void write(int thread) {
    var random = new Random(seed + thread);
    String tenant = "t" + thread;
    try {
      for (long version = first; ; version++) {
        switch (random.nextInt(10)) {
          case 0 -> together(tenant, version);
          case 1 -> erase(tenant + "/d" + random.nextInt(DATASETS), version);
          case 2 -> draft(tenant + "/d" + random.nextInt(DATASETS), version);
          case 3 -> token(tenant, version);
          default -> publish(tenant + "/d" + random.nextInt(DATASETS), version);
        }
      }
    } catch (Throwable e) {
      say("failed " + e);
      Runtime.getRuntime().halt(3);
    }
  }

  private void publish(String path, long version) throws IOException {
    say("try " + path + " " + version + " published");
    long change = directory.datasets().put(entry(path, version, State.PUBLISHED)).change();
    say("ack " + path + " " + version + " published " + change);
  }

  private void draft(String path, long version) throws IOException {
    say("try " + path + " " + version + " draft");
    long change = directory.datasets().put(entry(path, version, State.DRAFT)).change();
    say("ack " + path + " " + version + " draft " + change);
  }

  private void erase(String path, long version) {
    say("try " + path + " " + version + " erased");
    directory.datasets().erase(Sample.id(path));
    say("ack " + path + " " + version + " erased 0");
  }

  private void together(String tenant, long version) throws IOException {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 3; i++) {
      entries.add(entry(tenant + "/s" + i, version, State.PUBLISHED));
    }
    entries.forEach(e -> say("try " + e.id() + " " + version + " published"));
    var receipts = directory.datasets().putAll(entries);
    for (int i = 0; i < 3; i++) {
      long change = receipts.get(i).change();
      say("ack " + entries.get(i).id() + " " + version + " published " + change);
    }
  }

  private void token(String tenant, long version) {
    say("try token:" + tenant + " " + version + " token");
    var hash = Sha256.of(tenant.getBytes(StandardCharsets.UTF_8));
    directory.accounts().put(new Token(tenant, hash, tenant, Instant.ofEpochSecond(version)));
    say("ack token:" + tenant + " " + version + " token 0");
  }

  private Entry entry(String path, long version, State state) throws IOException {
    byte[] bytes =
        ("x".repeat((int) (version % 3000)) + path + version).getBytes(StandardCharsets.UTF_8);
    Sha256 file =
        directory
            .files()
            .receive(new ByteArrayInputStream(bytes), "x", List.of(), "text/plain", 1 << 20)
            .sha256();
    return new Entry(
        Sample.id(path), Sample.uri(path), state, graph(file, version), "{\"v\":" + version + "}");
  }

  private static Graph graph(Sha256 file, long version) {
    var turtle = new StringBuilder();
    for (int i = 0; i < TRIPLES - 2; i++) {
      turtle.append(":s :p" + i + " 'Fassung " + version + "' .\n");
    }
    turtle.append(":s <http://spdx.org/rdf/terms#checksumValue> '" + file + "' ; :url ");
    turtle.append("<" + Sample.BASE + "/files/" + file + "/x> .");
    return Sample.graph(turtle.toString());
  }
}
