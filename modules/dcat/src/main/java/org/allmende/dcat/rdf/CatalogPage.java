package org.allmende.dcat.rdf;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Addresses;
import org.allmende.model.Tenant;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/// A page of the catalogue: the catalogue itself, the datasets of this page with all they hold, and
/// where the other pages are, in both forms of hydra that harvesters read.
public final class CatalogPage {

  private static final Node THEMES = iri(Terms.EU_AUTHORITY + "data-theme");
  private static final Node GERMAN = iri(Terms.EU_AUTHORITY + "language/DEU");
  private static final Node LINGUISTIC_SYSTEM = iri(Terms.DCTERMS_NS + "LinguisticSystem");

  private CatalogPage() {}

  /// A dataset on a page.
  ///
  /// @param uri the dataset's URI
  /// @param record its catalogue record's URI
  /// @param graph its description
  /// @param issued when it was listed here
  /// @param modified when its description was last changed here
  public record Member(String uri, String record, Graph graph, Instant issued, Instant modified) {}

  /// The catalogue of a tenant, without its datasets.
  public static Graph catalog(Tenant tenant, Addresses addresses) {
    return catalog(
        addresses.catalog(tenant.slug()),
        "Offene Daten: " + tenant.name(),
        "Datensätze, die " + tenant.name() + " veröffentlicht.",
        addresses.publisher(tenant.slug()),
        tenant.name(),
        tenant.homepage(),
        addresses.base());
  }

  /// The catalogue of all tenants, without their datasets.
  public static Graph installation(Addresses addresses) {
    return catalog(
        addresses.catalog(),
        "Offene Daten",
        "Alle Datensätze, die hier veröffentlicht sind.",
        addresses.catalog() + "#publisher",
        "Offene Daten",
        null,
        addresses.base());
  }

  private static Graph catalog(
      String uri,
      String title,
      String description,
      String publisher,
      String publisherName,
      @Nullable String publisherPage,
      String base) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node catalog = iri(uri);
    graph.add(catalog, Terms.A, Terms.CATALOG);
    graph.add(catalog, Terms.TITLE, NodeFactory.createLiteralLang(title, "de"));
    graph.add(catalog, Terms.DESCRIPTION, NodeFactory.createLiteralLang(description, "de"));
    graph.add(catalog, Terms.LANGUAGE, GERMAN);
    graph.add(GERMAN, Terms.A, LINGUISTIC_SYSTEM);
    graph.add(catalog, Terms.THEME_TAXONOMY, THEMES);
    Node homepage = iri(base + "/");
    graph.add(catalog, Terms.HOMEPAGE, homepage);
    graph.add(homepage, Terms.A, Terms.DOCUMENT);
    Node agent = iri(publisher);
    graph.add(catalog, Terms.PUBLISHER, agent);
    graph.add(agent, Terms.A, Terms.AGENT);
    graph.add(agent, Terms.A, Terms.ORGANIZATION);
    graph.add(agent, Terms.NAME, NodeFactory.createLiteralLang(publisherName, "de"));
    if (publisherPage != null && publisherPage.matches("https?://[^\\s<>\"{}|\\\\^`]+")) {
      graph.add(agent, Terms.HOMEPAGE, iri(publisherPage));
      graph.add(iri(publisherPage), Terms.A, Terms.DOCUMENT);
    }
    return graph;
  }

  /// Where a page stands among the others.
  ///
  /// @param address of every page but for its number, such as `…/catalog.ttl?page=`
  /// @param number of this page, from 1
  /// @param pages how many there are, at least 1
  /// @param total datasets on all pages
  /// @param size datasets on a full page
  public record Place(String address, int number, int pages, int total, int size) {}

  /// One page as bytes; equal input gives equal bytes.
  ///
  /// @param uri the catalogue's URI
  public static byte[] write(
      String uri, Graph catalog, List<Member> members, Place place, RdfSyntax syntax) {
    Graph page = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(page, catalog);
    Node subject = iri(uri);
    for (Member member : members) {
      GraphUtil.addInto(page, member.graph());
      enter(page, subject, member);
    }
    paging(page, place, subject);
    var out = new ByteArrayOutputStream();
    RdfWriter.write(page, subject, syntax, out);
    return out.toByteArray();
  }

  /// What a catalogue says of a dataset: that it has it, and its record.
  public static Graph entry(String catalog, Member member) {
    Graph graph = GraphFactory.createDefaultGraph();
    enter(graph, iri(catalog), member);
    return graph;
  }

  /// The record of a dataset as the store keeps it.
  public static Graph record(String catalog, Member member) {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.add(iri(catalog), Terms.HAS_DATASET, iri(member.uri()));
    record(graph, iri(catalog), member);
    return graph;
  }

  private static void enter(Graph page, Node catalog, Member member) {
    page.add(catalog, Terms.HAS_DATASET, iri(member.uri()));
    member
        .graph()
        .find(Node.ANY, Terms.A, Terms.DATA_SERVICE)
        .forEachRemaining(service -> page.add(catalog, Terms.HAS_SERVICE, service.getSubject()));
    record(page, catalog, member);
  }

  private static void record(Graph page, Node catalog, Member member) {
    Node record = iri(member.record());
    page.add(catalog, Terms.HAS_RECORD, record);
    page.add(record, Terms.A, Terms.CATALOG_RECORD);
    page.add(record, Terms.PRIMARY_TOPIC, iri(member.uri()));
    page.add(record, Terms.ISSUED, moment(member.issued()));
    page.add(record, Terms.MODIFIED, moment(member.modified()));
  }

  private static void paging(Graph page, Place place, Node collection) {
    Node view = iri(place.address() + place.number());
    page.add(view, Terms.A, hydra("PagedCollection"));
    page.add(view, Terms.A, hydra("PartialCollectionView"));
    page.add(collection, hydra("view"), view);
    page.add(view, hydra("totalItems"), integer(place.total()));
    page.add(view, hydra("itemsPerPage"), integer(place.size()));
    link(page, view, "first", "firstPage", place.address() + 1);
    link(page, view, "last", "lastPage", place.address() + place.pages());
    if (place.number() < place.pages()) {
      link(page, view, "next", "nextPage", place.address() + (place.number() + 1));
    }
    if (place.number() > 1) {
      link(page, view, "previous", "previousPage", place.address() + (place.number() - 1));
    }
  }

  private static void link(
      Graph page, Node view, String property, String oldProperty, String target) {
    page.add(view, hydra(property), iri(target));
    page.add(view, hydra(oldProperty), NodeFactory.createLiteralString(target));
  }

  private static Node hydra(String name) {
    return iri(Terms.HYDRA_NS + name);
  }

  private static Node integer(int number) {
    return NodeFactory.createLiteralDT(Integer.toString(number), XSDDatatype.XSDinteger);
  }

  /// As the store spells it: without zeros at the end of its fraction.
  private static Node moment(Instant instant) {
    String text = instant.toString().replaceFirst("(\\.\\d*?)0+Z$", "$1Z");
    return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdateTime);
  }

  private static Node iri(String uri) {
    return NodeFactory.createURI(uri);
  }
}
