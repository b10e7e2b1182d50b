package org.allmende.dcat.describing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.dcat.coverage.Content;
import org.allmende.dcat.terms.Iris;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Addresses;
import org.allmende.model.Dataset;
import org.allmende.model.Draft;
import org.allmende.model.Metadata;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/// Writes a description as [DCAT-AP.de 3.0](https://www.dcat-ap.de/def/dcatde/3.0/spec/) triples.
/// There are no blank nodes: every inner node has an address below the dataset's (`…#contact`), so
/// that the same description is the same graph, whoever compares.
public final class DatasetGraph {

  private static final String OPEN_API = "https://spec.openapis.org/oas/v3.1.1";
  private static final RDFDatatype WKT = NodeFactory.getType(Terms.GEO_NS + "wktLiteral");

  private static final String HVD_REGULATION = "http://data.europa.eu/eli/reg_impl/2023/138/oj";
  private static final String AVAILABLE = Terms.EU_AUTHORITY + "planned-availability/AVAILABLE";

  private static final int LONGEST_TEXT = 20_000;

  private final Graph graph;
  private final String uri;
  private final Node dataset;
  private final Describer.Request request;
  private final Content content;

  DatasetGraph(Graph graph, Describer.Request request, Content content) {
    this.graph = graph;
    this.uri = request.uri();
    this.dataset = Terms.iri(uri);
    this.request = request;
    this.content = content;
  }

  void write() {
    add(dataset, Terms.A, Terms.DATASET);
    add(dataset, Terms.A, Terms.RESOURCE);
    texts(dataset, Terms.TITLE, content.title());
    texts(dataset, Terms.DESCRIPTION, content.description());
    content.keywords().forEach(word -> add(dataset, Terms.KEYWORD, text(word, "de")));
    content.themes().forEach(theme -> link(dataset, Terms.THEME, theme));
    publisher();
    contact();
    places();
    period();
    concepts();
    add(dataset, Terms.ISSUED, moment(request.issued()));
    add(dataset, Terms.MODIFIED, moment(request.modified()));
    page();
    distributions();
  }

  private void publisher() {
    Metadata.Agent agent = content.publisher();
    if (agent == null) {
      return;
    }
    String address = agent.uri() == null ? uri + "#publisher" : agent.uri();
    Node node = Terms.iri(address);
    add(dataset, Terms.PUBLISHER, node);
    add(node, Terms.A, Terms.AGENT);
    add(node, Terms.A, Terms.ORGANIZATION);
    add(node, Terms.NAME, text(agent.name(), "de"));
    link(node, Terms.TYPE, content.publisherType());
  }

  private void contact() {
    Metadata.Contact contact = content.contact();
    if (contact == null || (contact.email() == null && contact.url() == null)) {
      return;
    }
    Node node = Terms.iri(uri + "#contact");
    add(dataset, Terms.CONTACT_POINT, node);
    add(node, Terms.A, Terms.KIND);
    add(node, Terms.A, Terms.VCARD_ORGANIZATION);
    if (contact.name() != null) {
      add(node, Terms.FN, text(contact.name(), "de"));
    }
    if (contact.email() != null) {
      add(node, Terms.HAS_EMAIL, Terms.iri("mailto:" + Iris.encode(contact.email())));
    }
    if (contact.url() != null && Iris.isAddress(contact.url())) {
      link(node, Terms.HAS_URL, contact.url());
    }
  }

  private void places() {
    for (Content.Spot place : content.places()) {
      String address =
          place.uri() == null
              ? uri + "#place-" + Iris.encode(String.valueOf(place.name()))
              : place.uri();
      Node node = Terms.iri(address);
      add(dataset, Terms.SPATIAL, node);
      add(node, Terms.A, Terms.LOCATION);
      if (place.name() != null) {
        add(node, Terms.PREF_LABEL, text(place.name(), "de"));
      }
      if (place.centroid() != null) {
        add(node, Terms.CENTROID, NodeFactory.createLiteralDT(place.centroid(), WKT));
      }
      if (place.key() != null && address.startsWith(Terms.GERMAN_PLACES)) {
        add(
            dataset,
            Terms.GEOCODING_LEVEL,
            Terms.iri(Terms.GERMAN_PLACES + "Level/" + level(place.key())));
      }
    }
    Dataset.Box box = content.box();
    if (box != null) {
      Node node = Terms.iri(uri + "#extent");
      add(dataset, Terms.SPATIAL, node);
      add(node, Terms.A, Terms.LOCATION);
      add(node, Terms.BBOX, NodeFactory.createLiteralDT(polygon(box), WKT));
    }
  }

