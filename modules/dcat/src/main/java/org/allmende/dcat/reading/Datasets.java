package org.allmende.dcat.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/// Reads any DCAT-AP graph, ours or harvested, into plain values. Tolerant: what is written in the
/// wrong form is taken where its meaning is clear, and left out where it is not.
public final class Datasets {

  private static final Node TABLE_OF = NodeFactory.createURI(Terms.CSVW_NS + "url");
  private static final List<Node> STARTS =
      List.of(
          Terms.START_DATE,
          NodeFactory.createURI(Terms.SCHEMA_NS + "startDate"),
          NodeFactory.createURI("https://schema.org/startDate"));
  private static final List<Node> ENDS =
      List.of(
          Terms.END_DATE,
          NodeFactory.createURI(Terms.SCHEMA_NS + "endDate"),
          NodeFactory.createURI("https://schema.org/endDate"));

  private final Graph graph;

  private Datasets(Graph graph) {
    this.graph = graph;
  }

  /// Reads the dataset of that URI.
  public static Dataset read(Graph graph, String uri) {
    return new Datasets(graph).dataset(NodeFactory.createURI(uri));
  }

  /// How the sources of a dataset's distributions want to be named
  /// (`dcatde:licenseAttributionByText`), each text once.
  public static List<String> attributions(Graph graph, String uri) {
    var reader = new Datasets(graph);
    var texts = new LinkedHashSet<String>();
    for (Node distribution : reader.objects(NodeFactory.createURI(uri), Terms.HAS_DISTRIBUTION)) {
      if (!distribution.isLiteral()) {
        texts.addAll(reader.strings(distribution, Terms.ATTRIBUTION));
      }
    }
    return List.copyOf(texts);
  }

  /// The series a dataset is part of, by their URIs.
  public static List<String> series(Graph graph, String uri) {
    return new Datasets(graph)
        .objects(NodeFactory.createURI(uri), Terms.IN_SERIES).stream()
            .filter(Node::isURI)
            .map(Node::getURI)
            .toList();
  }

  private Dataset dataset(Node dataset) {
    List<Dataset.Distribution> distributions =
        objects(dataset, Terms.HAS_DISTRIBUTION).stream()
            .filter(n -> !n.isLiteral())
            .map(this::distribution)
            .sorted(Comparator.comparing(Dataset.Distribution::uri))
            .toList();
    var licenses = new LinkedHashSet<String>();
    distributions.forEach(d -> add(licenses, d.license()));
    objects(dataset, Terms.LICENSE).forEach(l -> add(licenses, text(l)));
    return new Dataset(
        dataset.getURI(),
        texts(dataset, Terms.TITLE),
        texts(dataset, Terms.DESCRIPTION),
        strings(dataset, Terms.KEYWORD),
        strings(dataset, Terms.THEME),
        publisher(dataset),
        contact(dataset),
        List.copyOf(licenses),
        objects(dataset, Terms.SPATIAL).stream().map(this::place).toList(),
        objects(dataset, Terms.TEMPORAL).stream().flatMap(p -> period(p).stream()).toList(),
        first(dataset, Terms.ISSUED),
        first(dataset, Terms.MODIFIED),
        first(dataset, Terms.FREQUENCY),
        strings(dataset, Terms.LANGUAGE),
        first(dataset, Terms.ACCESS_RIGHTS),
        strings(dataset, Terms.HVD_CATEGORY),
        first(dataset, Terms.IDENTIFIER),
        first(dataset, Terms.LANDING_PAGE),
        distributions);
  }

  private Dataset.Distribution distribution(Node node) {
    return new Dataset.Distribution(
        id(node),
        texts(node, Terms.TITLE),
        first(node, Terms.FORMAT),
        mediaType(node),
        first(node, Terms.ACCESS_URL),
        first(node, Terms.DOWNLOAD_URL),
        first(node, Terms.LICENSE),
        number(first(node, Terms.BYTE_SIZE)),
        checksum(node),
        rows(node));
  }

  private @Nullable String mediaType(Node distribution) {
    String type = first(distribution, Terms.MEDIA_TYPE);
    if (type == null) {
      return null;
    }
    int at = type.indexOf("media-types/");
    return at < 0 ? type : type.substring(at + "media-types/".length());
  }

  private @Nullable String checksum(Node distribution) {
    Node checksum = node(distribution, Terms.HAS_CHECKSUM);
    return checksum == null ? null : first(checksum, Terms.CHECKSUM_VALUE);
  }

