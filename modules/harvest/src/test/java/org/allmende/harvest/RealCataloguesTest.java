package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.terms.Terms;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every record of the real catalogues that are not in RDF: taken in, brought up to date, checked.
class RealCataloguesTest {

  private static final Upgrade UPGRADE = new Upgrade(Vocabularies.shipped());
  private static final Checker CHECKER = new Checker(Vocabularies.shipped());
  private static final String BASE = "https://portal.example.org";

  /// What a record may lack or name in its own way, so that no upgrade can mend it.
  private static final Set<String> OF_THE_SOURCE =
      Set.of(
          "publisher-missing",
          "title-missing",
          "description-missing",
          "license-missing",
          "access-url-missing",
          "agent-name-missing",
          "service-publisher-missing",
          "format-kind",
          "format-foreign",
          "access-rights-unknown",
          "period-empty",
          "contact-unreachable",
          "service-dataset-class",
          "rights-several",
          "attribution-role-missing",
          "relationship-role-missing");

  private final Map<String, SourceRecord> records = new TreeMap<>();

  @Test
  void takesInThePackagesOfCkanAndDkan() throws IOException {
    int offered = 0;
    for (Path file : files("koeln-dkan-package_show", "ckanext-dcat/examples/ckan", "udata/ckan")) {
      JsonNode json = Json.answer().readTree(Files.readAllBytes(file));
      JsonNode result = json.has("result") ? json.get("result") : json;
      if (result.isArray() || result.has("resources")) {
        offered++;
        var heard = new Heard();
        CkanSource.packages(result, BASE, new HashSet<>(), heard);
        keep(file, heard);
      }
    }
    judge("CKAN and DKAN", offered);
  }

  @Test
  void takesInDataJson() throws IOException {
    long offered = 0;
    for (Path file : files("us-datajson", "us-pod", "us-harvester/dcatus")) {
      if (file.toString().endsWith(".json")) {
        var heard = new Heard();
        var in = new ByteArrayInputStream(Files.readAllBytes(file));
        offered += DataJsonSource.read(in, URI.create(BASE + "/data.json"), heard);
        keep(file, heard);
      }
    }
    Path complete = Folders.shared("real/catalogs/us-dcatus3/Dataset/good/complete_example.json");
    records.put("3.0", DataJsonToDcat.record(Json.answer().readTree(complete), BASE));
    judge("data.json", offered + 1);
  }

  @Test
  void takesInIsoRecords() throws IOException {
    int offered = 0;
    var broken = new TreeSet<String>();
    for (Path file : files("geocat-csw", "udata/csw_dcat", "us-harvester")) {
      if (!file.toString().endsWith(".xml")) {
        continue;
      }
      var heard = new Heard();
      try {
        byte[] bytes = Files.readAllBytes(file);
        offered += datasets(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        CswSource.records(
            Element.read(Answers.answer(BASE, bytes)), URI.create(BASE + "/csw"), heard);
      } catch (SourceFailed e) {
        broken.add(String.valueOf(file.getFileName()));
      }
      keep(file, heard);
    }
    assertEquals(
        Set.of("decode_error.xml", "to_be_filtered_by_datetime.xml", "USGSShadedReliefOnly.xml"),
        broken);
    judge("CSW", offered);
  }

  private static int datasets(String xml) {
    return (int)
        java.util.regex.Pattern.compile("<(?:\\w+:)?(?:(?:CHE_)?M[DI]_Metadata|Dataset)[\\s>]")
            .matcher(xml)
            .results()
            .count();
  }

  private void keep(Path file, Heard heard) {
    heard.records.forEach((id, record) -> records.put(file + " " + id, record));
  }

  private void judge(String kind, long offered) {
    var left = new TreeMap<String, Integer>();
    int named = 0;
    for (SourceRecord record : records.values()) {
      var upgraded = UPGRADE.upgrade(record.graph(), record.uri()).graph();
      if (upgraded.contains(Terms.iri(record.uri()), Terms.TITLE, Node.ANY)) {
        named++;
      }
      for (Finding finding : CHECKER.check(upgraded, record.uri(), Profile.DCAT_AP_DE).findings()) {
        if (finding.blocks()) {
          left.merge(finding.code(), 1, Integer::sum);
        }
      }
    }
    System.out.println(
        kind + ": " + records.size() + " of " + offered + ", with a title " + named + ", " + left);
    assertTrue(records.size() >= 0.99 * offered, () -> records.size() + " of " + offered);
    left.keySet().removeAll(OF_THE_SOURCE);
    assertEquals(Map.of(), left);
  }

  private static List<Path> files(String... folders) throws IOException {
    var files = new ArrayList<Path>();
    for (String folder : folders) {
      try (Stream<Path> paths = Files.walk(Folders.shared("real/catalogs/" + folder))) {
        paths.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    return files;
  }
}
