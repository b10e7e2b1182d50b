package org.allmende.dcat.upgrading;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.dcat.coverage.Gazetteer;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Sha256;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.graph.GraphFactory;

/// Brings a record that somebody else wrote to [DCAT-AP.de
/// 3.0](https://www.dcat-ap.de/def/dcatde/3.0/spec/): older names, texts where addresses belong,
/// own words for concepts of the lists, missing classes, odd dates and numbers.
///
/// It is driven by three tables beside this class: `renamed.tsv` (what was called otherwise
/// before), `upgrade.tsv` (what the profile expects of each property) and `aliases.tsv` (other
/// lists' words for our concepts). Nothing is invented, so a record without a publisher stays
/// without one; and nothing is lost: what cannot be mapped stays, or is kept as a remark, and is
/// reported.
public final class Upgrade {

  /// Counted up when the code makes something else of the same record.
  private static final int CODE = 1;

  private final Meanings meanings;
  private final Gazetteer gazetteer;
  private final Map<Node, List<UpgradeRule>> rules = UpgradeRule.read();
  private final Map<String, String> renamed = new HashMap<>();
  private final String rulesName;

  public Upgrade(Vocabularies vocabularies) {
    this.meanings = new Meanings(vocabularies);
    this.gazetteer = new Gazetteer(vocabularies);
    for (String[] cells : Lines.of("renamed.tsv")) {
      renamed.put(cells[0], cells.length > 1 ? cells[1] : "");
    }
    this.rulesName = nameRules(vocabularies);
  }

  /// A record as it is after the upgrade.
  ///
  /// @param graph without blank nodes
  /// @param findings every change, and what could not be mended
  public record Upgraded(Graph graph, List<Finding> findings) {
    public Upgraded {
      findings = List.copyOf(findings);
    }
  }

  /// A name for the rules, tables and lists by which records are upgraded. What was upgraded by
  /// others may become something else now.
  public String rules() {
    return rulesName;
  }

  private String nameRules(Vocabularies vocabularies) {
    var text = new StringBuilder().append(CODE);
    for (String table : List.of("renamed.tsv", "upgrade.tsv", "aliases.tsv")) {
      Lines.of(table).forEach(cells -> text.append('\n').append(String.join("\t", cells)));
    }
    rules.values().stream()
        .flatMap(List::stream)
        .flatMap(rule -> Optional.ofNullable(rule.list()).stream())
        .distinct()
        .sorted()
        .flatMap(list -> vocabularies.concepts(list).stream())
        .forEach(concept -> text.append('\n').append(concept.uri()));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  /// Brings one record up to date. The same record always gives the same graph, and one that is up
  /// to date already comes back as it is.
  ///
  /// @param record the dataset with everything said about it; not changed
  /// @param dataset its URI
  public Upgraded upgrade(Graph record, String dataset) {
    var log = new UpgradeLog();
    Graph graph = GraphFactory.createDefaultGraph();
    new OlderNames(renamed, log).copy(record, graph);
    new UpgradedRecord(graph, rules, meanings, gazetteer, log).run(Terms.iri(dataset));
    return new Upgraded(Skolem.named(graph, dataset), log.findings());
  }
}