  /// The rows of the table that a distribution holds, told by the table that names its file.
  private @Nullable Long rows(Node distribution) {
    Long direct = number(first(distribution, Terms.ENTITIES));
    if (direct != null) {
      return direct;
    }
    for (Node address : objects(distribution, Terms.DOWNLOAD_URL)) {
      var tables = graph.find(Node.ANY, TABLE_OF, address).toList();
      if (!tables.isEmpty()) {
        return number(first(tables.getFirst().getSubject(), Terms.ENTITIES));
      }
    }
    return null;
  }

  private Metadata.@Nullable Agent publisher(Node dataset) {
    Node publisher = node(dataset, Terms.PUBLISHER);
    if (publisher == null) {
      return null;
    }
    if (publisher.isLiteral()) {
      return new Metadata.Agent(publisher.getLiteralLexicalForm(), null);
    }
    String name = label(publisher, Terms.NAME);
    String uri = publisher.isURI() ? publisher.getURI() : null;
    return new Metadata.Agent(name == null ? "" : name, uri);
  }

  private Metadata.@Nullable Contact contact(Node dataset) {
    Node contact = node(dataset, Terms.CONTACT_POINT);
    if (contact == null || contact.isLiteral()) {
      return null;
    }
    String mail = first(contact, Terms.HAS_EMAIL);
    return new Metadata.Contact(
        label(contact, Terms.FN),
        mail == null ? null : mail.replaceFirst("^mailto:", ""),
        first(contact, Terms.HAS_URL));
  }

  private Dataset.Place place(Node place) {
    if (place.isLiteral()) {
      return new Dataset.Place(null, place.getLiteralLexicalForm(), null);
    }
    String name = label(place, Terms.PREF_LABEL);
    if (name == null) {
      name = label(place, Terms.LABEL);
    }
    return new Dataset.Place(place.isURI() ? place.getURI() : null, name, box(place));
  }

  private Dataset.@Nullable Box box(Node place) {
    for (Node property : List.of(Terms.BBOX, Terms.GEOMETRY, Terms.CENTROID)) {
      for (Node geometry : objects(place, property)) {
        Dataset.Box box = geometry.isLiteral() ? Boxes.of(geometry.getLiteralLexicalForm()) : null;
        if (box != null) {
          return box;
        }
      }
    }
    return null;
  }

  private List<Metadata.Period> period(Node period) {
    if (period.isLiteral()) {
      return List.of();
    }
    String start = firstOf(period, STARTS);
    String end = firstOf(period, ENDS);
    return start == null && end == null ? List.of() : List.of(new Metadata.Period(start, end));
  }

  private @Nullable String firstOf(Node subject, List<Node> properties) {
    for (Node property : properties) {
      String value = first(subject, property);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private Map<String, String> texts(Node subject, Node property) {
    var texts = new LinkedHashMap<String, String>();
    for (Node node : objects(subject, property)) {
      if (node.isLiteral() && !node.getLiteralLexicalForm().isBlank()) {
        String language = node.getLiteralLanguage();
        String tag =
            language.contains("-") ? language.substring(0, language.indexOf('-')) : language;
        texts.putIfAbsent(tag, node.getLiteralLexicalForm());
      }
    }
    return texts;
  }

  private List<String> strings(Node subject, Node property) {
    var strings = new LinkedHashSet<String>();
    objects(subject, property).forEach(n -> add(strings, text(n)));
    return List.copyOf(strings);
  }

  private @Nullable String label(Node subject, Node property) {
    Map<String, String> texts = texts(subject, property);
    for (String tag : List.of("de", "", "en")) {
      String text = texts.get(tag);
      if (text != null) {
        return text;
      }
    }
    return texts.values().stream().findFirst().orElse(null);
  }

  private @Nullable String first(Node subject, Node property) {
    Node node = node(subject, property);
    return node == null ? null : text(node);
  }

  private @Nullable Node node(Node subject, Node property) {
    List<Node> all = objects(subject, property);
    return all.isEmpty() ? null : all.getFirst();
  }

  /// In a fixed order, so that "the first" is always the same.
  private List<Node> objects(Node subject, Node property) {
    var objects = new ArrayList<Node>();
    graph.find(subject, property, Node.ANY).forEachRemaining(t -> objects.add(t.getObject()));
    if (objects.size() > 1) {
      objects.sort(Comparator.comparing(Datasets::text));
    }
    return objects;
  }

  private static String id(Node node) {
    return node.isURI() ? node.getURI() : "_:" + node.getBlankNodeLabel();
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm().strip() : id(node);
  }

  private static void add(Set<String> texts, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      texts.add(text);
    }
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,18}(\\.0+)?")) {
      return null;
    }
    return Long.parseLong(text.replaceFirst("\\.0+$", ""));
  }
}
