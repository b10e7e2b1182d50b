package org.allmende.dcat.upgrading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.allmende.dcat.coverage.Gazetteer;
import org.allmende.dcat.terms.ShortNames;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.vocabulary.Scheme;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;

/// One record while it is brought up to date: walks from the dataset over everything that has
/// rules, and brings each value into the form its rule asks for.
final class UpgradedRecord {

  private static final Node IDENTIFIER = Terms.iri(Terms.ADMS_NS + "Identifier");

  private final Graph graph;
  private final Map<Node, List<UpgradeRule>> rules;
  private final Meanings meanings;
  private final Forms forms;
  private final UpgradeLog log;
  private final Queue<Visit> waiting = new ArrayDeque<>();
  private final Set<Visit> seen = new HashSet<>();

  UpgradedRecord(
      Graph graph,
      Map<Node, List<UpgradeRule>> rules,
      Meanings meanings,
      Gazetteer gazetteer,
      UpgradeLog log) {
    this.graph = graph;
    this.rules = rules;
    this.meanings = meanings;
    this.forms = new Forms(graph, meanings, gazetteer);
    this.log = log;
  }

  /// Something to look at as one of a class.
  private record Visit(Node node, Node kind) {}

  void run(Node dataset) {
    visit(dataset, Terms.DATASET);
    for (Node kind : rules.keySet()) {
      graph.find(Node.ANY, Terms.A, kind).forEachRemaining(t -> visit(t.getSubject(), kind));
    }
    while (!waiting.isEmpty()) {
      Visit next = waiting.remove();
      if (next.kind().equals(Terms.AGENT)) {
        named(next.node());
      } else if (next.kind().equals(IDENTIFIER)) {
        noted(next.node());
      } else if (next.kind().equals(Terms.DISTRIBUTION)) {
        formatOrMediaType(next.node());
      }
      for (UpgradeRule rule : rules.getOrDefault(next.kind(), List.of())) {
        apply(rule, next.node());
      }
    }
    new Consequences(graph, dataset, log).draw();
  }

  private void visit(Node node, Node kind) {
    var visit = new Visit(node, kind);
    if (seen.add(visit)) {
      waiting.add(visit);
    }
  }

  private void apply(UpgradeRule rule, Node subject) {
    for (Node value : objects(subject, rule.property())) {
      if (value.isLiteral() && value.getLiteralLexicalForm().isBlank()) {
        graph.delete(subject, rule.property(), value);
        log.empty(rule.name());
        continue;
      }
      value(rule, subject, value);
    }
    if (rule.most() == 1) {
      one(rule, subject);
    }
  }

  private void value(UpgradeRule rule, Node subject, Node value) {
    Optional<Node> formed = forms.of(rule, value);
    if (formed.isEmpty()) {
      misfit(rule, subject, value);
      return;
    }
    Node after = formed.get();
    if (!after.equals(value)) {
      replace(rule, subject, value, after);
    }
    if (rule.form() == UpgradeRule.Form.THING && saysNothing(after)) {
      graph.delete(subject, rule.property(), after);
      log.empty(rule.name());
      return;
    }
    typed(rule, after);
    if (rule.form() == UpgradeRule.Form.THING && rule.kind() != null) {
      visit(after, rule.kind());
    }
  }

  private void replace(UpgradeRule rule, Node subject, Node before, Node after) {
    graph.delete(subject, rule.property(), before);
    graph.add(subject, rule.property(), after);
    log.changed(code(rule), rule.name(), label(before), label(after));
    if (rule.otherwise() == UpgradeRule.Otherwise.SUBJECT) {
      asSubject(subject, before);
    }
  }

  private static String code(UpgradeRule rule) {
    return switch (rule.form()) {
      case CONCEPT, MEDIA -> "upgrade-concept";
      case ADDRESS, LINK, MAIL, PHONE -> "upgrade-address";
      case TEXT -> "upgrade-text";
      case DATE -> "upgrade-date";
      case COUNT, DECIMAL, DURATION, HEX, GEOMETRY -> "upgrade-value";
      case THING -> "upgrade-thing";
    };
  }

