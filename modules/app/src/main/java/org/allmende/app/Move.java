package org.allmende.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.allmende.store.DataDirectory;
import org.allmende.store.FileMove;
import org.allmende.store.FilesPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `move`: moves what an installation keeps from one engine to another, and back. Each kind of
/// thing has an option that says where it is to be; what has none stays.
@Command(name = "move")
final class Move implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Common common = new Common();

  @Option(names = "--files", paramLabel = "s3|folder", descriptionKey = "move.files")
  private FileSettings.@Nullable Kind files;

  @Option(names = "--store", paramLabel = "sparql|tdb2", descriptionKey = "move.store")
  private @Nullable Store store;

  /// Where the store may be.
  private enum Store {
    /// In the data directory.
    TDB2,
    /// Elsewhere, shared by several nodes.
    SPARQL
  }

  @Override
  public Integer call() throws IOException {
    if (files == null && store == null) {
      throw new ParameterException(spec.commandLine(), Words.of("move.nothing"));
    }
    if (!DataDirectory.isOne(common.data())) {
      throw new Exit(Exit.NOT_FOUND, Words.of("data.missing", common.data()));
    }
    if (files != null) {
      files(files);
    }
    if (store != null) {
      store(store);
    }
    return Exit.DONE;
  }

  private void store(Store wanted) throws IOException {
    var shared = Settings.sparqlStore();
    String baseUrl = Settings.baseUrl(Settings.PORT);
    long statements =
        switch (wanted) {
          case SPARQL -> DataDirectory.share(common.data(), shared);
          case TDB2 ->
              DataDirectory.own(common.data(), baseUrl, InstantSource.system(), options(), shared);
        };
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("moved", "store");
      json.put("to", wanted.name().toLowerCase(Locale.ROOT));
      json.put("statements", statements);
      common.json(json);
    } else {
      common.say(Words.of("move." + wanted.name(), statements, shared.address()));
    }
  }

  /// With the files where they are noted to be.
  private DataDirectory.Options options() throws IOException {
    String noted = DataDirectory.filesPlace(common.data());
    FilesPlace folder = FileSettings.place(FileSettings.Kind.FOLDER);
    FilesPlace place =
        noted.equals(folder.name()) ? folder : FileSettings.place(FileSettings.Kind.S3);
    return DataDirectory.Options.DEFAULT.with(place);
  }

  private void files(FileSettings.Kind wanted) throws IOException {
    FilesPlace to = FileSettings.place(wanted);
    FilesPlace from =
        FileSettings.place(
            wanted == FileSettings.Kind.S3 ? FileSettings.Kind.FOLDER : FileSettings.Kind.S3);
    String noted = DataDirectory.filesPlace(common.data());
    FilesPlace now = noted.equals(to.name()) ? to : from;
    FileMove.Moved moved;
    try (var directory =
        DataDirectory.open(
            common.data(),
            Settings.baseUrl(Settings.PORT),
            InstantSource.system(),
            DataDirectory.Options.DEFAULT.with(now).sharing(Settings.sharedStore()))) {
      moved = directory.moveFiles(from, to, (count, _) -> common.progress(common.data(), count));
    }
    tell(wanted, moved);
  }

  private void tell(FileSettings.Kind wanted, FileMove.Moved moved) {
    String place = wanted.name().toLowerCase(Locale.ROOT);
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("moved", "files");
      json.put("to", place);
      json.put("files", moved.files());
      json.put("bytes", moved.bytes());
      json.put("copied", moved.copied());
      common.json(json);
      return;
    }
    common.say(Words.of("move.done", moved.files(), moved.bytes(), place));
    if (FileSettings.kind() != wanted) {
      common.say(Words.of("move.set", place));
    }
  }
}
