package org.allmende.dcat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
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

  /// One page as bytes; equal input gives equal bytes.
  ///
  /// @param address the catalogue's URI, which is also the address of its first page
  /// @param number of this page, from 1
  /// @param pages how many there are, at least 1
  /// @param total datasets on all pages
  /// @param size datasets on a full page
  public static byte[] write(
      String address,
      Graph catalog,
      List<Member> members,
      int number,
      int pages,
      int total,
      int size,
      RdfSyntax syntax) {
    Graph page = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(page, catalog);
    Node subject = iri(address);
    for (Member member : members) {
      GraphUtil.addInto(page, member.graph());
      page.add(subject, Terms.HAS_DATASET, iri(member.uri()));
      record(page, subject, member);
    }
    paging(page, address + "." + syntax.suffix(), number, pages, total, size, subject);
    var out = new ByteArrayOutputStream();
    RdfWriter.write(page, subject, syntax, out);
    return out.toByteArray();
  }

  private static void record(Graph page, Node catalog, Member member) {
    Node record = iri(member.record());
    page.add(catalog, Terms.HAS_RECORD, record);
    page.add(record, Terms.A, Terms.CATALOG_RECORD);
    page.add(record, Terms.PRIMARY_TOPIC, iri(member.uri()));
    page.add(record, Terms.ISSUED, moment(member.issued()));
    page.add(record, Terms.MODIFIED, moment(member.modified()));
  }

  private static void paging(
      Graph page, String address, int number, int pages, int total, int size, Node collection) {
    Node view = iri(address + "?page=" + number);
    page.add(view, Terms.A, hydra("PagedCollection"));
    page.add(view, Terms.A, hydra("PartialCollectionView"));
    page.add(collection, hydra("view"), view);
    page.add(view, hydra("totalItems"), integer(total));
    page.add(view, hydra("itemsPerPage"), integer(size));
    link(page, view, "first", "firstPage", address, 1);
    link(page, view, "last", "lastPage", address, pages);
    if (number < pages) {
      link(page, view, "next", "nextPage", address, number + 1);
    }
    if (number > 1) {
      link(page, view, "previous", "previousPage", address, number - 1);
    }
  }

  private static void link(
      Graph page, Node view, String property, String oldProperty, String address, int number) {
    String target = address + "?page=" + number;
    page.add(view, hydra(property), iri(target));
    page.add(view, hydra(oldProperty), NodeFactory.createLiteralString(target));
  }

  private static Node hydra(String name) {
    return iri(Terms.HYDRA_NS + name);
  }

  private static Node integer(int number) {
    return NodeFactory.createLiteralDT(Integer.toString(number), XSDDatatype.XSDinteger);
  }

  private static Node moment(Instant instant) {
    return NodeFactory.createLiteralDT(instant.toString(), XSDDatatype.XSDdateTime);
  }

  private static Node iri(String uri) {
    return NodeFactory.createURI(uri);
  }
}
