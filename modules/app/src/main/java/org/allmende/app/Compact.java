package org.allmende.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.store.Compacted;
import org.allmende.store.DataDirectory;
import org.allmende.store.InUseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `compact`: frees the space that changes have left behind. Where a server works in the directory,
/// that one does it and goes on serving.
@Command(name = "compact")
final class Compact implements Callable<Integer> {

  static final String ERRAND = "compact";

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws IOException {
    Map<String, @Nullable Object> done = compact();
    if (common.isJson()) {
      common.json(done);
    } else {
      common.say(
          Words.of(
              "compact.done",
              Errands.said(done, "before"),
              Errands.said(done, "after"),
              Errands.said(done, "sweptFiles")));
    }
    return Exit.DONE;
  }

  private Map<String, @Nullable Object> compact() throws IOException {
    try (var installation = common.openExisting()) {
      return run(installation.directory());
    } catch (InUseException _) {
      return Errands.ask(common.data(), ERRAND, Map.of());
    }
  }

  static Map<String, @Nullable Object> run(DataDirectory directory) throws IOException {
    Compacted compacted = directory.compact();
    var done = new LinkedHashMap<String, @Nullable Object>();
    done.put("before", compacted.before());
    done.put("after", compacted.after());
    done.put("sweptFiles", compacted.swept().files());
    done.put("sweptBytes", compacted.swept().bytes());
    return done;
  }
}
