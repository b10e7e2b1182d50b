package org.allmende.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.allmende.catalog.descriptors.Accompanying;
import org.allmende.catalog.publishing.Importing;
import org.allmende.dcat.describing.Describer;
import org.allmende.intake.Readers;
import org.allmende.intake.files.Progress;
import org.allmende.model.Draft;
import org.allmende.model.Metadata;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `inspect`: reads files as an import would, and says what was found.
@Command(name = "inspect")
final class Inspect implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  private final Readers readers = new Readers(Vocabularies.shipped());
  private final Describer describer = new Describer(Vocabularies.shipped());

  @Override
  public Integer call() throws IOException {
    int code = Exit.DONE;
    for (Path file : files) {
      code = Math.max(code, inspect(file));
    }
    return code;
  }

  private int inspect(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      common.err().println(Words.of("file.missing", file));
      if (common.isJson()) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("file", name(file));
        json.put("error", Words.of("file.missing", file));
        common.json(json);
      }
      return Exit.NOT_FOUND;
    }
    Reading reading = read(file);
    if (common.isJson()) {
      common.json(json(file, reading));
    } else {
      say(file, reading);
    }
    return reading instanceof Reading.Rejected ? Exit.FINDINGS : Exit.DONE;
  }

  /// Reads a file with what lies beside it.
  private Reading read(Path file) throws IOException {
    var said = Accompanying.of(file);
    Upload upload = upload(file).declaring(said.declared());
    Reading reading =
        Progress.heardBy(rows -> common.progress(file, rows), () -> readers.read(upload));
    var findings = Stream.concat(said.findings().stream(), reading.findings().stream()).toList();
    return switch (reading) {
      case Reading.Understood(var draft, var _) -> new Reading.Understood(draft, findings);
      case Reading.Rejected _ -> new Reading.Rejected(findings);
    };
  }

  private Map<String, @Nullable Object> json(Path file, Reading reading) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    switch (reading) {
      case Reading.Understood(var draft, var _) -> {
        json.putAll(common.words().reading(name(file), draft));
        json.put("findings", common.words().findings(reading.findings()));
        json.put("proposal", common.words().proposal(describer.propose(draft)));
      }
      case Reading.Rejected _ -> {
        json.put("file", name(file));
        json.put("format", null);
        json.put("findings", common.words().findings(reading.findings()));
        json.put("proposal", null);
      }
    }
    return json;
  }

  private void say(Path file, Reading reading) {
    if (reading instanceof Reading.Understood(var draft, var _)) {
      common.say(file + ": " + draft.format());
      draft.tables().forEach(table -> say(table));
      propose(draft);
    }
    common.findings(file.toString(), reading.findings());
  }

  private void say(Table table) {
    var dialect = table.dialect();
    if (dialect != null) {
      String delimiter = dialect.delimiter().equals("\t") ? "TAB" : dialect.delimiter();
      common.say(Words.of("inspect.dialect", dialect.encoding(), delimiter, dialect.lineEnd()));
    }
    common.say(
        Words.of(
            "inspect.rows",
            table.headerRow() == null ? "–" : table.headerRow(),
            table.dataRows(),
            table.columns().size()));
    for (var column : table.columns()) {
      String meaning = column.meaning() == null ? "" : column.meaning();
      common.say(
          "  %3d  %-32s %-9s %-18s %s"
              .formatted(
                  column.position(),
                  column.name(),
                  column.type().code(),
                  meaning,
                  range(column.profile().min(), column.profile().max())));
    }
  }

  private static String range(@Nullable String min, @Nullable String max) {
    if (min == null || max == null) {
      return "";
    }
    return shortened(min) + " … " + shortened(max);
  }

  private static String shortened(String text) {
    return text.length() > 24 ? text.substring(0, 24) + "…" : text;
  }

  private void propose(Draft draft) {
    Metadata proposal = describer.propose(draft);
    String title = proposal.title().getOrDefault("de", "");
    common.say("  " + Words.of("inspect.title", title));
    common.say("  " + proposal.description().getOrDefault("de", ""));
    if (!proposal.themes().isEmpty()) {
      common.say("  " + Words.of("inspect.themes", String.join(", ", proposal.themes())));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// A file where it lies.
  static Upload upload(Path file) throws IOException {
    var digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
    }
    return new Upload(
        name(file),
        Importing.folders(file),
        "application/octet-stream",
        Sha256.of(digest),
        size,
        file);
  }
}
