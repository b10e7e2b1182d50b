package org.allmende.dcat.checking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;

/// Checks a description by our own [SHACL](https://www.w3.org/TR/shacl/) shapes (`shapes/*.ttl`),
/// with the vocabularies as background, and says what it finds in words a clerk understands.
///
/// Every property shape has an address whose last part is the finding's code; field, message and
/// advice stand beside it. The shapes are parsed once; checks may run side by side.
public final class Checker {

  private static final String SHAPE = "urn:allmende:shape:";
  private static final int LONGEST_VALUE = 200;

  private final Graph background;
  private final Map<Profile, Shapes> shapes = new EnumMap<>(Profile.class);
  private final Map<Node, Rule> rules = new HashMap<>();

  private static final class Shipped {
    static final Checker CHECKER = new Checker(Vocabularies.shipped());
  }

  /// The checker with the vocabularies that we ship, made once.
  public static Checker shipped() {
    return Shipped.CHECKER;
  }

  public Checker(Vocabularies vocabularies) {
    this.background = GraphMemFactory.createDefaultGraphSameTerm();
    load("classes", background);
    for (Scheme scheme : Scheme.values()) {
      vocabularies.concepts(scheme).forEach(concept -> know(scheme, Terms.iri(concept.uri())));
    }
    for (Profile profile : Profile.values()) {
      Graph graph = GraphFactory.createDefaultGraph();
      profile.shapes().forEach(name -> load(name, graph));
      shapes.put(profile, Shapes.parse(graph));
      rules(graph);
    }
  }

  private void know(Scheme scheme, Node concept) {
    background.add(concept, Terms.IN_SCHEME, Terms.iri(scheme.uri()));
    background.add(concept, Terms.A, Terms.CONCEPT);
    kind(scheme).ifPresent(kind -> background.add(concept, Terms.A, kind));
  }

  /// What DCAT-AP takes the concepts of a list for.
  static Optional<Node> kind(Scheme scheme) {
    return switch (scheme) {
      case FILE_TYPE -> Optional.of(Terms.MEDIA_TYPE_OR_EXTENT);
      case FREQUENCY -> Optional.of(Terms.FREQUENCY_CLASS);
      case LANGUAGE -> Optional.of(Terms.LINGUISTIC_SYSTEM);
      case ACCESS_RIGHT -> Optional.of(Terms.RIGHTS_STATEMENT);
      case EU_LICENCE, LICENCE -> Optional.of(Terms.LICENSE_DOCUMENT);
      case CHECKSUM_ALGORITHM -> Optional.of(Terms.CHECKSUM_ALGORITHM);
      case DATA_THEME,
          PLANNED_AVAILABILITY,
          DATASET_TYPE,
          DISTRIBUTION_STATUS,
          HVD_CATEGORY,
          CONTRIBUTOR,
          GEOCODING_LEVEL,
          PUBLISHER_TYPE ->
          Optional.empty();
    };
  }

  /// What a shape asks for.
  ///
  /// @param kind the class its values must have; null where it asks for none
  /// @param text whether its values must be texts
  public record Rule(
      String code,
      Severity severity,
      String field,
      Text message,
      Text advice,
      @Nullable Node kind,
      boolean text) {}

  private static void load(String name, Graph into) {
    var in = Checker.class.getResourceAsStream("/shapes/" + name + ".ttl");
    if (in == null) {
      throw new IllegalStateException("no shapes named " + name);
    }
    RDFParser.source(in).lang(Lang.TURTLE).parse(into);
  }

  private void rules(Graph graph) {
    graph
        .find(Node.ANY, SHACL.severity, Node.ANY)
        .forEach(t -> {
          Node shape = t.getSubject();
          rules.put(
              shape,
              new Rule(
                  shape.getURI().substring(SHAPE.length()),
                  severity(t.getObject()),
                  text(graph, shape, SHACL.name, ""),
                  texts(graph, shape, SHACL.message),
                  texts(graph, shape, SHACL.description),
                  graph
                      .find(shape, SHACL.class_, Node.ANY)
                      .nextOptional()
                      .map(Triple::getObject)
                      .orElse(null),
                  graph.contains(shape, SHACL.nodeKind, SHACL.Literal)));
        });
  }

  private static Severity severity(Node node) {
    if (node.equals(SHACL.Violation)) {
      return Severity.BLOCKING;
    }
    return node.equals(SHACL.Warning) ? Severity.WARNING : Severity.INFO;
  }

  private static Text texts(Graph graph, Node shape, Node property) {
    return new Text(text(graph, shape, property, "de"), text(graph, shape, property, "en"));
  }

  private static String text(Graph graph, Node shape, Node property, String language) {
    return graph
        .find(shape, property, Node.ANY)
        .filterKeep(t -> t.getObject().getLiteralLanguage().equals(language))
        .nextOptional()
        .map(t -> t.getObject().getLiteralLexicalForm())
        .orElseThrow(
            () -> new IllegalStateException(shape + " has no " + property + " @" + language));
  }

