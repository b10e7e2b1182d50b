package org.allmende.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.said.Json;
import org.allmende.model.Finding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that all commands have.
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
final class Common {

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
  private @Nullable Path data;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  @Option(names = "--quiet", descriptionKey = "option.quiet")
  private boolean quiet;

  private @Nullable ProgressLine progress;

  Path data() {
    return data == null ? Path.of("data") : data;
  }

  boolean isDataGiven() {
    return data != null;
  }

  boolean isJson() {
    return json;
  }

  boolean isQuiet() {
    return quiet;
  }

  /// How far work on a file has come, where somebody looks.
  void progress(Path file, long records) {
    if (!quiet && ProgressLine.isSeen()) {
      ProgressLine line = progress;
      if (line == null) {
        line = new ProgressLine(err(), System::nanoTime);
        progress = line;
      }
      line.show(file, records);
    }
  }

  private void clear() {
    if (progress != null) {
      progress.clear();
    }
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /// Says something to people.
  void say(String line) {
    clear();
    if (!quiet && !json) {
      out().println(line);
    }
  }

  /// Says something to programs, one object a line.
  void json(Map<String, @Nullable Object> object) {
    clear();
    out().println(Json.own().writeValueAsString(object));
  }

  /// Says findings as compilers do: `file:line: severity [code] …`.
  void findings(String file, List<Finding> findings) {
    for (Finding finding : findings) {
      say(line(file, finding));
    }
  }

  private static String line(String file, Finding finding) {
    var place = finding.place();
    var line = new StringBuilder(file);
    if (place.line() != null) {
      line.append(':').append(place.line());
    }
    line.append(": ").append(Words.of("severity." + finding.severity().name()));
    line.append(" [").append(finding.code()).append("] ");
    if (place.column() != null) {
      line.append(place.column()).append(": ");
    }
    line.append(finding.message().in(Words.language()));
    if (place.value() != null) {
      line.append(" «").append(place.value()).append("»");
    }
    return line.append(" ").append(finding.advice().in(Words.language())).toString();
  }

  DatasetJson words() {
    return new DatasetJson(Words.language());
  }

  /// A file that a command was given.
  ///
  /// @throws Exit where there is none
  static Path present(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Exit(Exit.NOT_FOUND, Words.of("file.missing", file));
    }
    return file;
  }

  /// The installation in the data directory.
  Installation open() throws IOException {
    return Installation.open(data(), Settings.baseUrl(Settings.PORT));
  }

  /// The installation in a data directory that must be there.
  Installation openExisting() throws IOException {
    return Installation.openExisting(data(), Settings.baseUrl(Settings.PORT));
  }
}
