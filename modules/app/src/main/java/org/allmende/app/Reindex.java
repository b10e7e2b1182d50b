package org.allmende.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `reindex`: throws the projections away and builds them anew from the store, both or one.
@Command(name = "reindex")
final class Reindex implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "search|sparql", descriptionKey = "reindex.which")
  private @Nullable Which which;

  private enum Which {
    SEARCH,
    SPARQL
  }

  @Override
  public Integer call() throws IOException {
    try (var installation = common.openExisting()) {
      if (which != Which.SPARQL) {
        installation.search().rebuild();
      }
      if (which != Which.SEARCH) {
        installation.sparql().rebuild();
      }
      common.say(Words.of("reindex.done", installation.directory().datasets().change()));
      return Exit.DONE;
    }
  }
}
