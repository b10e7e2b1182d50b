package org.allmende.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `reindex`: throws the projections away and builds them anew from the store.
@Command(name = "reindex")
final class Reindex implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws IOException {
    try (var installation = common.openExisting()) {
      installation.search().rebuild();
      installation.sparql().rebuild();
      common.say(Words.of("reindex.done", installation.search().position()));
      return Exit.DONE;
    }
  }
}
