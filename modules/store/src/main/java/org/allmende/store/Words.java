package org.allmende.store;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.allmende.model.State;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/// The words of the private part of the store, all below `urn:allmende:`, and the few public ones
/// the store itself writes. The private part is TDB2's default graph; the public is never shown it.
final class Words {

  /// Where our private names begin; no public graph may be called so.
  static final String NAMESPACE = "urn:allmende:";

  /// The store itself: its random name and the number of its last change.
  static final Node STORE = uri("store");

  static final Node STORE_ID = uri("id");
  static final Node LAST_CHANGE = uri("lastChange");

  /// The store → how many transactions were written to it, and in which epoch the last was.
  static final Node TRANSACTION = uri("transaction");

  static final Node EPOCH = uri("epoch");

  /// The store, where several nodes write to it → a random name of the last transaction, and when
  /// it was written, in milliseconds.
  static final Node COMMAND = uri("command");

  static final Node WRITTEN = uri("written");

  /// An epoch → the number of its first transaction.
  static final Node SINCE = uri("since");

  /// Record → number of the dataset's last change. A whole number needs no place in the node table.
  static final Node CHANGE = uri("change");

  /// Name of a graph that describes no dataset → number of its last change.
  static final Node GRAPH_CHANGE = uri("graphChange");

  /// Record → the dataset's URI, in every state.
  static final Node DATASET = uri("dataset");

  /// Record → `draft` or `withdrawn`; nothing while published.
  static final Node STATE = uri("state");

  /// Record → the graph as N-Triples, while it is not published.
  static final Node GRAPH = uri("graph");

  /// Record → what is not for publication, as JSON; nothing where there is nothing.
  static final Node NOTES = uri("notes");

  /// Record → a version before this one, as JSON.
  static final Node VERSION = uri("version");

  /// Record → SHA-256 of a file that is public: the published graph names it by its checksum, or an
  /// earlier version holds it.
  static final Node FILE = uri("file");

  /// Record → when it was first stored or published, and last changed, while it is not published.
  static final Node ISSUED = uri("issued");

  static final Node MODIFIED = uri("modified");

  /// Record → when it was first published, while it is not published any more.
  static final Node PUBLISHED = uri("published");

  /// Record → the URI of a dataset that was erased, so that followers forget it too.
  static final Node ERASED = uri("erased");

  /// Tenant → its settings, and how it wants work done; token → its name and rights; person → what
  /// is known of them; all as JSON.
  static final Node TENANT = uri("tenant");

  static final Node RULES = uri("rules");

  /// The picture of a tenant's crest, as JSON.
  static final Node CREST = uri("crest");

  static final Node TOKEN = uri("token");

  static final Node PERSON = uri("person");

  /// The trail → the number of its last line. Day → the day itself, the number of its first line in
  /// the trail, and its lines as JSON.
  static final Node TRAIL_LAST = uri("trailLast");

  static final Node TRAIL_DAY = uri("trailDay");

  static final Node TRAIL_FIRST = uri("trailFirst");

  static final Node TRAIL_LINE = uri("trailLine");

  /// A source that a tenant harvests, as JSON.
  static final Node SOURCE = uri("source");

  /// What a reader has written about a dataset, as JSON.
  static final Node MESSAGE = uri("message");

  static final Node TYPE = RDF.type.asNode();
  static final Node CATALOG_RECORD = DCAT.CatalogRecord.asNode();
  static final Node DCAT_RECORD = DCAT.record.asNode();
  static final Node DCAT_DATASET = DCAT.dataset.asNode();
  static final Node DCT_ISSUED = DCTerms.issued.asNode();
  static final Node DCT_MODIFIED = DCTerms.modified.asNode();
  static final Node PRIMARY_TOPIC = NodeFactory.createURI("http://xmlns.com/foaf/0.1/primaryTopic");
  static final Node CHECKSUM_VALUE =
      NodeFactory.createURI("http://spdx.org/rdf/terms#checksumValue");

  private Words() {}

  static Node uri(String name) {
    return NodeFactory.createURI(NAMESPACE + name);
  }

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }

  static long number(Node literal) {
    return Long.parseLong(literal.getLiteralLexicalForm());
  }

  static Node text(String text) {
    return NodeFactory.createLiteralString(text);
  }

  static State state(Node literal) {
    return State.valueOf(literal.getLiteralLexicalForm().toUpperCase(Locale.ROOT));
  }

  /// A moment as it stands in records: UTC, milliseconds.
  static Node moment(Instant instant) {
    String millis = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    return Content.spelled(NodeFactory.createLiteralDT(millis, XSDDatatype.XSDdateTime));
  }

  static Instant moment(Node literal) {
    return Instant.from(DateTimeFormatter.ISO_INSTANT.parse(literal.getLiteralLexicalForm()));
  }
}
