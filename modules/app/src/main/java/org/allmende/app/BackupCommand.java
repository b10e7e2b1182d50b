package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.allmende.store.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `backup`: everything that cannot be made again, in one file.
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    try (var installation = common.openExisting()) {
      Manifest manifest = installation.directory().backup(file);
      if (common.isJson()) {
        common.json(RestoreCommand.json(file, manifest));
      } else {
        common.say(
            Words.of(
                "backup.done",
                file,
                manifest.datasets(),
                manifest.files().count(),
                Files.size(file)));
        manifest.damaged().forEach(hash -> common.say(Words.of("backup.damaged", hash)));
      }
      return manifest.damaged().isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }
  }
}
