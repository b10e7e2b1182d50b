package org.allmende.bench.truth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.allmende.bench.Program;
import org.allmende.bench.truth.Portal.Answer;

/// Lets many read what few write, on one packaged program, by every way there is: nobody may see
/// one half of a version (torn), nor an older one than was acknowledged before they asked (stale),
/// nor miss one by asking for what is new.
public final class Truth {

  private static final List<Way> WAYS = List.of(Way.values());
  private static final int MOST_TOLD = 20;
  private static final int PAUSE = 100;
  private static final int WITHDRAWN_EVERY = 15;
  private static final String VISIBLE = "\"visible\":false";
  private static final int OUT_OF_SPACE = 507;

  /// A write that found no room.
  static final String REFUSED = "refused for want of room";

  /// A write that was acknowledged.
  static final String WRITTEN = "written";

  private static final String BUSY = ", asked to come back";
  private static final String BY_OAI = "harvest by OAI-PMH";
  private static final String BY_DATE = "harvest by modifiedSince";

  private final Portal portal;
  private final Manner manner;
  private final List<Counter> counters = new ArrayList<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final Meanwhile meanwhile;
  private final long end;
  private volatile boolean ended;

  private Truth(Portal portal, Manner manner, Meanwhile meanwhile) {
    this.portal = portal;
    this.manner = manner;
    this.meanwhile = meanwhile;
    this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(manner.seconds());
  }

  /// What happens to the program while it is read and written.
  interface Meanwhile {

    /// Reading and writing end when this does, or when their time is over.
    void run(Truth truth) throws IOException, InterruptedException;

    /// Whether a write may be refused because the disk is full.
    boolean fillsTheDisk();
  }

  static final Meanwhile NOTHING =
      new Meanwhile() {
        @Override
        public void run(Truth truth) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(truth.end - System.nanoTime());
        }

