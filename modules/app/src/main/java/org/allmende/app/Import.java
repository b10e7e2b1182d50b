package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.catalog.publishing.Importing;
import org.allmende.catalog.publishing.Importing.Line;
import org.allmende.catalog.publishing.Importing.Result;
import org.allmende.model.Severity;
import org.allmende.model.Slug;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import`: takes files and folders into the data directory, without a server.
@Command(name = "import")
final class Import implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--tenant", paramLabel = "SLUG")
  private @Nullable String tenant;

  @Parameters(arity = "1..*", paramLabel = "PATH")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws IOException {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new Exit(Exit.NOT_FOUND, Words.of("file.missing", path));
      }
    }
    if (tenant != null && !Slug.isValid(tenant)) {
      throw new Exit(Exit.USAGE, Words.of("tenant.slug", tenant, Slug.of(tenant)));
    }
    try (var installation = common.open()) {
      var report = new ImportReport(common);
      installation.importing().run(paths, tenant, report);
      report.summary();
      installation.follow();
      return report.isComplete() ? Exit.DONE : Exit.FINDINGS;
    }
  }

  /// Says what becomes of each dataset, and counts.
  static final class ImportReport implements Importing.Listener {

    private final Common common;
    private final Map<Result, Integer> counts = new EnumMap<>(Result.class);

    ImportReport(Common common) {
      this.common = common;
      for (Result result : Result.values()) {
        counts.put(result, 0);
      }
    }

    @Override
    public void line(Line line) {
      counts.merge(line.result(), 1, Integer::sum);
      if (common.isJson()) {
        common.json(json(line));
        return;
      }
      var id = line.id();
      String name = id == null ? line.file().toString() : id.toString();
      String title = id == null ? "" : "  " + line.title();
      common.say(Words.of("import." + line.result().name()) + "  " + name + title);
      common.findings(
          line.file().toString(),
          line.findings().stream().filter(f -> f.severity() != Severity.INFO).toList());
    }

    private Map<String, @Nullable Object> json(Line line) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("file", line.file().toString());
      json.put("id", line.id() == null ? null : line.id().toString());
      json.put("title", line.title());
      json.put("result", lower(line.result()));
      json.put("findings", common.words().findings(line.findings()));
      return json;
    }

    @Override
    public void progress(Path file, long records) {
      common.progress(file, records);
    }

    void summary() {
      if (common.isJson()) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        var summary = new LinkedHashMap<String, @Nullable Object>();
        counts.forEach((result, count) -> summary.put(lower(result), count));
        json.put("summary", summary);
        common.json(json);
      } else {
        common.say(
            Words.of(
                "import.summary",
                count(Result.PUBLISHED),
                count(Result.UNCHANGED),
                count(Result.HELD),
                count(Result.REFUSED),
                count(Result.SKIPPED)));
      }
    }

    boolean isComplete() {
      return count(Result.REFUSED) + count(Result.HELD) == 0;
    }

    private int count(Result result) {
      return counts.getOrDefault(result, 0);
    }

    private static String lower(Result result) {
      return result.name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