  public static String level(String key) {
    return switch (key.length()) {
      case 2 -> "state";
      case 3, 5 -> "administrativeDistrict";
      default -> "municipality";
    };
  }

  private static String polygon(Dataset.Box b) {
    return String.format(
        Locale.ROOT,
        "POLYGON((%1$.6f %2$.6f,%3$.6f %2$.6f,%3$.6f %4$.6f,%1$.6f %4$.6f,%1$.6f %2$.6f))",
        b.west(),
        b.south(),
        b.east(),
        b.north());
  }

  private void period() {
    Metadata.Period period = content.temporal();
    if (period == null || (period.start() == null && period.end() == null)) {
      return;
    }
    Node node = Terms.iri(uri + "#period");
    add(dataset, Terms.TEMPORAL, node);
    add(node, Terms.A, Terms.PERIOD_OF_TIME);
    if (period.start() != null) {
      add(node, Terms.START_DATE, date(period.start()));
    }
    if (period.end() != null) {
      add(node, Terms.END_DATE, date(period.end()));
    }
  }

  private void concepts() {
    String open = Terms.EU_AUTHORITY + "access-right/PUBLIC";
    link(dataset, Terms.ACCESS_RIGHTS, open, Terms.RIGHTS_STATEMENT);
    link(dataset, Terms.AVAILABILITY, AVAILABLE);
    link(dataset, Terms.LANGUAGE, content.language(), Terms.LINGUISTIC_SYSTEM);
    link(dataset, Terms.FREQUENCY, content.frequency(), Terms.FREQUENCY_CLASS);
    add(dataset, Terms.IDENTIFIER, text(identifier(), ""));
    highValue(dataset);
  }

  private String identifier() {
    return content.identifier() == null ? uri : content.identifier();
  }

  private void page() {
    String landing = content.landingPage();
    Node page = Terms.iri(landing == null ? uri + "#page" : landing);
    add(dataset, Terms.LANDING_PAGE, page);
    add(page, Terms.A, Terms.DOCUMENT);
  }

  private void distributions() {
    var files = new DistributionGraph(this, request);
    for (int i = 0; i < request.drafts().size(); i++) {
      files.original(request.drafts().get(i), i + 1);
    }
    for (int i = 0; i < request.drafts().size(); i++) {
      Draft draft = request.drafts().get(i);
      if (!draft.tables().isEmpty()) {
        files.forms(draft.tables().getFirst(), i + 1);
        service();
        return;
      }
    }
  }

  /// The interface that answers questions about the rows of all tables.
  private void service() {
    Node service = Terms.iri(uri + "#service");
    String tables = new Addresses(request.base()).tables(request.id());
    add(service, Terms.A, Terms.DATA_SERVICE);
    content
        .title()
        .forEach((tag, title) ->
            add(service, Terms.TITLE, text(tag.equals("de") ? "Abfrage: " + title : title, tag)));
    add(service, Terms.ENDPOINT_URL, Terms.iri(tables));
    add(service, Terms.ENDPOINT_DESCRIPTION, Terms.iri(tables + "/1/openapi.json"));
    add(service, Terms.SERVES_DATASET, dataset);
    Node page = Terms.iri(uri + "#page");
    add(service, Terms.PAGE, page);
    add(page, Terms.A, Terms.DOCUMENT);
    for (Node alike : List.of(Terms.PUBLISHER, Terms.CONTACT_POINT, Terms.KEYWORD, Terms.THEME)) {
      graph
          .find(dataset, alike, Node.ANY)
          .toList()
          .forEach(t -> add(service, alike, t.getObject()));
    }
    add(
        service,
        Terms.DESCRIPTION,
        text("Filtert, gruppiert und blättert in den Zeilen; ohne Anmeldung.", "de"));
    add(
        service,
        Terms.DESCRIPTION,
        text("Filters, groups and pages the rows; no account is needed.", "en"));
    link(service, Terms.CONFORMS_TO, OPEN_API, Terms.STANDARD);
    link(service, Terms.AVAILABILITY, AVAILABLE);
    link(service, Terms.LICENSE, content.license());
    highValue(service);
  }

