package org.allmende.bench.truth;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.bench.truth.Portal.Answer;
import tools.jackson.databind.JsonNode;

/// A way to read datasets, by what follows the store or by the store itself.
enum Way {
  JSON(false) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer = portal.get("/api/v1/datasets/" + one.id());
      if (isThere(answer)) {
        int version = Counter.version(answer.json().path("title").toString());
        seen.version(one, version);
        seen.hashes(one, version, Set.of(answer.json().at("/files/0/sha256").asString("")));
      } else {
        seen.version(one, Counter.NOTHING);
      }
    }
  },

  TRIPLES(false) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer = portal.get("/datasets/" + one.id() + ".nt");
      if (!isThere(answer)) {
        seen.version(one, Counter.NOTHING);
        return;
      }
      String uri = portal.base() + "/datasets/" + one.id();
      int version = Counter.version(object(answer.body(), uri, DCT + "title"));
      seen.version(one, version);
      seen.hashes(one, version, hashes(answer.body()));
      seen.date(one, version, object(answer.body(), uri + "#record", DCT + "modified"));
    }
  },

  PAGE(false) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer = portal.get("/datasets/" + one.id(), "Accept", "text/html");
      Matcher title = TITLE.matcher(answer.body());
      boolean there = isThere(answer) && title.find();
      seen.version(one, there ? Counter.version(title.group(1)) : Counter.NOTHING);
    }
  },

  FILE(false) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer = portal.get("/api/v1/datasets/" + one.id());
      if (!isThere(answer)) {
        seen.version(one, Counter.NOTHING);
        return;
      }
      int version = Counter.version(answer.json().path("title").toString());
      String hash = answer.json().at("/files/0/sha256").asString("");
      Answer file = portal.get("/files/" + hash + "/zaehlstelle.csv");
      if (isThere(file)) {
        seen.hashes(one, version, Set.of(Counter.hash(file.whole().body())));
      } else if (!one.withdrawnSince(version)) {
        seen.wrong(one.id() + ": the file of version " + version + " is not there");
      }
    }
  },

  OAI(false) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      String uri = portal.base() + "/datasets/" + one.id();
      Answer answer =
          portal.get("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=" + Portal.encoded(uri));
      record(one, answered(answer).body(), seen);
    }
  },

  SEARCH(true) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer = answered(portal.get("/api/v1/search?size=100&tenant=" + Portal.TENANT));
      var found = new HashMap<String, Integer>();
      for (JsonNode hit : answer.json().path("hits")) {
        found.put(hit.path("id").asString(), Counter.version(hit.path("title").toString()));
      }
      seen.versions(all, found);
    }
  },

  FEED(true) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer = answered(portal.get("/datasets.jsonfeed?size=100&tenant=" + Portal.TENANT));
      var found = new HashMap<String, Integer>();
      Instant before = Instant.MAX;
      for (JsonNode item : answer.json().path("items")) {
        String id = item.path("id").asString().replaceFirst(".*/datasets/", "");
        int version = Counter.version(item.path("title").asString());
        String date = item.path("date_modified").asString();
        found.put(id, version);
        all.stream()
            .filter(counter -> counter.id().equals(id))
            .forEach(counter -> seen.date(counter, version, date));
        Instant moment = Instant.parse(date);
        if (moment.isAfter(before)) {
          seen.wrong(id + ": of " + date + " behind what is of " + before);
        }
        before = moment;
      }
      seen.versions(all, found);
    }
  },

  SPARQL(true) {
    @Override
    void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
        throws IOException, InterruptedException {
      Answer answer =
          answered(
              portal.get(
                  "/sparql?query=" + Portal.encoded(QUERY),
                  "Accept",
                  "application/sparql-results+json"));
      var found = new HashMap<String, Integer>();
      var hashes = new HashMap<String, Set<String>>();
      for (JsonNode row : answer.json().at("/results/bindings")) {
        String id = row.at("/d/value").asString().replaceFirst(".*/datasets/", "");
        found.put(id, Counter.version(row.at("/t/value").asString()));
        hashes.computeIfAbsent(id, _ -> new HashSet<>()).add(row.at("/h/value").asString());
      }
      seen.versions(all, found);
      for (Counter counter : all) {
        Integer version = found.get(counter.id());
        if (version != null) {
          seen.hashes(counter, version, hashes.getOrDefault(counter.id(), Set.of()));
        }
      }
    }
  };

  private static final String DCT = "http://purl.org/dc/terms/";
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
  private static final Pattern HASH =
      Pattern.compile("<http://spdx\\.org/rdf/terms#checksumValue> \"([0-9a-f]{64})\"");
  private static final Pattern DATESTAMP = Pattern.compile("<datestamp>([^<]*)</datestamp>");
  private static final Pattern DC_TITLE = Pattern.compile("<dc:title[^>]*>([^<]*)</dc:title>");
  private static final String QUERY =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX spdx: <http://spdx.org/rdf/terms#>
      SELECT ?d ?t ?h {
        ?d a dcat:Dataset ; dct:title ?t ;
          dcat:distribution/spdx:checksum/spdx:checksumValue ?h
      }\
      """;
  private static final Set<Integer> NOT_THERE = Set.of(404, 410);

  private final boolean follows;

  Way(boolean follows) {
    this.follows = follows;
  }

  /// Whether it is answered by what follows the store.
  boolean follows() {
    return follows;
  }

  /// Asks, and tells what was seen of one dataset or of all.
  abstract void ask(Portal portal, Counter one, List<Counter> all, Seen seen)
      throws IOException, InterruptedException;

  /// Hears what was seen.
  interface Seen {
    void version(Counter of, int version);

    /// Checksums that stand together with a version.
    void hashes(Counter of, int version, Set<String> hashes);

    void date(Counter of, int version, String date);

    void wrong(String what);

    /// The versions of all datasets, seen in one answer.
    default void versions(List<Counter> all, Map<String, Integer> found) {
      all.forEach(one -> version(one, found.getOrDefault(one.id(), Counter.NOTHING)));
    }
  }

  /// More was asked at once than is answered; whoever asks later gets it.
  static final class Busy extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// What is there whatever was withdrawn: a list, or what tells withdrawals.
  ///
  /// @throws Busy when it is to be asked for later
  static Answer answered(Answer answer) throws IOException {
    if (answer.status() == 503 || answer.status() == 429) {
      throw new Busy();
    }
    if (answer.status() != 200) {
      throw new IOException(answer.status() + " " + answer.body());
    }
    return answer;
  }

  private static boolean isThere(Answer answer) throws IOException {
    return !NOT_THERE.contains(answer.status()) && answered(answer).status() == 200;
  }

  /// What an OAI-PMH record tells.
  static int record(Counter one, String xml, Seen seen) {
    Matcher title = DC_TITLE.matcher(xml);
    Matcher stamp = DATESTAMP.matcher(xml);
    boolean there = title.find() && !xml.contains("status=\"deleted\"");
    int version = there ? Counter.version(title.group(1)) : Counter.NOTHING;
    seen.version(one, version);
    if (there && stamp.find()) {
      seen.date(one, version, stamp.group(1));
    }
    return version;
  }

  /// The text of the first object of a triple in N-Triples; empty where there is none.
  static String object(String triples, String subject, String predicate) {
    String begin = "<" + subject + "> <" + predicate + "> \"";
    return triples
        .lines()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length(), line.indexOf('"', begin.length())))
        .findFirst()
        .orElse("");
  }

  private static Set<String> hashes(String triples) {
    var hashes = new HashSet<String>();
    Matcher found = HASH.matcher(triples);
    while (found.find()) {
      hashes.add(found.group(1));
    }
    return hashes;
  }
}