  private void typed(UpgradeRule rule, Node value) {
    Node kind = rule.kind();
    if (kind != null && !value.isLiteral() && !graph.contains(value, Terms.A, kind)) {
      graph.add(value, Terms.A, kind);
      log.added("upgrade-class", rule.name(), kind);
    }
  }

  private void misfit(UpgradeRule rule, Node subject, Node value) {
    switch (rule.otherwise()) {
      case STAYS -> log.left(rule.name(), label(value));
      case COMMENT -> aside(rule, subject, value, "upgrade-unfit");
      case SUBJECT -> {
        graph.delete(subject, rule.property(), value);
        asSubject(subject, value);
        log.aside("upgrade-unfit", rule.name(), label(value), "dcterms:subject, dcat:keyword");
      }
      case THING -> thing(rule, subject, value);
    }
  }

  /// An own theme stays as a subject, and what it is called is a keyword.
  private void asSubject(Node subject, Node theme) {
    if (theme.isLiteral()) {
      graph.add(subject, Terms.KEYWORD, theme);
      return;
    }
    graph.add(subject, Terms.SUBJECT, theme);
    Meanings.names(graph, theme).stream()
        .limit(3)
        .forEach(name -> graph.add(subject, Terms.KEYWORD, NodeFactory.createLiteralString(name)));
  }

  private void thing(UpgradeRule rule, Node subject, Node value) {
    Node node = value;
    if (value.isLiteral()) {
      node = NodeFactory.createBlankNode();
      graph.add(node, Terms.LABEL, value);
      graph.delete(subject, rule.property(), value);
      graph.add(subject, rule.property(), node);
    }
    typed(rule, node);
    log.left(rule.name(), label(value));
  }

  private void aside(UpgradeRule rule, Node subject, Node value, String code) {
    String where = remark(subject, rule.property(), rule.name(), value);
    log.aside(code, rule.name(), label(value), where);
  }

  /// Takes a value away from its property and keeps it beside.
  ///
  /// @return where
  private String remark(Node subject, Node property, String name, Node value) {
    graph.delete(subject, property, value);
    if (value.isLiteral()) {
      graph.add(subject, RDFS.Nodes.comment, OlderNames.remark(name, value));
      return "rdfs:comment";
    }
    graph.add(subject, RDFS.Nodes.seeAlso, value);
    return "rdfs:seeAlso";
  }

  /// Of several values where one is allowed, the one that says most is kept in its place.
  private void one(UpgradeRule rule, Node subject) {
    List<Node> values = objects(subject, rule.property());
    if (values.size() < 2) {
      return;
    }
    Node best = values.stream().max(order(rule)).orElseThrow();
    values.stream()
        .filter(value -> !value.equals(best))
        .forEach(value -> aside(rule, subject, value, "upgrade-several"));
  }

  private Comparator<Node> order(UpgradeRule rule) {
    Comparator<Node> text = Comparator.comparing(Node::toString, Comparator.reverseOrder());
    Comparator<Node> later = Comparator.comparing(UpgradedRecord::lexical);
    boolean first =
        rule.property().equals(Terms.ISSUED) || rule.property().equals(Terms.START_DATE);
    return switch (rule.form()) {
      case DATE -> first ? later.reversed() : later;
      case CONCEPT ->
          Comparator.comparing((Node n) -> rule.list() != null && meanings.isListed(rule.list(), n))
              .thenComparing(text);
      case GEOMETRY -> Comparator.comparing(Forms::isWkt).thenComparing(text);
      case THING ->
          Comparator.comparing((Node n) -> !Meanings.names(graph, n).isEmpty()).thenComparing(text);
      case TEXT -> Comparator.comparing(UpgradedRecord::isGerman).thenComparing(text);
      default -> text;
    };
  }

  private static boolean isGerman(Node node) {
    return node.isLiteral() && node.getLiteralLanguage().startsWith("de");
  }

  private static String lexical(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : "";
  }