  /// What the regulation on high-value datasets asks of each part of one.
  private void highValue(Node part) {
    if (content.hvd() != null) {
      link(part, Terms.HVD_CATEGORY, content.hvd());
      link(part, Terms.APPLICABLE_LEGISLATION, HVD_REGULATION, Terms.LEGAL_RESOURCE);
    }
  }

  /// A file that somebody gave.
  Node file(String name) {
    Node node = distribution(name);
    add(node, Terms.ISSUED, moment(request.issued()));
    link(node, Terms.LANGUAGE, content.language(), Terms.LINGUISTIC_SYSTEM);
    if (content.license() != null) {
      rights(node);
    }
    return node;
  }

  /// What every distribution says alike. The forms we make of a file say no more than that: a
  /// dataset has several of them, and the rest stands at the dataset or the file they come from.
  Node distribution(String name) {
    Node node = Terms.iri(uri + "#" + name);
    add(dataset, Terms.HAS_DISTRIBUTION, node);
    add(node, Terms.A, Terms.DISTRIBUTION);
    link(node, Terms.AVAILABILITY, AVAILABLE);
    add(node, Terms.MODIFIED, moment(request.modified()));
    String license = content.license();
    if (license != null) {
      link(node, Terms.LICENSE, license, Terms.LICENSE_DOCUMENT);
      if (content.attribution() != null) {
        add(node, Terms.ATTRIBUTION, text(content.attribution(), "de"));
      }
    }
    if (content.hvd() != null) {
      link(node, Terms.APPLICABLE_LEGISLATION, HVD_REGULATION, Terms.LEGAL_RESOURCE);
    }
    return node;
  }

  private void rights(Node distribution) {
    Node rights = Terms.iri(uri + "#rights");
    add(distribution, Terms.RIGHTS, rights);
    add(rights, Terms.A, Terms.RIGHTS_STATEMENT);
    String name = content.licenseName() == null ? content.license() : content.licenseName();
    String by =
        content.attribution() == null ? "" : " Namensnennung: " + content.attribution() + ".";
    add(rights, Terms.LABEL, text("Nutzung nach der Lizenz " + name + "." + by, "de"));
  }

  void texts(Node subject, Node property, Map<String, String> texts) {
    new TreeMap<>(texts).forEach((tag, value) -> add(subject, property, text(value, tag)));
  }

  void add(Node subject, Node property, Node object) {
    graph.add(subject, property, object);
  }

  /// A link to something somebody else describes, with the class DCAT-AP wants it to have: who
  /// checks this graph alone has no vocabularies at hand.
  void link(Node subject, Node property, @Nullable String address, Node kind) {
    if (address != null) {
      Node object = Terms.iri(address);
      add(subject, property, object);
      add(object, Terms.A, kind);
    }
  }

  private void link(Node subject, Node property, @Nullable String address) {
    if (address != null) {
      add(subject, property, Terms.iri(address));
    }
  }

  /// A text in a language, as it can stand in every serialisation.
  static Node text(String value, String tag) {
    String clean = clean(value);
    return tag.isEmpty()
        ? NodeFactory.createLiteralString(clean)
        : NodeFactory.createLiteralLang(clean, tag);
  }

  /// XML has no control characters and no halves of characters; neither has anything we say.
  private static String clean(String text) {
    var out = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
    text.codePoints()
        .limit(LONGEST_TEXT)
        .map(c -> c == '\n' || c == '\t' ? c : isWritable(c) ? c : ' ')
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isWritable(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.SURROGATE
        && (c & 0xfffe) != 0xfffe;
  }

  static Node moment(Instant instant) {
    return NodeFactory.createLiteralDT(
        instant.truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime);
  }

  /// A year, month, day or moment with its datatype.
  public static Node date(String iso) {
    RDFDatatype type =
        switch (iso.length()) {
          case 4 -> XSDDatatype.XSDgYear;
          case 7 -> XSDDatatype.XSDgYearMonth;
          case 10 -> XSDDatatype.XSDdate;
          default -> XSDDatatype.XSDdateTime;
        };
    return NodeFactory.createLiteralDT(iso, type);
  }
}
