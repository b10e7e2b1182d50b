package org.allmende.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.allmende.store.DataDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `move`: everything that is kept goes over to another engine, and is the same there.
@Command(name = "move")
final class Move implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--store", required = true, descriptionKey = "option.move-store")
  private Store store = Store.TDB2;

  /// Where the store may be.
  private enum Store {
    /// In the data directory.
    TDB2,
    /// Elsewhere, shared by several nodes.
    SPARQL
  }

  @Override
  public Integer call() throws IOException {
    if (!DataDirectory.isOne(common.data())) {
      throw new Exit(Exit.NOT_FOUND, Words.of("data.missing", common.data()));
    }
    var shared = Settings.sparqlStore();
    long statements =
        switch (store) {
          case SPARQL -> DataDirectory.share(common.data(), shared);
          case TDB2 ->
              DataDirectory.own(
                  common.data(), Settings.baseUrl(Settings.PORT), InstantSource.system(), shared);
        };
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("store", store.name().toLowerCase(Locale.ROOT));
      json.put("statements", statements);
      common.json(json);
    } else {
      common.say(Words.of("move." + store.name(), statements, shared.address()));
    }
    return Exit.DONE;
  }
}
