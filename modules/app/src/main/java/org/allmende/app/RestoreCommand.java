package org.allmende.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.store.DataDirectory;
import org.allmende.store.Manifest;
import org.allmende.store.Restore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `restore`: a data directory from a backup and those that go on from it.
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", arity = "1..*")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    if (Settings.sharedStore() != null) {
      throw new Exit(Exit.USAGE, Words.of("shared.restore"));
    }
    files.forEach(Common::present);
    Manifest manifest =
        Restore.into(common.data(), files, DataDirectory.RESERVE, FileSettings.place());
    if (common.isJson()) {
      common.json(json(files.getLast(), manifest));
    } else {
      common.say(
          Words.of("restore.done", common.data(), manifest.datasets(), manifest.names().count()));
    }
    return Exit.DONE;
  }

  /// What programs are told of a backup: what the store has with it, not what is in the file.
  static Map<String, @Nullable Object> json(Path file, Manifest manifest) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("file", file.toString());
    json.put("change", manifest.change());
    Manifest.Since since = manifest.since();
    json.put("since", since == null ? null : since.change());
    json.put("datasets", manifest.datasets());
    json.put("statements", manifest.shares().count());
    json.put("files", manifest.names().count());
    json.put("damaged", manifest.damaged());
    return json;
  }
}
