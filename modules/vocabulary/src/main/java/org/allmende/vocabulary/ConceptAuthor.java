package org.allmende.vocabulary;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Writes one list of concepts as SKOS.
final class ConceptAuthor {

  private static final String REMARK =
      """
      Written by org.allmende.vocabulary.Authoring from a table of facts; do not edit.
      Addresses, codes and labels are the publisher's. Terms in own: and alternative labels are
      ours, and so are the labels that SOURCE.md names.
      """;

  /// Lengths that XML Schema durations cannot say as the table does.
  private static final Map<String, String> INTERVALS =
      Map.of("P0.5M", "P15D", "P3.5D", "PT84H", "P2.33D", "PT56H", "P1W", "P7D", "P2W", "P14D");

  private static final Set<String> PLACEHOLDERS = Set.of("OP_DATPRO");

  private final Edition edition;
  private final OwnFacts own;

  ConceptAuthor(Edition edition, OwnFacts own) {
    this.edition = edition;
    this.own = own;
  }

  /// A finished file.
  record Written(String turtle, int concepts) {}

  Written write(FactTable table) {
    var text = begin(edition, REMARK);
    var rows =
        Stream.concat(table.rows().stream(), added())
            .filter(row -> !PLACEHOLDERS.contains(row.get("code")) && !isOldSpelling(row))
            .sorted(Comparator.comparing((FactTable.Row row) -> row.get("level")))
            .toList();
    for (FactTable.Row row : rows) {
      concept(text, row, table.rows());
    }
    return new Written(text.toString(), rows.size());
  }

  /// Concepts of later editions that we need already.
  private Stream<FactTable.Row> added() {
    String list = edition.folder();
    return own.added(list).stream()
        .map(code ->
            new FactTable.Row(
                Map.of(
                    "uri", edition.scheme() + "/" + code,
                    "code", code,
                    "label_de", String.join("", own.of(list, code, "added")),
                    "label_en", String.join("", own.of(list, code, "added")),
                    "iana_media_type", String.join("|", own.of(list, code, "mediaType")),
                    "mqa_non_proprietary", String.join("", own.of(list, code, "nonProprietary")))));
  }

  /// The head of a file: prefixes and what is said about the list itself.
  static TurtleText begin(Edition edition, String remark) {
    var text =
        new TurtleText(remark)
            .prefix("dcat", "http://www.w3.org/ns/dcat#")
            .prefix("dcterms", "http://purl.org/dc/terms/")
            .prefix("foaf", "http://xmlns.com/foaf/0.1/")
            .prefix("owl", "http://www.w3.org/2002/07/owl#")
            .prefix("own", Fact.OWN)
            .prefix("skos", "http://www.w3.org/2004/02/skos/core#")
            .prefix("xsd", "http://www.w3.org/2001/XMLSchema#");
    text.subject(edition.scheme(), "skos:ConceptScheme")
        .text("skos:prefLabel", edition.title().de(), "de")
        .text("skos:prefLabel", edition.title().en(), "en")
        .text("owl:versionInfo", edition.version())
        .link("dcterms:publisher", edition.publisher().uri())
        .end();
    return text;
  }

  private void concept(TurtleText text, FactTable.Row row, List<FactTable.Row> all) {
    String code = row.get("code");
    var concept =
        text.subject(row.get("uri"), "skos:Concept")
            .link("skos:inScheme", edition.scheme())
            .text("skos:notation", code)
            .text("skos:prefLabel", row.get("label_de"), "de")
            .text("skos:prefLabel", row.get("label_en"), "en");
    own.of(edition.folder(), code, "alias").forEach(alias -> concept.text("skos:altLabel", alias));
    if (row.get("broader").isEmpty()) {
      concept.link("skos:topConceptOf", edition.scheme());
    } else {
      concept.link("skos:broader", row.get("broader"));
    }
    fileType(concept, row, code);
    licence(concept, row, code);
    concept
        .typed("own:interval", interval(row.get("iso8601_interval_approx")), "xsd:duration")
        .text("own:languageTag", row.get("iso639_1"))
        .text("own:javaName", row.get("java_message_digest"))
        .bare("own:allowed", row.get("allowed_in_dcat_ap") + row.get("govdata_allowed"));
    replaced(row, code, all).forEach(address -> concept.link("dcterms:replaces", address));
    concept.end();
  }

  private void fileType(TurtleText.Subject concept, FactTable.Row row, String code) {
    for (String type : row.get("iana_media_type").split("\\|", -1)) {
      if (!type.isEmpty()) {
        concept.link("dcat:mediaType", "https://www.iana.org/assignments/media-types/" + type);
      }
    }
    concept.bare("own:nonProprietary", row.get("mqa_non_proprietary"));
    own.of(edition.folder(), code, "machineReadable")
        .forEach(flag -> concept.bare("own:machineReadable", flag));
  }

  private void licence(TurtleText.Subject concept, FactTable.Row row, String code) {
    concept
        .bare("own:open", row.get("open_data_licence") + row.get("govdata_isOpenLicense"))
        .bare("owl:deprecated", row.get("deprecated").equals("true") ? "true" : "")
        .link("skos:exactMatch", row.get("eu_licence_match"));
    own.of(edition.folder(), code, "exactMatch")
        .forEach(address -> concept.link("skos:exactMatch", address));
    own.of(edition.folder(), code, "attribution")
        .forEach(flag -> concept.bare("own:attribution", flag));
    homepages(row, code).forEach(page -> concept.link("foaf:homepage", page));
  }

  private Stream<String> homepages(FactTable.Row row, String code) {
    var wrong = own.of(edition.folder(), code, "wrongHomepage");
    var theirs =
        Stream.of(row.get("homepage"), row.get("known_source_url"))
            .filter(page -> !page.isEmpty() && !page.equals(row.get("uri")))
            .filter(page -> !wrong.contains(page));
    return Stream.concat(theirs, own.of(edition.folder(), code, "homepage").stream()).distinct();
  }

  private Stream<String> replaced(FactTable.Row row, String code, List<FactTable.Row> all) {
    var older =
        Stream.of(row.get("deprecated_dcatde_uri"), row.get("deprecated_adms_uri"))
            .filter(address -> !address.isEmpty());
    var spellings =
        all.stream()
            .filter(this::isOldSpelling)
            .filter(old -> old.get("code").replace('_', '.').equals(code))
            .map(old -> old.get("uri"));
    return Stream.of(older, spellings, own.of(edition.folder(), code, "replaces").stream())
        .flatMap(address -> address)
        .distinct();
  }

  private boolean isOldSpelling(FactTable.Row row) {
    return row.get("ckan_status").startsWith("inactive");
  }

  private static String interval(String said) {
    return INTERVALS.getOrDefault(said, said);
  }
}
