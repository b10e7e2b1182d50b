package org.allmende.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.model.Sha256;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoringTest {

  private static final long MEGABYTE = 1_000_000;

  /// The names people give things are our own words, written by hand and from nobody's facts.
  private static final String OWN = "synonyms.tsv";

  private static final Path SHIPPED = Folders.root().resolve("vocabularies");

  @Test
  void writesTheSameBytesFromTheSameFacts(@TempDir Path folder) throws IOException {
    Authoring.author(Folders.shared("standards/vocabulary-facts"), folder);
    var written = files(folder);
    var shipped = files(SHIPPED);
    assertTrue(shipped.containsKey(OWN));
    shipped.remove(OWN);
    assertEquals(shipped.keySet(), written.keySet());
    for (var file : shipped.entrySet()) {
      assertArrayEquals(file.getValue(), written.get(file.getKey()), file.getKey());
    }
  }

  @Test
  void keepsEveryFileUnderAMegabyte() throws IOException {
    files(SHIPPED).forEach((name, bytes) -> assertTrue(bytes.length < MEGABYTE, name));
  }

  @Test
  void saysWhereEachListComesFrom() throws IOException {
    var files = files(SHIPPED);
    for (String name : files.keySet()) {
      if (name.endsWith(".ttl")) {
        String source = name.substring(0, name.lastIndexOf('/')) + "/SOURCE.md";
        String text = new String(files.get(source), StandardCharsets.UTF_8);
        assertTrue(
            text.contains("| publisher |")
                && text.contains("| licence |")
                && text.contains("SHA-256"),
            source);
      }
    }
  }

  @Test
  void theIndexNamesEveryTurtleFileWithItsChecksum() throws IOException {
    var turtle = new TreeMap<String, String>();
    files(SHIPPED)
        .forEach((name, bytes) -> {
          if (name.endsWith(".ttl")) {
            turtle.put(name, Sha256.of(bytes).hex());
          }
        });
    var indexed = new TreeMap<String, String>();
    for (String line : Files.readAllLines(SHIPPED.resolve(Shelf.INDEX)).stream().skip(1).toList()) {
      var book = Shelf.Book.of(line);
      indexed.put(book.path(), book.checksum().hex());
    }
    assertEquals(turtle, indexed);
  }

  @Test
  void thePlainTableOfPlacesSaysWhatTheTurtleSays() {
    var inTurtle = new HashMap<String, Map<String, String>>();
    for (VocabularyGraph list : Vocabularies.shipped().graphs()) {
      if (list.name().endsWith("Key")) {
        gather(list.graph().get(), inTurtle);
      }
    }
    var places = Vocabularies.shipped().places().all();
    assertEquals(inTurtle.keySet().size(), places.size());
    for (Place place : places) {
      assertEquals(inTurtle.get(place.uri()), said(place), place.uri());
    }
  }

  private static void gather(Graph graph, Map<String, Map<String, String>> inTurtle) {
    var properties =
        Map.of(
            "notation",
            "key",
            "prefLabel",
            "officialName",
            "regionalKey",
            "ars",
            "postcode",
            "postcode",
            "centroid",
            "point",
            "broader",
            "broader",
            "population",
            "population");
    graph
        .find()
        .forEachRemaining(triple -> {
          String name = properties.get(local(triple));
          boolean english =
              triple.getObject().isLiteral()
                  && triple.getObject().getLiteralLanguage().equals("en");
          if (name != null && !english && !isScheme(triple)) {
            inTurtle
                .computeIfAbsent(triple.getSubject().getURI(), uri -> new HashMap<>())
                .put(name, value(triple));
          }
        });
  }

  private static boolean isScheme(Triple triple) {
    return triple.getSubject().getURI().endsWith("Key");
  }

  private static String local(Triple triple) {
    return triple.getPredicate().getURI().replaceFirst(".*[#/:]", "");
  }

  private static String value(Triple triple) {
    var object = triple.getObject();
    return object.isURI() ? object.getURI() : object.getLiteralLexicalForm();
  }

  private static Map<String, String> said(Place place) {
    var said = new HashMap<String, String>();
    said.put("key", place.key());
    said.put("officialName", place.officialName());
    put(said, "ars", place.ars());
    put(said, "postcode", place.postcode());
    put(said, "broader", place.broader());
    if (place.lon() != null) {
      said.put("point", "POINT(" + plain(place.lon()) + " " + plain(place.lat()) + ")");
    }
    if (place.kind() == Place.Kind.MUNICIPALITY) {
      said.put("population", String.valueOf(place.population()));
    }
    return said;
  }

  private static String plain(@Nullable Double number) {
    return String.valueOf(number);
  }

  private static void put(Map<String, String> said, String name, @Nullable Object value) {
    if (value != null) {
      said.put(name, value.toString());
    }
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