        @Override
        public boolean fillsTheDisk() {
          return false;
        }
      };

  /// How many do what for how long.
  ///
  /// @param each datasets that each writer writes
  public record Manner(int readers, int writers, int each, int seconds) {}

  /// What came of it.
  ///
  /// @param counts how often what was done
  /// @param complaints what was seen that is not so
  public record Report(Manner manner, Map<String, Long> counts, List<String> complaints) {

    public Report {
      counts = Map.copyOf(counts);
      complaints = List.copyOf(complaints);
    }

    @Override
    public String toString() {
      var text = new StringBuilder();
      text.append(
          "%d readers and %d writers of %d datasets each, %d s%n"
              .formatted(manner.readers(), manner.writers(), manner.each(), manner.seconds()));
      new TreeMap<>(counts)
          .forEach((what, often) -> text.append("%9d %s%n".formatted(often, what)));
      complaints.stream().limit(MOST_TOLD).forEach(one -> text.append(one).append('\n'));
      return text.append(complaints.size()).append(" torn, stale, missed or not tried").toString();
    }
  }

  /// `[SECONDS]`, ten minutes when none are said.
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 600;
    Path folder = Files.createTempDirectory("allmende-truth");
    Report report =
        run(
            root.resolve("modules/app/target/allmende.jar"),
            folder,
            new Manner(200, 4, 3, seconds));
    System.out.println(report);
    Path written = root.resolve("modules/bench/target/truth.txt");
    Files.writeString(written, report + "\n", StandardCharsets.UTF_8);
    System.out.println("the same in " + written + ", what it said in " + folder.resolve("log"));
    System.exit(report.complaints().isEmpty() ? 0 : 1);
  }

  /// Starts the program on a fresh directory and has it read and written.
  public static Report run(Path jar, Path folder, Manner manner)
      throws IOException, InterruptedException {
    return run(jar, folder, manner, NOTHING);
  }

  static Report run(Path jar, Path folder, Manner manner, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    try (var program = Program.start(jar, folder, List.of("-Xmx1g"), Portal.SETTINGS)) {
      return run(new Portal(program.base()), program::isAlive, manner, meanwhile);
    }
  }

  static Report run(Portal portal, BooleanSupplier alive, Manner manner, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    portal.begin();
    var truth = new Truth(portal, manner, meanwhile);
    truth.fill();
    truth.readAndWrite();
    truth.requireTrial();
    truth.readAllOnce();
    if (!alive.getAsBoolean()) {
      truth.complain("the program has ended");
    }
    var counts = new HashMap<String, Long>();
    truth.counts.forEach((what, often) -> counts.put(what, often.sum()));
    return new Report(manner, counts, List.copyOf(truth.complaints));
  }

  private void fill() throws IOException, InterruptedException {
    for (int number = 0; number < manner.writers() * manner.each(); number++) {
      String title = Counter.title(number, 1);
      var probe = new Counter("");
      Answer made = portal.publish("POST", "/api/v1/datasets", title, probe.file(1));
      if (made.status() != 201) {
        throw new IOException(made.status() + " " + made.body());
      }
      var counter = new Counter(made.json().path("id").asString());
      counters.add(counter);
      write(counter, number, false);
    }
    counts.clear(); // what nobody has read meanwhile is no trial
  }

  private void readAndWrite() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < manner.readers(); i++) {
        int seed = i;
        threads.execute(() -> read(new Random(seed)));
      }
      threads.execute(() -> harvest(BY_OAI, new Harvester(portal)::records));
      threads.execute(() -> harvest(BY_DATE, new Harvester(portal)::changes));
      for (int i = 0; i < manner.writers(); i++) {
        int writer = i;
        threads.execute(() -> write(writer));
      }
      threads.execute(this::meanwhile);
    }
  }

  private void meanwhile() {
    try {
      meanwhile.run(this);
    } catch (IOException e) {
      complain("meanwhile: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
    }
  }

  /// Nothing wrong is seen where nothing is seen: each way has to be answered more often than not.
  private void requireTrial() {
    Stream.concat(WAYS.stream().map(Way::toString), Stream.of(BY_OAI, BY_DATE))
        .filter(what -> done(what) <= done(what + BUSY))
        .forEach(what ->
            complain(
                "%s: answered %d times, asked to come back %d times"
                    .formatted(what, done(what), done(what + BUSY))));
    if (done(WRITTEN) == 0) {
      complain("nothing was written");
    }
  }

  private void readAllOnce() {
    for (Counter counter : counters) {
      for (Way way : WAYS) {
        read(way, counter, "afterwards: ");
      }
    }
  }

  private boolean goesOn() {
    return !ended && System.nanoTime() - end < 0;
  }

  private void read(Random random) {
    while (goesOn()) {
      Way way = WAYS.get(random.nextInt(WAYS.size()));
      read(way, counters.get(random.nextInt(counters.size())), "");
      pause(random);
    }
  }

  private static void pause(Random random) {
    try {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Asking {
    void ask(Way.Seen seen) throws IOException, InterruptedException;
  }

  private void read(Way way, Counter counter, String when) {
    var floors = floors(way.follows());
    asked(
        when + way,
        seen -> way.ask(portal, counter, counters, seen),
        new Seeing(when + way, floors));
  }

  private Map<Counter, Integer> floors(boolean follows) {
    var floors = new HashMap<Counter, Integer>();
    counters.forEach(one -> floors.put(one, one.oldest(follows)));
    return floors;
  }

  private interface Harvest {
    void ask(List<Counter> all, Way.Seen seen) throws IOException, InterruptedException;
  }

  private void harvest(String what, Harvest harvest) {
    var random = new Random(what.length());
    while (goesOn()) {
      var floors = floors(false);
      asked(what, seen -> harvest.ask(counters, seen), new Seeing(what, floors));
      pause(random);
    }
  }

  private void asked(String what, Asking asking, Seeing seeing) {
    try {
      asking.ask(seeing);
      count(what);
    } catch (Way.Busy _) {
      count(what + BUSY);
    } catch (IOException | RuntimeException e) {
      complain(what + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Compares what is seen with what may be.
  private final class Seeing implements Way.Seen {
    private final String way;
    private final Map<Counter, Integer> floors;

    Seeing(String way, Map<Counter, Integer> floors) {
      this.way = way;
      this.floors = floors;
    }

    @Override
    public void version(Counter of, int version) {
      of.wrong(version, floors.getOrDefault(of, 0)).ifPresent(this::wrong);
    }

    @Override
    public void hashes(Counter of, int version, Set<String> hashes) {
      if (!hashes.contains(of.hash(version))) {
        wrong(of.id() + ": version " + version + " with the file of another");
      }
    }

    @Override
    public void date(Counter of, int version, String date) {
      of.wrongDate(version, date).ifPresent(this::wrong);
    }

    @Override
    public void wrong(String what) {
      complain(way + ": " + what);
    }
  }

  private void write(int writer) {
    var random = new Random(-1 - writer);
    for (int turn = 1; goesOn(); turn++) {
      int number = writer * manner.each() + turn % manner.each();
      Counter counter = counters.get(number);
      try {
        boolean withdrawn = turn % WITHDRAWN_EVERY == 0;
        write(counter, number, withdrawn);
        read(WAYS.get(turn % WAYS.size()), counter, "own: ");
        if (withdrawn) {
          write(counter, number, false);
        }
      } catch (IOException e) {
        complain("write: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause(random);
    }
  }

  private void write(Counter counter, int number, boolean withdrawn)
      throws IOException, InterruptedException {
    String path = "/api/v1/datasets/" + counter.id();
    int version = counter.begin(withdrawn);
    Answer answer =
        withdrawn
            ? portal.withdraw(path)
            : portal.publish("PUT", path, Counter.title(number, version), counter.file(version));
    if (answer.status() == OUT_OF_SPACE && meanwhile.fillsTheDisk()) {
      count(REFUSED);
      return;
    }
    boolean late = answer.status() == 202 && answer.body().contains(VISIBLE);
    if (answer.status() != 200 && !late) {
      complain("write: " + answer.status() + " " + answer.body());
      return;
    }
    counter.answered(version, !late);
    count(withdrawn ? "withdrawn" : WRITTEN);
    if (late) {
      count("of these, seen later (202)");
    }
  }

  private void count(String what) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  /// How often something was done.
  long done(String what) {
    LongAdder often = counts.get(what);
    return often == null ? 0 : often.sum();
  }

  /// How often somebody who read was answered.
  long reads() {
    return WAYS.stream().mapToLong(way -> done(way.toString())).sum();
  }

  void complain(String what) {
    complaints.add(what.length() > 500 ? what.substring(0, 500) : what);
  }
}
