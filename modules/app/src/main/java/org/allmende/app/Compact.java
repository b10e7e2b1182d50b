package org.allmende.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.allmende.store.Compacted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `compact`: frees the space that changes have left behind.
@Command(name = "compact")
final class Compact implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws IOException {
    try (var installation = common.openExisting()) {
      Compacted compacted = installation.directory().compact();
      if (common.isJson()) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("before", compacted.before());
        json.put("after", compacted.after());
        json.put("sweptFiles", compacted.swept().files());
        json.put("sweptBytes", compacted.swept().bytes());
        common.json(json);
      } else {
        common.say(
            Words.of(
                "compact.done", compacted.before(), compacted.after(), compacted.swept().files()));
      }
      return Exit.DONE;
    }
  }
}
