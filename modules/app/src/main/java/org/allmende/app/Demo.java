package org.allmende.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `demo`: the sample tenants, served from a new data directory.
@Command(name = "demo")
final class Demo implements Callable<Integer> {

  private static final String SAMPLES = "/samples/";

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
      installation.importing().run(List.of(samples(scratch)), null, report);
      report.summary();
      String token = installation.accounts().create("demo", null);
      String link = Server.operatorLink(installation);
      var server = Server.start(installation, new Server.Options(port, "0.0.0.0"));
      say(server.base(), token, link);
      server.await();
      return Exit.DONE;
    } finally {
      delete(scratch);
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

  /// The samples out of the program's own jar.
  private static Path samples(Path scratch) throws IOException {
    Path folder = scratch.resolve("samples");
    for (Resource resource :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:" + SAMPLES + "tenants/**")) {
      if (resource.isReadable() && resource.contentLength() >= 0 && !isFolder(resource)) {
        String address = resource.getURL().getPath();
        String name = address.substring(address.lastIndexOf(SAMPLES) + SAMPLES.length());
        Path file =
            folder.resolve(
                java.net.URLDecoder.decode(name, java.nio.charset.StandardCharsets.UTF_8));
        Files.createDirectories(file.getParent());
        try (InputStream in = resource.getInputStream()) {
          Files.copy(in, file);
        }
      }
    }
    return folder.resolve("tenants");
  }

  private static boolean isFolder(Resource resource) throws IOException {
    return resource.getURL().getPath().endsWith("/")
        || (resource.isFile() && resource.getFile().isDirectory());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
