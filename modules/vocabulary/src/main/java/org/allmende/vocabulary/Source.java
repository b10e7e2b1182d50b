package org.allmende.vocabulary;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The note beside each list that says where its facts come from and what is ours in it.
final class Source {

  private static final Pattern DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(-\\d+)?");

  private Source() {}

  static String of(Edition edition, FactTable table, int concepts) {
    return """
    # %s

    | | |
    |---|---|
    | list | <%s> |
    | edition | %s |
    | date | %s |
    | publisher | %s, <%s> |
    | licence | %s |
    | concepts | %d |
    | written from | `%s`, SHA-256 `%s` |

    %s
    """
        .formatted(
            edition.title().en(),
            edition.scheme(),
            edition.version(),
            date(edition.version()),
            edition.publisher().name(),
            edition.publisher().uri(),
            edition.publisher().terms(),
            concepts,
            edition.csv(),
            table.checksum(),
            ours(edition, table));
  }

  private static String date(String version) {
    var date = DATE.matcher(version);
    return date.matches()
        ? date.group(1) + "-" + date.group(2) + "-" + date.group(3)
        : "not in the edition's name";
  }

  private static String ours(Edition edition, FactTable table) {
    var notes =
        Stream.of(
            "Written by `org.allmende.vocabulary.Authoring`; do not edit.",
            "Addresses, codes, labels and numbers are the publisher's, restated as facts.",
            "Alternative labels (`skos:altLabel`) are ours.",
            "The publisher's placeholder `OP_DATPRO` is left out.");
    return Stream.concat(notes, special(edition, table)).collect(Collectors.joining(" "));
  }

  private static Stream<String> special(Edition edition, FactTable table) {
    String translated =
        table.rows().stream()
            .filter(row -> row.get("label_de_source").startsWith("own"))
            .map(row -> "`" + row.get("code") + "`")
            .collect(Collectors.joining(", "));
    var labels =
        translated.isEmpty()
            ? Stream.<String>empty()
            : Stream.of("German labels translated by us: " + translated + ".");
    return Stream.concat(labels, particular(edition));
  }

  private static Stream<String> particular(Edition edition) {
    return switch (edition.folder()) {
      case "file-type" ->
          Stream.of(
              "`own:nonProprietary` follows the European quality assessment;"
                  + " `own:machineReadable` is our own list, the official one is not published."
                  + " `PARQUET` is of a later edition.");
      case "frequency" ->
          Stream.of("`own:interval` and the mappings to Dublin Core's frequencies are ours.");
      case "language" -> Stream.of("`FRR`, `NDS`, `STQ` and the two-letter tags are ours.");
      case "licence" -> Stream.of("`own:open` is our own classification.");
      case "dcat-ap.de-licences" ->
          Stream.of(
              "`own:open` is GovData's; `own:attribution` (whoever uses the data must name the"
                  + " source) and `skos:exactMatch` to the EU's licences are ours. Spellings no"
                  + " longer in use stand as `dcterms:replaces`.");
      case "political-geocoding-level" -> Stream.of("All labels are ours.");
      case "spdx-checksum-algorithm" ->
          Stream.of("The list is kept to what Java computes; it has no labels.");
      case "de-municipalities" ->
          Stream.of(
              "Territorial status of 31 December 2020, population of 31 December 2019, from the"
                  + " quarterly extract of the Gemeindeverzeichnis. One file for each state, named"
                  + " by its key.");
      default -> Stream.empty();
    };
  }
}
