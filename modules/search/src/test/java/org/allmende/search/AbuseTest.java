package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Text that wants to hurt is answered like any other, in bounded time.
@ParameterizedClass
@EnumSource(Indexes.class)
class AbuseTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void answersEveryKnownAttack() throws IOException {
    List<String> lines = Files.readAllLines(Folders.shared("abuse/search.jsonl"));
    ask(lines.stream().filter(line -> !line.isBlank()).map(AbuseTest::text).toList());
  }

  private static String text(String line) {
    JsonNode text = JsonMapper.shared().readTree(line).path("request").path("params").path("q");
    var whole = new StringBuilder(text.isString() ? text.stringValue() : "");
    for (JsonNode part : text.path("parts")) {
      if (part.isString()) {
        whole.append(part.stringValue());
      } else {
        JsonNode repeated = part.path("rep");
        whole.append(repeated.path(0).asString("").repeat(repeated.path(1).asInt(0)));
      }
    }
    return whole.toString();
  }

  @Test
  void answersTextsOfOddLettersAndSigns() {
    var random = new Random(5);
    String signs =
        "aäß\"-:()*?~^/\\\0\uD83D\uDE00\uD800 „“e\u0301\u00ADIİ١٢ 2019 format: titel:\" ";
    var texts = new ArrayList<String>();
    int all = indexes == Indexes.LUCENE ? 300 : 50; // each asks a cluster several times
    for (int i = 0; i < all; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      texts.add(text.toString());
    }
    ask(texts);
  }

  @Test
  void answersTheLongestTexts() {
    ask(
        List.of(
            "Straßenbahnhaltestellenverzeichnis ".repeat(200),
            "bus".repeat(3000),
            "-a ".repeat(3000),
            "\"a b\" ".repeat(2000),
            "format:CSV ".repeat(500)));
  }

  private void ask(List<String> texts) {
    var store = new MemoryDatasetStore("angriff");
    new RandomCatalog(3).entries(50).forEach(store::put);
    try (var index = indexes.open(folder, store)) {
      for (String text : texts) {
        Assertions.assertTimeout(
            PATIENCE,
            () -> {
              assertTrue(index.search(Request.of(text)).total() >= 0);
              assertTrue(index.suggest(text, 10).size() <= 10);
            },
            () -> text);
      }
    }
  }
}
