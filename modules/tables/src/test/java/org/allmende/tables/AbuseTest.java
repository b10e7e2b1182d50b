package org.allmende.tables;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.catalog.asking.RowEngine.Sink;
import org.allmende.catalog.asking.RowEngine.Source;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.intake.Readers;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is asked, there are rows of the table or a reason, soon.
class AbuseTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int ROUNDS = 3_000;
  private static final String[] PIECES = {
    "a",
    "b",
    "\"a b\"",
    "#1",
    "#9",
    "'x'",
    "''",
    "'",
    "\"",
    "(",
    ")",
    ",",
    "=",
    "!=",
    "<",
    "<=",
    "and",
    "or",
    "not",
    "in",
    "between",
    "is",
    "null",
    "contains",
    "starts",
    "with",
    "1",
    "-1.5",
    "1e400",
    "2024-01-01",
    "within",
    "near",
    "count",
    "sum",
    "*",
    ";",
    "--",
    "/*",
    "as",
    "desc",
    "select",
    "c1",
    "r",
    "line",
    "\u0000",
    "ä",
    "\uD83D",
    "%",
    "?",
    "$1",
    "{",
    "::",
    "||"
  };

  @TempDir private static Path folder = Path.of("");

  private static final class Counting implements Sink {
    private int rows;

    @Override
    public void fields(List<Field> fields) {
      assertTrue(!fields.isEmpty());
    }

    @Override
    public void row(List<@Nullable Object> values) {
      rows++;
    }
  }

  private static Draft draft() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.csv"), "a;b;a b\n1;x;2024-01-01\n2;y;2024-02-01\n");
    byte[] bytes = Files.readAllBytes(file);
    var upload = new Upload("a.csv", List.of(), "text/csv", Sha256.of(bytes), bytes.length, file);
    Reading reading = new Readers(Vocabularies.shipped()).read(upload);
    return ((Reading.Understood) reading).draft();
  }

  @Test
  void answersEveryKnownAttack() throws IOException {
    var questions = new ArrayList<Question>();
    for (String line : Files.readAllLines(Folders.shared("abuse/data-api.jsonl"))) {
      if (!line.isBlank()) {
        JsonNode asked = JsonMapper.shared().readTree(line).path("request").path("params");
        String aggregate = text(asked.path("aggregate"));
        questions.add(
            new Question(
                text(asked.path("select")) + aggregate,
                text(asked.path("filter")),
                text(asked.path("group_by")),
                text(asked.path("sort")),
                number(asked.path("limit"), -1),
                number(asked.path("offset"), 0)));
      }
    }
    assertTrue(questions.size() > 10);
    ask(questions);
  }

  private static String text(JsonNode text) {
    var whole = new StringBuilder(text.isString() ? text.stringValue() : "");
    for (JsonNode part : text.path("parts")) {
      whole.append(
          part.isString()
              ? part.stringValue()
              : part.path("rep").path(0).asString("").repeat(part.path("rep").path(1).asInt(0)));
    }
    return whole.toString();
  }

  private static long number(JsonNode text, long otherwise) {
    String digits = text.asString("");
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : otherwise;
  }

  @Test
  void answersWhateverThePiecesMake() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var questions = new ArrayList<Question>();
    for (int i = 0; i < ROUNDS; i++) {
      questions.add(
          new Question(some(random, 4), some(random, 9), some(random, 2), some(random, 3), 10, 0));
    }
    try {
      ask(questions);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("-Dseed=" + seed, e);
    }
  }

  private static String some(Random random, int most) {
    var text = new StringBuilder();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextInt(5) > 0 ? " " : "");
    }
    return text.toString();
  }

  private static void ask(List<Question> questions) throws IOException {
    Draft draft = draft();
    try (var tables = new DuckTables(folder.resolve("tables"), Duration.ofSeconds(5))) {
      for (Question question : questions) {
        var rows = new Counting();
        assertTimeoutPreemptively(SOON, () -> tryToAsk(tables, draft, question, rows));
        assertTrue(rows.rows <= 2, question::toString);
      }
    }
  }

  private static void tryToAsk(DuckTables tables, Draft draft, Question question, Sink sink)
      throws IOException {
    try {
      tables.ask(new Source(draft, draft.tables().getFirst()), question, sink);
    } catch (WrongQuestion wrong) {
      byte[] said = wrong.text().de().getBytes(StandardCharsets.UTF_8);
      assertTrue(said.length > 0 && said.length < 2_000, wrong.text().de());
    } catch (RuntimeException e) {
      throw new IllegalStateException(question.toString(), e);
    }
  }
}