  /// The codes of all findings there can be.
  public Set<String> codes() {
    var codes = new TreeSet<String>();
    rules.values().forEach(rule -> codes.add(rule.code()));
    codes.add("not-a-dataset");
    return codes;
  }

  /// Checks one description.
  ///
  /// @param graph the description; not changed
  /// @param datasetUri the dataset it should describe
  public Report check(Graph graph, String datasetUri, Profile profile) {
    var findings = new ArrayList<Finding>();
    if (!graph.contains(Terms.iri(datasetUri), Terms.A, Terms.DATASET)
        && !graph.contains(Terms.iri(datasetUri), Terms.A, Terms.DATASET_SERIES)) {
      findings.add(noDataset(datasetUri));
    }
    findings.addAll(findings(graph, datasetUri, profile));
    return new Report(findings);
  }

  private List<Finding> findings(Graph graph, String datasetUri, Profile profile) {
    return judged(graph, profile).stream()
        .map(judged -> finding(judged.rule(), judged.entry(), graph, datasetUri))
        .distinct()
        .sorted(
            Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(Finding::code)
                .thenComparing(f -> String.valueOf(f.place().value())))
        .toList();
  }

  /// What an entry says, by the rule it comes from.
  public record Judged(Rule rule, ReportEntry entry) {

    public String code() {
      return rule.code();
    }

    /// The property it is about; null for several at once.
    public @Nullable Node property() {
      return entry.resultPath() instanceof P_Link link ? link.getNode() : null;
    }

    /// The same value of the same field of the same thing.
    private record Cause(Node focus, @Nullable Path path, Node value) {}

    private Object cause() {
      Node value = entry.value();
      return value == null || value.equals(entry.focusNode())
          ? this
          : new Cause(entry.focusNode(), entry.resultPath(), value);
    }

    /// What weighs most first; of two that weigh the same, the simpler: a text in an address's
    /// place is in no list either.
    private static final Comparator<Judged> TELLING =
        Comparator.comparing((Judged judged) -> judged.rule().severity())
            .reversed()
            .thenComparing(judged -> !judged.rule().code().endsWith("-kind"))
            .thenComparing(judged -> judged.rule().code().endsWith("-class"))
            .thenComparing(judged -> judged.rule().code());
  }

  /// What is to be mended: one value that breaks several rules once.
  public List<Judged> judged(Graph graph, Profile profile) {
    var judged = new ArrayList<Judged>();
    for (ReportEntry entry : entries(graph, profile)) {
      Rule rule = rules.get(entry.source());
      if (rule != null) {
        judged.add(new Judged(rule, entry));
      }
    }
    judged.sort(Judged.TELLING);
    var causes = new HashSet<Object>();
    judged.removeIf(one -> !causes.add(one.cause()));
    return judged;
  }

  /// What SHACL says, before it is put into words.
  Collection<ReportEntry> entries(Graph graph, Profile profile) {
    return ShaclValidator.get()
        .validate(shapesOf(profile), new LayeredGraph(graph, background))
        .getEntries();
  }

  private Shapes shapesOf(Profile profile) {
    Shapes found = shapes.get(profile);
    if (found == null) {
      throw new IllegalArgumentException("no shapes for " + profile);
    }
    return found;
  }

  private static Finding finding(Rule rule, ReportEntry entry, Graph graph, String dataset) {
    Node value = entry.value() != null ? entry.value() : null;
    Node focus = entry.focusNode();
    boolean whole = value == null || value.equals(focus);
    String shown = whole ? name(focus, graph, dataset) : show(value);
    return new Finding(
        rule.code(),
        rule.severity(),
        new Finding.Place(null, rule.field(), shown),
        rule.message(),
        rule.advice());
  }

  /// Which file or service a finding is about; nothing for the dataset itself.
  private static @Nullable String name(Node focus, Graph graph, String dataset) {
    if (focus.isURI() && focus.getURI().equals(dataset)) {
      return null;
    }
    for (Node property : List.of(Terms.DOWNLOAD_URL, Terms.ACCESS_URL, Terms.NAME)) {
      var found = graph.find(focus, property, Node.ANY).nextOptional();
      if (found.isPresent()) {
        return show(found.get().getObject());
      }
    }
    return focus.isURI() ? show(focus) : null;
  }

  private static @Nullable String show(@Nullable Node node) {
    if (node == null || node.isBlank()) {
      return null;
    }
    String text = node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  private static Finding noDataset(String uri) {
    return new Finding(
        "not-a-dataset",
        Severity.BLOCKING,
        new Finding.Place(null, null, uri),
        new Text(
            "Die Beschreibung sagt nicht, dass dies ein Datensatz ist.",
            "The description does not say that this is a dataset."),
        new Text("Ergänzen Sie den Typ dcat:Dataset.", "Add the type dcat:Dataset."));
  }
}
