package org.allmende.catalog.said;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.allmende.model.Metadata;
import org.junit.jupiter.api.Test;

class MetadataReaderTest {

  @Test
  void takesTextsInOneLanguageOrTwo() {
    var read =
        json("{\"title\":\"Bäume\",\"description\":{\"de\":\"Alle Bäume\",\"en\":\"All trees\"}}");
    assertEquals(Map.of("de", "Bäume"), read.metadata().title());
    assertEquals(Map.of("de", "Alle Bäume", "en", "All trees"), read.metadata().description());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void keepsGoodFieldsBesideBadOnes() {
    var read =
        json(
            "{\"titel\":\"x\",\"keywords\":[\"Baum\",{}],\"temporal\":{\"start\":\"2024-02-31\",\"end\":\"2024\"}}");
    assertEquals(List.of("Baum"), read.metadata().keywords());
    assertEquals(new Metadata.Period(null, "2024"), read.metadata().temporal());
    assertEquals(
        List.of("metadata-unknown-field", "metadata-wrong-value", "metadata-wrong-value"),
        read.findings().stream().map(f -> f.code()).toList());
  }

  @Test
  void aDecisionNeedsAReason() {
    var read =
        json(
            "{\"decisions\":[{\"code\":\"personal-email\",\"column\":\"Mail\",\"reason\":\"Funktionspostfach\"},{\"code\":\"personal-name\"}]}");
    assertEquals(
        List.of(new Metadata.Decision("personal-email", "Mail", "Funktionspostfach")),
        read.metadata().decisions());
    assertEquals(1, read.findings().size());
  }

  @Test
  void readsYamlToo() {
    var read =
        MetadataReader.yaml(
            "title: Bäume\nkeywords: [Baum, Kataster]\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("Baum", "Kataster"), read.metadata().keywords());
  }

  @Test
  void saysWhereBrokenJsonBreaks() {
    var read = json("{\"title\":\n \"x\",,}");
    assertEquals(Metadata.NOTHING, read.metadata());
    assertEquals(2, read.findings().getFirst().place().line());
  }

  @Test
  void boundsNesting() {
    var read = json("[".repeat(100_000));
    assertTrue(read.findings().getFirst().code().startsWith("metadata-"));
  }

  private static MetadataReader.Result json(String text) {
    return MetadataReader.json(text.getBytes(StandardCharsets.UTF_8));
  }
}
