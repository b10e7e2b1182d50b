package org.allmende.app;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.HarvestJson;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceReader;
import org.allmende.model.Slug;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `harvest`: takes in other people's catalogues. A source is called `TENANT/NAME`.
@Command(
    name = "harvest",
    mixinStandardHelpOptions = true,
    subcommands = {
      HarvestCommand.Add.class,
      HarvestCommand.ListAll.class,
      HarvestCommand.Run.class,
      HarvestCommand.Replay.class,
      HarvestCommand.Log.class,
      HarvestCommand.Remove.class
    })
final class HarvestCommand {

  private static final Pattern KEY = Pattern.compile("([^/]+)/([^/]+)");

  /// `harvest add`.
  @Command(name = "add")
  static final class Add implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(index = "0", paramLabel = "TENANT/NAME")
    private String key = "";

    @Parameters(index = "1", paramLabel = "URL")
    private String url = "";

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "DCAT")
    private Source.Kind kind = Source.Kind.DCAT;

    @Option(names = "--priority", paramLabel = "N", defaultValue = "0")
    private int priority;

    @Option(names = "--every", paramLabel = "INTERVAL")
    private @Nullable String every;

    @Option(names = "--option", paramLabel = "NAME=VALUE")
    private List<String> options = List.of();

    @Override
    public Integer call() throws IOException {
      Matcher parts = parts(key);
      Duration interval = every == null ? null : interval(every);
      try (var installation = common.open()) {
        if (installation.tenants().find(parts.group(1)).isEmpty()) {
          throw new Exit(Exit.NOT_FOUND, Words.of("harvest.tenant", parts.group(1)));
        }
        var source =
            new Source(
                parts.group(1),
                parts.group(2),
                kind,
                address(url),
                priority,
                interval,
                options(options));
        try {
          installation.harvesting().put(source);
        } catch (SourceFailed e) {
          common.findings(url, List.of(e.finding()));
          return Exit.FINDINGS;
        }
        common.say(Words.of("harvest.added", source.key()));
        return Exit.DONE;
      }
    }
  }

  private static URI address(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      throw new Exit(Exit.USAGE, Words.of("harvest.url", url));
    }
  }

  private static Map<String, String> options(List<String> written) {
    var options = new LinkedHashMap<String, String>();
    for (String one : written) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new Exit(Exit.USAGE, Words.of("harvest.option", one));
      }
      options.put(one.substring(0, equals), one.substring(equals + 1));
    }
    return options;
  }

  private static Duration interval(String text) {
    return SourceReader.interval(text)
        .orElseThrow(() -> new Exit(Exit.USAGE, Words.of("harvest.every", text)));
  }

  private static Matcher parts(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches() || !Slug.isValid(parts.group(1)) || !Slug.isValid(parts.group(2))) {
      throw new Exit(Exit.USAGE, Words.of("harvest.key", key));
    }
    return parts;
  }

  private static Source source(Installation installation, String key) {
    Matcher parts = parts(key);
    return installation
        .harvesting()
        .find(parts.group(1), parts.group(2))
        .orElseThrow(() -> new Exit(Exit.NOT_FOUND, Words.of("harvest.missing", key)));
  }

  /// `harvest list`.
  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        for (Source source : installation.harvesting().sources()) {
          List<Harvest> runs = installation.harvesting().runs(source);
          if (common.isJson()) {
            common.json(new HarvestJson(Words.language()).source(source, runs));
          } else {
            String last =
                runs.isEmpty()
                    ? ""
                    : "  "
                        + HarvestReport.summary(
                            Integer.toString(runs.getLast().number()), runs.getLast());
            common.say(source.key() + "  " + lower(source.kind()) + "  " + source.address() + last);
          }
        }
        return Exit.DONE;
      }
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// How a source is run, as the options say.
  static final class Manner {

    @Option(names = "--dry-run")
    private boolean dry;

    @Option(names = "--confirm")
    private boolean confirmed;

    Harvesting.Manner said() {
      return new Harvesting.Manner(dry, confirmed);
    }
  }

  /// `harvest run`.
  @Command(name = "run")
  static final class Run implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Mixin private Manner manner = new Manner();

    @Parameters(arity = "0..*", paramLabel = "TENANT/NAME")
    private List<String> keys = List.of();

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        List<Source> sources =
            keys.isEmpty()
                ? installation.harvesting().sources()
                : keys.stream().map(key -> source(installation, key)).toList();
        int worst = Exit.DONE;
        for (Source source : sources) {
          var report = new HarvestReport(common, manner.dry);
          Harvest harvest = installation.harvesting().run(source, manner.said(), report);
          worst = Math.max(worst, report.end(source.key(), harvest));
        }
        if (!manner.dry) {
          installation.follow();
        }
        return worst;
      }
    }
  }

  /// `harvest replay`.
  @Command(name = "replay")
  static final class Replay implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Mixin private Manner manner = new Manner();

    @Option(names = "--run", paramLabel = "N")
    private @Nullable Integer run;

    @Parameters(paramLabel = "TENANT/NAME")
    private String key = "";

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        Source source = source(installation, key);
        int number = number(installation, source, run);
        var report = new HarvestReport(common, manner.dry);
        Harvest harvest =
            installation
                .harvesting()
                .replay(source, number, manner.said(), report)
                .orElseThrow(() -> missing(key, number));
        int code = report.end(source.key(), harvest);
        if (!manner.dry) {
          installation.follow();
        }
        return code;
      }
    }
  }

  /// The last run where none is named.
  private static int number(Installation installation, Source source, @Nullable Integer said)
      throws IOException {
    if (said != null) {
      return said;
    }
    List<Harvest> runs = installation.harvesting().runs(source);
    if (runs.isEmpty()) {
      throw missing(source.key(), 1);
    }
    return runs.getLast().number();
  }

  private static Exit missing(String key, int number) {
    return new Exit(Exit.NOT_FOUND, Words.of("harvest.run-missing", key, Integer.toString(number)));
  }

  /// `harvest log`.
  @Command(name = "log")
  static final class Log implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Option(names = "--run", paramLabel = "N")
    private @Nullable Integer run;

    @Parameters(paramLabel = "TENANT/NAME")
    private String key = "";

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        Source source = source(installation, key);
        int number = number(installation, source, run);
        Predicate<Harvest.Line> each =
            line -> {
              HarvestReport.print(common, line);
              return true;
            };
        if (!installation.harvesting().log(source, number, each)) {
          throw missing(key, number);
        }
        return Exit.DONE;
      }
    }
  }

  /// `harvest remove`.
  @Command(name = "remove")
  static final class Remove implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "TENANT/NAME")
    private String key = "";

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        Source source = source(installation, key);
        installation.harvesting().remove(source);
        common.say(Words.of("harvest.removed", source.key()));
        return Exit.DONE;
      }
    }
  }
}
