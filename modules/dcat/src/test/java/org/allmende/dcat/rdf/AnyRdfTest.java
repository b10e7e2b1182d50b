package org.allmende.dcat.rdf;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever was done to a catalogue, reading it gives records or findings, soon, and nothing else.
/// `-Dallmende.mutants=` says how many are tried, `-Dseed=` which.
class AnyRdfTest {

  private static final int ROUNDS = Integer.getInteger("allmende.mutants", 1_000);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final List<String> ODD =
      List.of(
          "<",
          ">",
          "\"",
          "\"\"\"",
          "[",
          "]",
          "(",
          "{",
          "}",
          "@",
          "^^",
          "\\u0000",
          "\\",
          ".",
          ";",
          "<!DOCTYPE r [<!ENTITY x \"y\">]>",
          "&x;",
          "\"@context\":\"http://127.0.0.1:1/c\",",
          "@prefix : <javascript:> .",
          "[ ".repeat(300),
          "{\"a\":".repeat(300),
          "\u202E",
          "\uFFFF",
          "\"x\"@%",
          " xml:lang=\"%d\"",
          "\"9\"^^<http://www.w3.org/2001/XMLSchema#date>",
          "1e999999999",
          "_:b",
          "a",
          "\n",
          "\r");

  private static Map<String, byte[]> seeds() throws IOException {
    Graph graph = GraphFactory.createDefaultGraph();
    Path sample = Folders.samples().resolve("golden/weidenstedt/baumkataster.csv");
    try (var files = Files.list(sample)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".ttl")).toList()) {
        RDFParser.source(file).parse(graph);
      }
    }
    var seeds = new TreeMap<String, byte[]>();
    Map.of(
            "c.ttl", Lang.TURTLE,
            "c.rdf", Lang.RDFXML,
            "c.jsonld", Lang.JSONLD,
            "c.nt", Lang.NTRIPLES,
            "c.nq", Lang.NTRIPLES,
            "c.trig", Lang.TURTLE)
        .forEach((name, language) -> {
          var out = new ByteArrayOutputStream();
          RDFDataMgr.write(out, graph, language);
          seeds.put(name, out.toByteArray());
        });
    return seeds;
  }

  @Test
  void alwaysGivesRecordsOrFindings(@TempDir Path folder) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    Map<String, byte[]> seeds = seeds();
    List<String> names = List.copyOf(seeds.keySet());
    for (int round = 0; round < ROUNDS; round++) {
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = seeds.getOrDefault(name, new byte[0]);
      for (int i = random.nextInt(5); i >= 0; i--) {
        bytes = changed(bytes, random);
      }
      Path file = Files.write(folder.resolve(name), bytes);
      long began = System.nanoTime();
      try {
        new RdfFiles().read(file, name, new Ignored());
      } catch (RuntimeException | StackOverflowError e) {
        fail("-Dseed=%d, round %d, %s".formatted(seed, round, name), e);
      }
      long took = System.nanoTime() - began;
      assertTrue(took < LONGEST.toNanos(), "-Dseed=%d, round %d".formatted(seed, round));
    }
  }

  private static final class Ignored implements RdfFiles.Sink {
    @Override
    public void record(String uri, Graph graph, boolean more) {
      assertTrue(!uri.isEmpty() && !graph.isEmpty(), uri);
    }

    @Override
    public void rest(Graph graph) {
      assertTrue(!graph.isEmpty());
    }

    @Override
    public void finding(Finding finding) {
      assertTrue(!finding.code().isEmpty());
    }
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.nextInt(40));
    return switch (random.nextInt(5)) {
      case 0 -> joined(bytes, at, new byte[0], end);
      case 1 ->
          joined(
              bytes, at, ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8), at);
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> {
        int from = random.nextInt(bytes.length + 1);
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 200));
        yield joined(bytes, at, piece, end);
      }
      default -> {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int start) {
    byte[] all = new byte[end + middle.length + bytes.length - start];
    System.arraycopy(bytes, 0, all, 0, end);
    System.arraycopy(middle, 0, all, end, middle.length);
    System.arraycopy(bytes, start, all, end + middle.length, bytes.length - start);
    return all;
  }
}
