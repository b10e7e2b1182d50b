package org.allmende.bench.abuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Runs all known cases of abuse against one packaged process with a small heap, which is never
/// started again meanwhile, and tells what did not hold.
public final class Abuse {

  /// CPU seconds in two seconds; more is somebody still at work.
  private static final double IDLE = 0.6;

  /// What was put off while everything came at once, such as scores, has half a minute.
  private static final int ROUNDS_TO_REST = 15;

  private final Target target;

  private Abuse(Target target) {
    this.target = target;
  }

  /// What became of a run.
  ///
  /// @param complaints by case
  /// @param peak the most memory the process has had, in MiB
  public record Report(int cases, Map<String, List<String>> complaints, double seconds, long peak) {

    public Report {
      complaints = Map.copyOf(complaints);
    }

    @Override
    public String toString() {
      var text = new StringBuilder();
      for (var one : new TreeMap<>(complaints).entrySet()) {
        text.append(one.getKey()).append('\n');
        one.getValue().forEach(what -> text.append("  ").append(what).append('\n'));
      }
      return text.append(
              "%d cases in %.0f s, %d of them not as they should be, at most %d MiB"
                  .formatted(cases, seconds, complaints.size(), peak))
          .toString();
    }
  }

  /// How the cases follow each other.
  ///
  /// @param together how many at a time
  /// @param seed of their order; 0 for that of the files
  /// @param every so many of the queries that take long are left out but one, and with them the
  ///   sources that take a minute each; 1 for everything
  public record Manner(int together, long seed, int every) {}

  /// `[serial|eight|shuffled]`, everything one after the other when none is said.
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Path cases =
        System.getenv("ALLMENDE_SHARED") == null
            ? root.resolveSibling("shared").resolve("abuse")
            : Path.of(System.getenv("ALLMENDE_SHARED"), "abuse");
    var manners =
        new TreeMap<>(
            Map.of(
                "1 serial", new Manner(1, 0, 1),
                "2 eight", new Manner(8, 0, 1),
                "3 shuffled", new Manner(8, new Random().nextLong(1, 1_000_000), 1)));
    boolean well = true;
    for (var manner : manners.entrySet()) {
      if (arguments.length > 1 && !manner.getKey().endsWith(arguments[1])) {
        continue;
      }
      Path folder = Files.createTempDirectory("allmende-abuse");
      Report report =
          run(root.resolve("modules/app/target/allmende.jar"), cases, folder, manner.getValue());
      System.out.println(manner.getKey().substring(2) + " " + manner.getValue());
      System.out.println(report);
      System.out.println("what it said: " + folder.resolve("log"));
      well &= report.complaints().isEmpty();
    }
    System.exit(well ? 0 : 1);
  }

  /// Starts the program, does all cases to it, and looks at it afterwards.
  public static Report run(Path jar, Path cases, Path folder, Manner manner)
      throws IOException, InterruptedException {
    var chosen = chosen(Case.read(cases), manner);
    long began = System.nanoTime();
    try (var target = Target.start(jar, folder)) {
      var complaints = new Abuse(target).all(chosen, manner.together());
      complaints.putAll(afterwards(target));
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Report(chosen.size(), complaints, seconds, target.peak());
    }
  }

  private static List<Case> chosen(List<Case> all, Manner manner) {
    var chosen = new ArrayList<Case>();
    int slow = 0;
    for (Case one : all) {
      boolean isSlow = one.judged().equals("bounded");
      boolean isLong = one.kind().equals("harvest-response") && manner.every() > 1;
      if (!isLong && (!isSlow || slow++ % manner.every() == 0)) {
        chosen.add(one);
      }
    }
    if (manner.seed() != 0) {
      Collections.shuffle(chosen, new Random(manner.seed()));
    }
    return chosen;
  }

  private Map<String, List<String>> all(List<Case> cases, int together)
      throws IOException, InterruptedException {
    var complaints = new TreeMap<String, List<String>>();
    try (var threads = Executors.newFixedThreadPool(together)) {
      var running = new ArrayList<Map.Entry<Case, Future<List<String>>>>();
      for (Case one : cases) {
        Callable<List<String>> trial = () -> tried(one, together == 1);
        running.add(Map.entry(one, threads.submit(trial)));
      }
      for (var one : running) {
        List<String> found = found(one.getValue());
        if (!found.isEmpty()) {
          complaints.put(one.getKey().toString(), found);
        }
      }
    }
    return complaints;
  }

  private static List<String> found(Future<List<String>> trial) throws InterruptedException {
    try {
      return trial.get();
    } catch (ExecutionException e) {
      return List.of(String.valueOf(e.getCause()));
    }
  }

  /// Eight at a time may wait for each other: then only what is answered counts, not how fast. One
  /// that was only slow is tried again: others use the processor, too.
  private List<String> tried(Case one, boolean alone) throws IOException, InterruptedException {
    if (!alone) {
      var complaints = new ArrayList<>(new Trial(target, one).run());
      complaints.removeIf(Abuse::isSlow);
      return complaints;
    }
    var complaints = watched(one);
    boolean onlySlow = !complaints.isEmpty() && complaints.stream().allMatch(Abuse::isSlow);
    return onlySlow ? watched(one) : complaints;
  }

  private List<String> watched(Case one) throws IOException, InterruptedException {
    var complaints = new ArrayList<>(new Trial(target, one).run());
    complaints.addAll(target.unwell());
    if (one.judged().equals("bounded") && target.busy() > IDLE) {
      complaints.add("slow: still at work two seconds after the answer");
    }
    return complaints;
  }

  private static boolean isSlow(String complaint) {
    return complaint.startsWith("slow: ");
  }

  private static Map<String, List<String>> afterwards(Target target)
      throws IOException, InterruptedException {
    for (int i = 0; i < ROUNDS_TO_REST && target.busy() > IDLE; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    var harmed = new ArrayList<>(target.harmed());
    if (target.busy() > IDLE) {
      harmed.add("still at work after everything was answered: " + target.atWork());
    }
    return harmed.isEmpty() ? Map.of() : Map.of("afterwards", harmed);
  }
}