  /// A publisher that has a name, but not where DCAT-AP looks for it.
  private void named(Node agent) {
    if (graph.contains(agent, Terms.NAME, Node.ANY)) {
      return;
    }
    for (String name : Meanings.names(graph, agent).stream().limit(1).toList()) {
      Node literal = NodeFactory.createLiteralString(name);
      graph.add(agent, Terms.NAME, literal);
      log.added("upgrade-copied", "foaf:name", literal);
    }
  }

  /// An identifier that is an address is written as it is.
  private void noted(Node identifier) {
    if (identifier.isURI()
        && !Skolem.isSkolem(identifier)
        && !graph.contains(identifier, Terms.NOTATION, Node.ANY)) {
      Node literal = NodeFactory.createLiteralString(identifier.getURI());
      graph.add(identifier, Terms.NOTATION, literal);
      log.added("upgrade-copied", "skos:notation", literal);
    }
  }

  /// A format that stands where the media type belongs, and the other way round.
  private void formatOrMediaType(Node distribution) {
    move(
        distribution,
        Terms.MEDIA_TYPE,
        Terms.FORMAT,
        "dcat:mediaType",
        value -> meanings.mediaType(graph, value).isEmpty());
    move(
        distribution,
        Terms.FORMAT,
        Terms.MEDIA_TYPE,
        "dcterms:format",
        value ->
            meanings.concept(Scheme.FILE_TYPE, graph, value).isEmpty()
                && !Meanings.mayBeListed(Scheme.FILE_TYPE, value)
                && meanings.mediaType(graph, value).isPresent());
    deriveFormat(distribution);
  }

  /// Where no format is given, or one that is in no list, the media type tells it, else the ending
  /// of the file's address.
  private void deriveFormat(Node distribution) {
    List<Node> said = objects(distribution, Terms.FORMAT);
    boolean known =
        said.stream()
            .anyMatch(value ->
                Meanings.mayBeListed(Scheme.FILE_TYPE, value)
                    || meanings.concept(Scheme.FILE_TYPE, graph, value).isPresent());
    if (known) {
      return;
    }
    for (Node property : List.of(Terms.MEDIA_TYPE, Terms.DOWNLOAD_URL)) {
      for (Node value : objects(distribution, property)) {
        Optional<Node> format = meanings.format(graph, value).map(Terms::iri);
        if (format.isPresent()) {
          graph.add(distribution, Terms.FORMAT, format.get());
          log.added("upgrade-copied", "dcterms:format", format.get());
          said.forEach(other -> remark(distribution, Terms.FORMAT, "dcterms:format", other));
          return;
        }
      }
    }
  }

  private void move(Node subject, Node from, Node to, String field, Predicate<Node> misplaced) {
    if (graph.contains(subject, to, Node.ANY)) {
      return;
    }
    for (Node value : objects(subject, from)) {
      if (misplaced.test(value)) {
        graph.delete(subject, from, value);
        graph.add(subject, to, value);
        log.aside("upgrade-moved", field, label(value), ShortNames.shortened(to.getURI()));
      }
    }
  }

  private boolean saysNothing(Node thing) {
    return (thing.isBlank() || Skolem.isSkolem(thing))
        && graph.find(thing, Node.ANY, Node.ANY).toList().stream()
            .allMatch(t -> t.getPredicate().equals(Terms.A));
  }

  /// What to show of a value: of a nameless thing the first of its texts.
  private Node label(Node value) {
    if (value.isLiteral() || (value.isURI() && !Skolem.isSkolem(value))) {
      return value;
    }
    return graph
        .find(value, Node.ANY, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isLiteral)
        .toList()
        .stream()
        .min(Comparator.comparing(Node::toString))
        .orElse(value);
  }

  /// In a fixed order.
  private List<Node> objects(Node subject, Node property) {
    var objects = new LinkedHashSet<Node>();
    graph.find(subject, property, Node.ANY).forEachRemaining(t -> objects.add(t.getObject()));
    var sorted = new ArrayList<>(objects);
    sorted.sort(Comparator.comparing(Node::toString));
    return sorted;
  }
}
