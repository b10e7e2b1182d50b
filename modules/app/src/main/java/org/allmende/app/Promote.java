package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.said.Json;
import org.allmende.store.DataDirectory;
import org.allmende.store.DataDirectoryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `promote`: has a node that follows take over, whether its server runs or not.
@Command(name = "promote")
final class Promote implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOOK_MILLIS = 50;

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
    Following.Promotion promotion;
    try (var installation = common.openExisting();
        var node = new Node(installation)) {
      promotion = node.promote();
    } catch (DataDirectoryException _) {
      promotion = ask(new Node.Wish(data));
    }
    tell(promotion);
    return Exit.DONE;
  }

  /// Asks the server that works in the directory.
  private static Following.Promotion ask(Node.Wish wish) throws IOException {
    Files.deleteIfExists(wish.answered());
    Files.createFile(wish.asked());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(wish.answered())) {
      if (System.nanoTime() > end) {
        Files.deleteIfExists(wish.asked());
        throw new Exit(Exit.TEMPORARY, Words.of("promote.late"));
      }
      rest();
    }
    byte[] answer = Files.readAllBytes(wish.answered());
    Files.delete(wish.answered());
    return Json.own().readValue(answer, Following.Promotion.class);
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Following.Promotion promotion) {
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("epoch", promotion.epoch());
      json.put("told", promotion.told());
      json.put("complete", promotion.complete());
      common.json(json);
      return;
    }
    common.say(Words.of("promote.done", Long.toString(promotion.epoch())));
    common.say(Words.of(promotion.complete() ? "promote.complete" : "promote.incomplete"));
    common.say(Words.of(promotion.told() ? "promote.told" : "promote.untold"));
  }
}
