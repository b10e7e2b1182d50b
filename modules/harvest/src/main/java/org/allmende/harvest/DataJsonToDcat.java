package org.allmende.harvest;

import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;
import tools.jackson.databind.JsonNode;

/// Says a dataset of a `data.json` in the words of DCAT: [DCAT-US
/// 1.1](https://resources.data.gov/resources/dcat-us/) and 3.0.
final class DataJsonToDcat {

  private static final JsonFields FIELDS = JsonFields.read("data-json.tsv");

  private DataJsonToDcat() {}

  /// What the source calls a dataset; empty where it calls it nothing.
  static String id(JsonNode dataset) {
    JsonNode identifier = dataset.path("identifier");
    String id = identifier.isObject() ? identifier.path("@id").asString("") : "";
    String said = id.isBlank() ? JsonToDcat.plain(identifier) : id;
    return said.isBlank() ? dataset.path("@id").asString("").strip() : said.strip();
  }

  static SourceRecord record(JsonNode dataset, String address) {
    String said = id(dataset);
    String id = said.isEmpty() ? ContentId.of(dataset.toString()) : said;
    String uri =
        Optional.of(dataset.path("@id").asString("").strip())
            .filter(RecordGraph::isAddress)
            .or(() -> Optional.of(id).filter(RecordGraph::isAddress))
            .orElseGet(() -> Named.lasting(id, address));
    var out = new RecordGraph();
    Node node = Terms.iri(uri);
    out.add(node, Terms.A, Terms.DATASET);
    var json = new JsonToDcat(FIELDS, out);
    json.object(dataset, node, "Dataset");
    if (!out.has(node, Terms.IDENTIFIER)) {
      out.text(node, Terms.IDENTIFIER, said);
    }
    contact(dataset, node, out);
    direct(dataset, node, out);
    var findings = new ArrayList<>(UnknownFields.of(new TreeSet<>(json.unknown())));
    if (said.isEmpty()) {
      findings.add(Named.nameless(uri));
    }
    return new SourceRecord(id, uri, out.graph(), findings);
  }

  /// The first editions of the format had a name and a mailbox.
  private static void contact(JsonNode dataset, Node node, RecordGraph out) {
    String mail = dataset.path("mbox").asString("");
    if (!mail.isBlank()) {
      out.graph().remove(node, Terms.CONTACT_POINT, Node.ANY);
      Node contact = out.thing(node, Terms.CONTACT_POINT, Terms.KIND);
      out.text(contact, Terms.FN, dataset.path("contactPoint").asString(""));
      out.text(contact, Terms.HAS_EMAIL, mail);
    }
  }

  /// A dataset that is its own file.
  private static void direct(JsonNode dataset, Node node, RecordGraph out) {
    String address = dataset.path("accessURL").asString("").strip();
    if (!out.has(node, Terms.HAS_DISTRIBUTION) && RecordGraph.isAddress(address)) {
      Node file = out.thing(node, Terms.HAS_DISTRIBUTION, Terms.DISTRIBUTION);
      out.link(file, Terms.ACCESS_URL, address);
      out.text(file, Terms.FORMAT, dataset.path("format").asString(""));
    }
  }
}
