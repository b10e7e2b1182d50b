package org.allmende.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.catalog.said.Json;
import org.allmende.store.DataDirectory;
import org.allmende.store.InUseException;
import org.allmende.store.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `backup`: everything that cannot be made again in one file, or what of it is new since another.
/// Where a server works in the directory, that one writes it and goes on serving.
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

  static final String ERRAND = "backup";

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--since", paramLabel = "FILE", descriptionKey = "option.since")
  private @Nullable Path since;

  @Override
  public Integer call() throws IOException {
    var wish = new LinkedHashMap<String, @Nullable Object>();
    wish.put("file", file.toAbsolutePath().toString());
    wish.put("since", since == null ? null : Common.present(since).toAbsolutePath().toString());
    Map<String, @Nullable Object> made = make(wish);
    boolean whole = made.get("damaged") instanceof List<?> damaged && damaged.isEmpty();
    if (common.isJson()) {
      made.put("file", file.toString());
      common.json(made);
    } else {
      tell(made);
    }
    return whole ? Exit.DONE : Exit.FINDINGS;
  }

  private Map<String, @Nullable Object> make(Map<String, @Nullable Object> wish)
      throws IOException {
    try (var installation = common.openExisting()) {
      return run(installation.directory(), Json.own().valueToTree(wish));
    } catch (InUseException _) {
      return Errands.ask(common.data(), ERRAND, wish);
    }
  }

  private void tell(Map<String, @Nullable Object> made) {
    Object since = made.get("since");
    Object bytes = Errands.said(made, "bytes");
    common.say(
        since == null
            ? Words.of(
                "backup.done",
                file,
                Errands.said(made, "datasets"),
                Errands.said(made, "files"),
                bytes)
            : Words.of("backup.since", file, since, Errands.said(made, "change"), bytes));
    if (made.get("damaged") instanceof List<?> damaged) {
      damaged.forEach(hash -> common.say(Words.of("backup.damaged", hash)));
    }
  }

  /// Does what a wish says.
  static Map<String, @Nullable Object> run(DataDirectory directory, JsonNode wish)
      throws IOException {
    Path file = Path.of(wish.path("file").asString());
    String since = wish.path("since").asString("");
    try {
      Manifest manifest =
          since.isEmpty() ? directory.backup(file) : directory.backup(file, Path.of(since));
      var made = RestoreCommand.json(file, manifest);
      made.put("bytes", Files.size(file));
      return made;
    } catch (AccessDeniedException e) {
      throw new Exit(Exit.NOT_ALLOWED, Words.of("backup.denied", String.valueOf(e.getFile())));
    } catch (FileSystemException e) {
      throw new Exit(Exit.FINDINGS, Words.of("backup.impossible", String.valueOf(e.getMessage())));
    }
  }
}
