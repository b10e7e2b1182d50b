package org.allmende.dcat.upgrading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.ShortNames;
import org.allmende.dcat.terms.Terms;
import org.allmende.vocabulary.Scheme;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// What DCAT-AP.de expects of one property of one class; a line of `upgrade.tsv`.
///
/// @param name as people write it, such as `dcterms:title`
/// @param kind what the value is to be typed as; null for nothing
/// @param list where a concept is looked up; null for other forms
/// @param most how many values are allowed
record UpgradeRule(
    String name,
    Node property,
    Form form,
    @Nullable Node kind,
    @Nullable Scheme list,
    int most,
    Otherwise otherwise) {

  /// What a value has to be.
  enum Form {
    TEXT,
    ADDRESS,
    MAIL,
    PHONE,
    /// A concept of a list.
    CONCEPT,
    /// A media type of the IANA.
    MEDIA,
    /// Something that has properties of its own.
    THING,
    /// The address of something that is described elsewhere.
    LINK,
    DATE,
    COUNT,
    DECIMAL,
    DURATION,
    HEX,
    GEOMETRY
  }

  /// What becomes of a value that cannot be brought into the form.
  enum Otherwise {
    STAYS,
    /// It is kept as a remark on the same thing.
    COMMENT,
    /// It is kept as a subject, its names as keywords.
    SUBJECT,
    /// It becomes a thing that carries the text.
    THING
  }

  /// All rules, by the class they are for.
  static Map<Node, List<UpgradeRule>> read() {
    var rules = new HashMap<Node, List<UpgradeRule>>();
    for (String[] cells : Lines.of("upgrade.tsv")) {
      rules.computeIfAbsent(classNamed(cells[0]), c -> new ArrayList<>()).add(of(cells));
    }
    return rules;
  }

  private static UpgradeRule of(String[] cells) {
    return new UpgradeRule(
        cells[1],
        ShortNames.expanded(cells[1]),
        Form.valueOf(cells[2]),
        cells[3].isEmpty() ? null : ShortNames.expanded(cells[3]),
        cells[4].isEmpty() ? null : Scheme.valueOf(cells[4]),
        cells[5].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cells[5]),
        Otherwise.valueOf(cells[6].toUpperCase(java.util.Locale.ROOT)));
  }

  private static Node classNamed(String name) {
    return switch (name) {
      case "Agent" -> Terms.AGENT;
      case "Kind" -> Terms.KIND;
      case "PeriodOfTime" -> Terms.PERIOD_OF_TIME;
      case "Location" -> Terms.LOCATION;
      case "Identifier" -> Terms.iri(Terms.ADMS_NS + name);
      case "Checksum" -> Terms.CHECKSUM;
      case "Attribution" -> Terms.iri(Terms.PROV_NS + name);
      default -> Terms.iri(Terms.DCAT_NS + name);
    };
  }
}
