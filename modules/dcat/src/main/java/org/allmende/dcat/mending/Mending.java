package org.allmende.dcat.mending;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.terms.Terms;
import org.allmende.dcat.words.Topics;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/// Proposes for each finding of the [Checker] how to mend it, and applies what is wanted.
///
/// A wrong value is written the way its field asks for; a missing one is taken from where else it
/// stands: in the description itself, or in what is known of the tenant. Where neither says
/// anything there is no proposal: nothing is invented.
public final class Mending {

  /// One repair may bring up another: what was moved to its right field may be in no list there.
  private static final int ROUNDS = 4;

  private final Checker checker;
  private final Vocabularies vocabularies;
  private final Topics topics = new Topics();

  public Mending(Checker checker, Vocabularies vocabularies) {
    this.checker = checker;
    this.vocabularies = vocabularies;
  }

  /// A description after its repairs.
  ///
  /// @param graph a new one
  /// @param applied what was done, in order
  public record Mended(Graph graph, List<Repair> applied) {
    public Mended {
      applied = List.copyOf(applied);
    }
  }

  /// What would mend a description, one repair for each finding that can be mended.
  ///
  /// @param graph the description; not changed
  /// @param uri the dataset it describes
  /// @param tenant whose dataset it is
  public List<Repair> proposals(Graph graph, String uri, Profile profile, Tenant tenant) {
    var wrong = new WrongValue(graph, vocabularies);
    var missing = new MissingValue(graph, Terms.iri(uri), tenant, vocabularies, topics);
    Set<Repair> proposals = new LinkedHashSet<>();
    for (Checker.Judged judged : checker.judged(graph, profile)) {
      Optional<Repair> repair = wrong.repair(judged).or(() -> missing.repair(judged));
      repair.filter(one -> changes(graph, one)).ifPresent(proposals::add);
    }
    return List.copyOf(proposals);
  }

  /// Applies all proposals that are wanted, and those that come up by them.
  public Mended mend(
      Graph graph, String uri, Profile profile, Tenant tenant, Predicate<Repair> wanted) {
    Graph mended = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(mended, graph);
    var applied = new ArrayList<Repair>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Repair> next =
          proposals(mended, uri, profile, tenant).stream()
              .filter(wanted)
              .filter(repair -> !applied.contains(repair))
              .toList();
      if (next.isEmpty()) {
        break;
      }
      for (Repair repair : next) {
        if (repair.remove().stream().allMatch(mended::contains)) {
          repair.remove().forEach(mended::delete);
          repair.add().forEach(mended::add);
          applied.add(repair);
        }
      }
    }
    return new Mended(mended, applied);
  }

  private static boolean changes(Graph graph, Repair repair) {
    return !repair.remove().isEmpty() || repair.add().stream().anyMatch(t -> isNew(graph, t));
  }

  private static boolean isNew(Graph graph, Triple triple) {
    return !graph.contains(triple);
  }
}
