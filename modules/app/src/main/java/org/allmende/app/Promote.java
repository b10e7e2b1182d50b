package org.allmende.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.catalog.following.Following;
import org.allmende.store.DataDirectory;
import org.allmende.store.InUseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `promote`: has a node that follows take over, whether its server runs or not.
@Command(name = "promote")
final class Promote implements Callable<Integer> {

  static final String ERRAND = "promote";

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws IOException {
    Path data = common.data();
    if (!DataDirectory.isOne(data)) {
      throw new Exit(Exit.NOT_FOUND, Words.of("data.missing", data));
    }
    if (DataDirectory.role(data).writes()) {
      throw new Exit(Exit.FINDINGS, Words.of("promote.already"));
    }
    tell(promote(data));
    return Exit.DONE;
  }

  private Map<String, @Nullable Object> promote(Path data) throws IOException {
    try (var installation = common.openExisting();
        var node = new Node(installation)) {
      return run(node);
    } catch (InUseException _) {
      return Errands.ask(data, ERRAND, Map.of());
    }
  }

  static Map<String, @Nullable Object> run(Node node) throws IOException {
    if (node.writes()) {
      throw new Exit(Exit.FINDINGS, Words.of("promote.already"));
    }
    Following.Promotion promotion = node.promote();
    var done = new LinkedHashMap<String, @Nullable Object>();
    done.put("epoch", promotion.epoch());
    done.put("told", promotion.told());
    done.put("complete", promotion.complete());
    return done;
  }

  private void tell(Map<String, @Nullable Object> done) {
    if (common.isJson()) {
      common.json(done);
      return;
    }
    common.say(Words.of("promote.done", String.valueOf(done.get("epoch"))));
    common.say(Words.of(is(done, "complete") ? "promote.complete" : "promote.incomplete"));
    common.say(Words.of(is(done, "told") ? "promote.told" : "promote.untold"));
  }

  private static boolean is(Map<String, @Nullable Object> done, String what) {
    return Boolean.TRUE.equals(done.get(what));
  }
}
