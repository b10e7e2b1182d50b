package org.allmende.harvest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// What the fields of a catalogue in JSON are called in DCAT; a table beside this class.
final class JsonFields {

  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("adms", Terms.ADMS_NS),
          Map.entry("dcat", Terms.DCAT_NS),
          Map.entry("dcatap", Terms.DCATAP_NS),
          Map.entry("dcatde", Terms.DCATDE_NS),
          Map.entry("dcterms", Terms.DCTERMS_NS),
          Map.entry("foaf", Terms.FOAF_NS),
          Map.entry("geodcatap", Terms.GEODCATAP_NS),
          Map.entry("locn", Terms.LOCN_NS),
          Map.entry("org", "http://www.w3.org/ns/org#"),
          Map.entry("prov", Terms.PROV_NS),
          Map.entry("rdfs", Terms.RDFS_NS),
          Map.entry("skos", Terms.SKOS_NS),
          Map.entry("spdx", Terms.SPDX_NS),
          Map.entry("vcard", Terms.VCARD_NS));

  private static final Map<String, Node> KINDS =
      Map.ofEntries(
          Map.entry("Dataset", Terms.DATASET),
          Map.entry("Distribution", Terms.DISTRIBUTION),
          Map.entry("Resource", Terms.DISTRIBUTION),
          Map.entry("Service", Terms.DATA_SERVICE),
          Map.entry("Agent", Terms.AGENT),
          Map.entry("Contact", Terms.KIND),
          Map.entry("Period", Terms.PERIOD_OF_TIME),
          Map.entry("Location", Terms.LOCATION),
          Map.entry("Identifier", Terms.iri(Terms.ADMS_NS + "Identifier")),
          Map.entry("Checksum", Terms.CHECKSUM),
          Map.entry("Standard", Terms.STANDARD),
          Map.entry("Document", Terms.DOCUMENT),
          Map.entry("Concept", Terms.CONCEPT),
          Map.entry("Relation", Terms.iri(Terms.DCAT_NS + "Relationship")),
          Map.entry("Attribution", Terms.iri(Terms.PROV_NS + "Attribution")),
          Map.entry("Activity", Terms.iri(Terms.PROV_NS + "Activity")),
          Map.entry("Address", Terms.iri(Terms.VCARD_NS + "Address")));

  private final Map<String, Map<String, Field>> fields = new HashMap<>();

  /// How a value is read.
  enum Form {
    TEXT,
    /// An address where it is one, else a text.
    LINK,
    /// Several of them: as an array, as JSON in a text, or parted by commas.
    LIST,
    THING,
    /// The address of something described elsewhere.
    REFERENCE,
    PLACE,
    GEOMETRY,
    /// A number of bytes, also as people write it.
    SIZE
  }

  /// @param property null for a field that says nothing for a description
  /// @param spare whether it only counts when nothing else has filled the property
  record Field(@Nullable Node property, Form form, String kind, boolean spare) {}

  private JsonFields() {}

  static JsonFields read(String table) {
    var fields = new JsonFields();
    InputStream in = Objects.requireNonNull(JsonFields.class.getResourceAsStream(table), table);
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(fields::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table, e);
    }
    return fields;
  }

  private void add(String[] cells) {
    boolean known = cells[2].isEmpty();
    boolean spare = !known && cells[3].endsWith("?");
    Form form = known ? Form.TEXT : Form.valueOf(cells[3].replace("?", ""));
    String kind = cells.length > 4 ? cells[4] : "";
    fields
        .computeIfAbsent(cells[0], on -> new LinkedHashMap<>())
        .put(cells[1], new Field(known ? null : property(cells[2]), form, kind, spare));
  }

  private static Node property(String name) {
    int colon = name.indexOf(':');
    return Terms.iri(
        Objects.requireNonNull(PREFIXES.get(name.substring(0, colon)), name)
            + name.substring(colon + 1));
  }

  /// The fields of a kind of thing, in the order in which they count.
  Map<String, Field> of(String kind) {
    return fields.getOrDefault(kind, Map.of());
  }

  /// What a kind of thing is called in DCAT.
  static Node kind(String kind) {
    return Objects.requireNonNull(KINDS.get(kind), kind);
  }
}
