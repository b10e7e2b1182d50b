package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `demo`: the sample tenants, served from a new data directory.
@Command(name = "demo")
final class Demo implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
  private int port;

  @Override
  public Integer call() throws IOException {
    Serve.requirePort(port);
    Path scratch = Files.createTempDirectory("allmende-demo-");
    try {
      Path data = data(scratch);
      var installation = Installation.open(data, Settings.baseUrl(port), Server.failStop());
      var report = new Import.ImportReport(common);
      installation.importing().run(List.of(Samples.in(scratch)), null, report);
      report.summary();
      String token = installation.accounts().create("demo", null);
      String link = Server.operatorLink(installation);
      var server = Server.start(installation, new Server.Options(port, "0.0.0.0"));
      say(server.base(), token, link);
      server.await();
      return Exit.DONE;
    } finally {
      Samples.forget(scratch);
    }
  }

  private void say(String base, String token, @Nullable String link) {
    common.say("");
    common.say(Words.of("demo.look", base));
    common.say("  " + Words.of("demo.search", base));
    common.say("  " + Words.of("demo.sparql", base));
    common.say("  " + Words.of("demo.catalog", base));
    common.say("  " + Words.of("demo.upload", base));
    common.say("  " + Words.of("demo.token", token));
    if (link != null) {
      common.say("  " + Words.of("demo.link", link));
    }
    common.say(Words.of("demo.end"));
    common.out().println("ready " + base);
  }

  private Path data(Path scratch) throws IOException {
    if (!common.isDataGiven()) {
      return scratch.resolve("data");
    }
    Path data = common.data();
    if (Files.isDirectory(data)) {
      try (Stream<Path> entries = Files.list(data)) {
        if (entries.findAny().isPresent()) {
          throw new Exit(Exit.USAGE, Words.of("demo.not-empty", data));
        }
      }
    }
    return data;
  }
}
