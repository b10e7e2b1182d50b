package org.allmende.dcat.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Text;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// Says what others would make of a description: field by field what GovData and data.europa.eu
/// take over, change, add or lose when they harvest our graph by their rules.
///
/// GovData reads DCAT-AP.de into the fields of CKAN (`ckanext-dcatde`): one text for each field,
/// one licence code, one group for each theme. data.europa.eu keeps the graph and shows what is in
/// its lists.
public final class Downstream {

  private static final int MOST_FILES = 50;

  private final Map<String, Map<Node, Row>> rows = new HashMap<>();
  private final PortalRules rules;

  public Downstream(Vocabularies vocabularies) {
    this.rules = new PortalRules(vocabularies);
    for (String[] cell : Lines.of("downstream.tsv")) {
      rows.computeIfAbsent(cell[0], _ -> new LinkedHashMap<>())
          .put(property(cell[1]), new Row(new Text(cell[2], cell[3]), cell[4], cell[5]));
    }
  }

  private record Row(Text field, String govData, String europe) {

    String rule(Portal portal) {
      return switch (portal) {
        case GOVDATA -> govData;
        case EUROPE -> europe;
      };
    }
  }

  /// Who harvests.
  public enum Portal {
    GOVDATA("GovData"),
    EUROPE("data.europa.eu");

    private final String title;

    Portal(String title) {
      this.title = title;
    }

    /// What it is called.
    public String title() {
      return title;
    }
  }

  /// What becomes of a value.
  public enum Fate {
    /// It arrives as it is.
    KEPT,
    /// It arrives in other words, or in part.
    CHANGED,
    /// We say nothing, and the portal assumes something or leaves it open.
    ASSUMED,
    /// It does not arrive.
    LOST
  }

  /// One field.
  ///
  /// @param file which file it is about; null for the dataset itself
  /// @param field what the field is called
  /// @param ours what our graph says; null where it says nothing
  /// @param theirs what arrives; null where nothing does
  /// @param says why; empty where it arrives as it is
  public record Line(
      @Nullable String file,
      Text field,
      @Nullable String ours,
      @Nullable String theirs,
      Fate fate,
      Text says) {}

  /// What one portal makes of the whole.
  ///
  /// @param taken whether it takes the dataset at all
  /// @param verdict why, or what to look at
  public record View(Portal portal, boolean taken, Text verdict, List<Line> lines) {
    public View {
      lines = List.copyOf(lines);
    }

    /// How many fields end that way.
    public long count(Fate fate) {
      return lines.stream().filter(line -> line.fate() == fate).count();
    }
  }

  /// What the portals make of a dataset.
  public List<View> of(Graph graph, String uri) {
    var views = new ArrayList<View>();
    for (Portal portal : Portal.values()) {
      views.add(view(portal, graph, Terms.iri(uri)));
    }
    return views;
  }

  private View view(Portal portal, Graph graph, Node dataset) {
    var lines = new ArrayList<Line>(lines("dataset", null, portal, graph, dataset));
    List<Node> files = objects(graph, dataset, Terms.HAS_DISTRIBUTION);
    for (Node file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
      lines.addAll(lines("file", name(graph, file), portal, graph, file));
    }
    Text refusal = PortalRules.refusal(portal, graph, dataset, files);
    return refusal == null
        ? new View(portal, true, rules.verdict(lines), lines)
        : new View(portal, false, refusal, lines);
  }

  private List<Line> lines(
      String kind, @Nullable String file, Portal portal, Graph graph, Node subject) {
    var values = values(graph, subject);
    var lines = new ArrayList<Line>();
    rows.getOrDefault(kind, Map.of())
        .forEach((property, row) -> {
          List<Node> said = values.remove(property);
          PortalRules.Result result =
              said == null
                  ? rules.absent(row.rule(portal))
                  : rules.apply(row.rule(portal), portal, graph, said);
          if (result != null) {
            String ours = said == null ? null : rules.shown(graph, said);
            lines.add(
                new Line(file, row.field(), ours, result.theirs(), result.fate(), result.says()));
          }
        });
    values.forEach((property, said) ->
        lines.add(
            new Line(
                file,
                Text.same(PortalRules.shortened(property.getURI())),
                rules.shown(graph, said),
                null,
                Fate.LOST,
                PortalRules.unknown(portal))));
    return lines;
  }

  private static Map<Node, List<Node>> values(Graph graph, Node subject) {
    var values = new LinkedHashMap<Node, List<Node>>();
    graph.find(subject, Node.ANY, Node.ANY).toList().stream()
        .filter(t -> !t.getPredicate().equals(Terms.A))
        .filter(t -> !t.getPredicate().equals(Terms.HAS_DISTRIBUTION))
        .sorted(
            Comparator.comparing((Triple t) -> t.getPredicate().getURI())
                .thenComparing(t -> t.getObject().toString()))
        .forEach(t ->
            values.computeIfAbsent(t.getPredicate(), _ -> new ArrayList<>()).add(t.getObject()));
    return values;
  }

  private String name(Graph graph, Node file) {
    List<Node> titles = objects(graph, file, Terms.TITLE);
    List<Node> named = titles.isEmpty() ? objects(graph, file, Terms.ACCESS_URL) : titles;
    Node name =
        named.stream()
            .filter(title -> title.isLiteral() && title.getLiteralLanguage().equals("de"))
            .findFirst()
            .orElse(named.isEmpty() ? file : named.getFirst());
    return rules.shown(graph, List.of(name));
  }

  static List<Node> objects(Graph graph, Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
        .sorted(Comparator.comparing(Node::toString))
        .toList();
  }

  private static Node property(String prefixed) {
    int colon = prefixed.indexOf(':');
    String local = prefixed.substring(colon + 1);
    String namespace = PortalRules.PREFIXES.get(prefixed.substring(0, colon));
    if (namespace == null) {
      throw new IllegalStateException("no such prefix: " + prefixed);
    }
    return Terms.iri(namespace + local);
  }
}
