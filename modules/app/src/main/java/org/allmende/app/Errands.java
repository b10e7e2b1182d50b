package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.allmende.catalog.said.Json;
import org.allmende.store.DataDirectory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a command has the server do that works in its data directory. The command lays a file down
/// there, where only the owner of the data can, and waits for another one with what became of it;
/// so it needs neither the server's address nor a token.
final class Errands implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Errands.class.getName());
  private static final int LOOK_MILLIS = 200;
  private static final int MOST_LOOKS = 150;
  private static final int LOOKS_BETWEEN = 25;
  private static final String WANTED = ".wanted";
  private static final String TAKEN = ".taken";
  private static final String DONE = ".done";

  private final Path folder;
  private final Map<String, Errand> known;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-errands").factory());

  /// Something a command wants done.
  interface Errand {
    /// Does it.
    ///
    /// @param wish what was said
    /// @return what became of it, as the command prints it for programs
    Map<String, @Nullable Object> run(JsonNode wish) throws IOException;
  }

  /// What became of an errand.
  ///
  /// @param code the command ends with
  /// @param reason it gives; null when all is well
  /// @param result as the command prints it; null when it was not done
  private record Answer(
      int code, @Nullable String reason, @Nullable Map<String, @Nullable Object> result) {}

  Errands(DataDirectory directory, Map<String, Errand> known) {
    this.folder = directory.temporary();
    this.known = Map.copyOf(known);
  }

  Errands start() {
    var _ =
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  private void look() {
    try {
      for (Path wanted : list(WANTED)) {
        Path taken = Files.move(wanted, beside(wanted, TAKEN));
        Thread.ofPlatform()
            .daemon()
            .name("allmende-errand")
            .start(() -> write(taken, answer(taken)));
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A command's wish cannot be read.", e);
    }
  }

  private List<Path> list(String end) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().endsWith(end)).toList();
    }
  }

  private Answer answer(Path taken) {
    try {
      JsonNode wish = Json.own().readTree(Files.readAllBytes(taken));
      Errand errand = known.get(wish.path("errand").asString(""));
      if (errand == null) {
        return new Answer(Exit.USAGE, Words.of("errand.unknown"), null);
      }
      return new Answer(Exit.DONE, null, errand.run(wish));
    } catch (IOException | RuntimeException e) {
      Exit known = Exit.of(e);
      if (known != null) {
        return new Answer(known.code(), known.getMessage(), null);
      }
      LOG.log(System.Logger.Level.ERROR, "What a command wants cannot be done.", e);
      return new Answer(Exit.INTERNAL, e.toString(), null);
    }
  }

  private static void write(Path taken, Answer answer) {
    try {
      Path beside = beside(taken, ".tmp");
      Files.write(beside, Json.own().writeValueAsBytes(answer));
      Files.move(beside, beside(taken, DONE));
      Files.deleteIfExists(taken);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "A command waits in vain for its answer.", e);
    }
  }

  private static Path beside(Path file, String end) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + end);
  }

  /// Has the server do something that works in a directory, and waits until it is done.
  static Map<String, @Nullable Object> ask(
      Path data, String errand, Map<String, @Nullable Object> said) throws IOException {
    var wish = new LinkedHashMap<String, @Nullable Object>(said);
    wish.put("errand", errand);
    Path folder = Files.createDirectories(data.resolve("tmp"));
    Path wanted = folder.resolve(UUID.randomUUID() + WANTED);
    write(wanted, wish);
    Path done = beside(wanted, DONE);
    for (int looks = 0; !Files.exists(done); looks++) {
      if (looks >= MOST_LOOKS && Files.deleteIfExists(wanted)) {
        throw new Exit(Exit.TEMPORARY, Words.of("errand.late", data));
      }
      if (looks % LOOKS_BETWEEN == LOOKS_BETWEEN - 1 && isForgotten(data, wanted)) {
        throw new Exit(Exit.TEMPORARY, Words.of("errand.ended", data));
      }
      rest();
    }
    var answer = Json.own().readValue(Files.readAllBytes(done), Answer.class);
    Files.delete(done);
    if (answer.result == null) {
      throw new Exit(answer.code, String.valueOf(answer.reason));
    }
    return answer.result;
  }

  /// Whether the server has ended, even if another one works there now, which knows of no wish.
  private static boolean isForgotten(Path data, Path wanted) throws IOException {
    boolean known =
        Stream.of(WANTED, TAKEN, DONE).anyMatch(end -> Files.exists(beside(wanted, end)));
    return !known || !DataDirectory.isInUse(data);
  }

  private static void write(Path wanted, Map<String, @Nullable Object> wish) throws IOException {
    Path beside = beside(wanted, ".tmp");
    Files.write(beside, Json.own().writeValueAsBytes(wish));
    // Root's command is read by a server that is not root; nobody else gets into the directory.
    var _ = beside.toFile().setReadable(true, false);
    Files.move(beside, wanted);
  }

  /// What a result says under a name that it always has.
  static Object said(Map<String, @Nullable Object> result, String name) {
    return Objects.requireNonNull(result.get(name), name);
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    looking.shutdown();
  }
}
