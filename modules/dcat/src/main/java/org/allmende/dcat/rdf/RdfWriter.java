package org.allmende.dcat.rdf;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;

/// Writes graphs so that the same triples give the same bytes: subjects in a fixed order, the main
/// one first, `rdf:type` first, then by predicate and object.
public final class RdfWriter {

  private static final Map<String, String> PREFIXES = prefixes();

  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::subject)
          .thenComparing(Line::predicate)
          .thenComparing(Line::object);

  private RdfWriter() {}

  /// Writes a graph.
  ///
  /// @param main the subject that comes first
  public static void write(Graph graph, Node main, RdfSyntax syntax, OutputStream out) {
    switch (syntax) {
      case TURTLE -> stream(ordered(graph, main), RDFFormat.TURTLE_BLOCKS, out);
      case N_TRIPLES -> stream(ordered(graph, main), RDFFormat.NTRIPLES_UTF8, out);
      case RDF_XML -> RdfXml.write(ordered(graph, main), PREFIXES, out);
      case JSON_LD -> JsonLd.write(ordered(graph, main), PREFIXES, out);
    }
  }

  /// Writes a graph as the element `rdf:RDF` into a document that somebody else has begun.
  ///
  /// @param main the subject that comes first
  public static void write(Graph graph, Node main, XMLStreamWriter xml) throws XMLStreamException {
    RdfXml.write(ordered(graph, main), PREFIXES, xml);
  }

  /// Writes the quads of one named graph as N-Quads.
  public static void writeQuads(String name, Graph graph, OutputStream out) {
    Node graphName = org.apache.jena.graph.NodeFactory.createURI(name);
    StreamRDF stream = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
    stream.start();
    ordered(graph.find().toList())
        .forEach(t -> stream.quad(org.apache.jena.sparql.core.Quad.create(graphName, t)));
    stream.finish();
  }

  static List<Triple> ordered(Graph graph, Node main) {
    var first = new ArrayList<Triple>();
    var others = new ArrayList<Triple>();
    graph.find().forEachRemaining(t -> (t.getSubject().equals(main) ? first : others).add(t));
    var all = ordered(first);
    all.addAll(ordered(others));
    return all;
  }

  /// A triple with the texts it is sorted by.
  private record Line(Triple triple, String subject, String predicate, String object) {}

  /// Making a text costs more than comparing it, so each is made once.
  private static List<Triple> ordered(List<Triple> triples) {
    var texts = new HashMap<Node, String>();
    var lines = new ArrayList<Line>(triples.size());
    for (Triple t : triples) {
      lines.add(
          new Line(
              t,
              texts.computeIfAbsent(t.getSubject(), NodeFmtLib::strNT),
              t.getPredicate().equals(Terms.A)
                  ? ""
                  : texts.computeIfAbsent(t.getPredicate(), NodeFmtLib::strNT),
              texts.computeIfAbsent(t.getObject(), NodeFmtLib::strNT)));
    }
    lines.sort(ORDER);
    var ordered = new ArrayList<Triple>(lines.size());
    lines.forEach(line -> ordered.add(line.triple()));
    return ordered;
  }

  private static void stream(List<Triple> triples, RDFFormat format, OutputStream out) {
    StreamRDF stream = StreamRDFWriter.getWriterStream(out, format);
    stream.start();
    if (!format.getLang().equals(Lang.NTRIPLES)) {
      PREFIXES.forEach(stream::prefix);
    }
    triples.forEach(stream::triple);
    stream.finish();
  }

  private static Map<String, String> prefixes() {
    var prefixes = new LinkedHashMap<String, String>();
    prefixes.put("adms", Terms.ADMS_NS);
    prefixes.put("csvw", Terms.CSVW_NS);
    prefixes.put("dcat", Terms.DCAT_NS);
    prefixes.put("dcatap", Terms.DCATAP_NS);
    prefixes.put("dcatde", Terms.DCATDE_NS);
    prefixes.put("dcterms", Terms.DCTERMS_NS);
    prefixes.put("foaf", Terms.FOAF_NS);
    prefixes.put("geo", Terms.GEO_NS);
    prefixes.put("hydra", Terms.HYDRA_NS);
    prefixes.put("locn", Terms.LOCN_NS);
    prefixes.put("owl", Terms.OWL_NS);
    prefixes.put("rdf", Terms.RDF_NS);
    prefixes.put("rdfs", Terms.RDFS_NS);
    prefixes.put("schema", Terms.SCHEMA_NS);
    prefixes.put("skos", Terms.SKOS_NS);
    prefixes.put("spdx", Terms.SPDX_NS);
    prefixes.put("vcard", Terms.VCARD_NS);
    prefixes.put("void", Terms.VOID_NS);
    prefixes.put("xsd", Terms.XSD_NS);
    return prefixes;
  }
}
