package org.allmende.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.store.DataDirectory;
import org.allmende.store.Manifest;
import org.allmende.store.Restore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `restore`: a data directory from a backup.
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (Settings.sharedStore() != null) {
      throw new Exit(Exit.USAGE, Words.of("shared.restore"));
    }
    Manifest manifest = Restore.into(common.data(), Common.present(file), DataDirectory.RESERVE);
    if (common.isJson()) {
      common.json(json(file, manifest));
    } else {
      common.say(
          Words.of("restore.done", common.data(), manifest.datasets(), manifest.files().count()));
    }
    return Exit.DONE;
  }

  static Map<String, @Nullable Object> json(Path file, Manifest manifest) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("file", file.toString());
    json.put("change", manifest.change());
    json.put("datasets", manifest.datasets());
    json.put("statements", manifest.statements().count());
    json.put("files", manifest.files().count());
    json.put("damaged", manifest.damaged());
    return json;
  }
}
