package org.allmende.dcat.checking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Scheme;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;

/// The official shapes, which stand beside a checkout and are no part of it, with what they need to
/// know: our vocabularies, and the ontologies of agents and contacts.
public record OfficialShapes(Shapes shapes, Graph known, Map<Node, Node> nested) {

  static final String[] EUROPEAN = {
    "semic-dcat-ap/3.0.1/shapes.ttl", "semic-dcat-ap/3.0.1/range.ttl"
  };
  static final String[] EUROPEAN_VOCABULARIES = {"semic-dcat-ap/3.0.1/mdr-vocabularies.shape.ttl"};
  static final String[] EUROPEAN_RECOMMENDED = {"semic-dcat-ap/3.0.1/shapes_recommended.ttl"};
  static final String[] HIGH_VALUE = {
    "semic-dcat-ap-hvd/3.0.0/hvd-SHACL.ttl",
    "semic-dcat-ap-hvd/3.0.0/hvd-SHACL-base.ttl",
    "semic-dcat-ap-hvd/3.0.0/hvd-SHACL-usagenotes.ttl"
  };
  static final String[] GERMAN_MORE = {
    "govdata-shacl/v3.0/dcat-ap-de-deprecated.ttl", "govdata-shacl/v2.0/dcat-ap-konventionen.ttl"
  };
  static final String[] GERMAN = {
    "semic-dcat-ap/3.0.0/dcat-ap-SHACL.ttl",
    "govdata-shacl/v3.0/dcat-ap-SHACL-DE.ttl",
    "govdata-shacl/v3.0/dcat-ap-spec-german-additions.ttl",
    "govdata-shacl/v3.0/dcat-ap-de-controlledvocabularies.ttl"
  };

  private static final String[] ONTOLOGIES = {"foaf_0_1.rdf", "org.ttl", "vcard.ttl"};

  public static OfficialShapes of(String... files) {
    Graph graph = read(files);
    return new OfficialShapes(Shapes.parse(graph), background(), nested(graph));
  }

  /// Checks on lists stand in a shape of their own, which the official files hang below the field:
  /// for each such shape, the field it belongs to.
  private static Map<Node, Node> nested(Graph graph) {
    var nested = new HashMap<Node, Node>();
    graph
        .find(Node.ANY, SHACL.path, Node.ANY)
        .forEach(t -> {
          for (Node link : List.of(SHACL.property, SHACL.node)) {
            graph
                .find(t.getSubject(), link, Node.ANY)
                .forEach(below -> {
                  nested.put(below.getObject(), t.getObject());
                  graph
                      .find(below.getObject(), SHACL.property, Node.ANY)
                      .forEach(deeper -> nested.put(deeper.getObject(), t.getObject()));
                });
          }
        });
    return nested;
  }

  /// Everything that is said, of any weight.
  Collection<ReportEntry> entries(Graph graph) {
    return ShaclValidator.get().validate(shapes, new LayeredGraph(graph, known)).getEntries();
  }

  /// What the European and the German profile demand.
  public static List<OfficialShapes> mandatory() {
    return List.of(of(EUROPEAN), of(GERMAN));
  }

  /// What the European and the German profile demand, the vocabularies by themselves.
  public static List<OfficialShapes> mandatoryWithVocabularies() {
    return List.of(of(EUROPEAN), of(EUROPEAN_VOCABULARIES), of(GERMAN));
  }

  /// Everything that is a violation.
  public Collection<ReportEntry> violations(Graph graph) {
    return ShaclValidator.get()
        .validate(shapes, new LayeredGraph(graph, known))
        .getEntries()
        .stream()
        .filter(entry -> entry.severity().level().equals(SHACL.Violation))
        .toList();
  }

  /// The official files have property shapes that say nothing, which Jena refuses to parse: they
  /// are left out.
  private static Graph read(String... files) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (String file : files) {
      RDFParser.source(Folders.shared("standards/" + file)).parse(graph);
    }
    var dangling = new ArrayList<Triple>();
    graph
        .find(Node.ANY, SHACL.property, Node.ANY)
        .filterDrop(t -> graph.contains(t.getObject(), SHACL.path, Node.ANY))
        .forEach(dangling::add);
    dangling.forEach(graph::delete);
    return graph;
  }

  private static Graph background() {
    Graph known = GraphFactory.createDefaultGraph();
    for (Scheme scheme : Scheme.values()) {
      for (var concept : Examples.VOCABULARIES.concepts(scheme)) {
        known.add(Terms.iri(concept.uri()), Terms.A, Terms.CONCEPT);
        known.add(Terms.iri(concept.uri()), Terms.IN_SCHEME, Terms.iri(scheme.uri()));
      }
    }
    for (String ontology : ONTOLOGIES) {
      RDFParser.source(Folders.shared("standards/govdata-shacl/mirror/" + ontology)).parse(known);
    }
    return known;
  }
}
