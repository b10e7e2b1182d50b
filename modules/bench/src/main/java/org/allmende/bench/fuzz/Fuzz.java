package org.allmende.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Has [Jazzer](https://github.com/CodeIntelligenceTesting/jazzer) breed bytes for each reader: it
/// keeps those that reach code which none has reached before, and begins with the samples. An error
/// of any kind, more than a gigabyte and more than two minutes are mistakes; what led to one is
/// kept beside what was said.
public final class Fuzz {

  private static final List<String> ENDINGS =
      List.of(
          "csv", "json", "geojson", "xml", "kml", "gml", "gpkg", "parquet", "xlsx", "ods", "xls",
          "zip", "ttl", "rdf", "jsonld", "nq");
  private static final long LONGEST = 30_000;
  private static final int MOST_SEEDS = 200;

  private Fuzz() {}

  /// `[SECONDS [ENDING…]]`: how long each reader is fed, a minute when none are said, and which.
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    String seconds = arguments.length > 1 ? arguments[1] : "60";
    List<String> endings =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : ENDINGS;
    boolean well = true;
    for (String ending : endings) {
      Path folder = root.resolve("modules/bench/target/fuzz").resolve(ending);
      int exit = run(root, folder, ending, seconds);
      System.out.println(ending + ": " + (exit == 0 ? "well" : "see " + folder) + last(folder));
      well &= exit == 0;
    }
    System.exit(well ? 0 : 1);
  }

  private static int run(Path root, Path folder, String ending, String seconds)
      throws IOException, InterruptedException {
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    Path bred = Files.createDirectories(folder.resolve("bred"));
    sow(root.resolve("samples"), ending, seeds);
    sow(shared(root), ending, seeds);
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dallmende.fuzz=" + ending,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Target.class.getName(),
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + seconds,
                "-max_len=" + LONGEST,
                "-timeout=120",
                "-rss_limit_mb=0",
                bred.toString(),
                seeds.toString()))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start()
        .waitFor();
  }

  /// Third-party files, where there are any: see CONTRIBUTING.md.
  private static Path shared(Path root) {
    String named = System.getenv("ALLMENDE_SHARED");
    return named == null ? root.resolveSibling("shared") : Path.of(named);
  }

  /// Takes the smallest files with an ending to begin with.
  private static void sow(Path folder, String ending, Path seeds) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> smallest =
          all.filter(Files::isRegularFile)
              .filter(one -> one.toString().endsWith("." + ending))
              .filter(one -> one.toFile().length() <= LONGEST)
              .sorted(Comparator.comparingLong(one -> one.toFile().length()))
              .limit(MOST_SEEDS)
              .toList();
      for (Path file : smallest) {
        Path seed = seeds.resolve(folder.relativize(file).toString().replace('/', '_'));
        Files.copy(file, seed, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static String last(Path folder) throws IOException {
    return Files.readString(folder.resolve("log"))
        .lines()
        .filter(line -> line.startsWith("#") && line.contains("exec/s"))
        .reduce("", (_, line) -> ", " + line.strip());
  }
}
