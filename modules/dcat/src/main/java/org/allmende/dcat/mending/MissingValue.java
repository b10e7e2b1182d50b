package org.allmende.dcat.mending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.describing.DatasetGraph;
import org.allmende.dcat.terms.Codes;
import org.allmende.dcat.terms.Iri;
import org.allmende.dcat.terms.Iris;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.dcat.words.Span;
import org.allmende.dcat.words.Topics;
import org.allmende.dcat.words.Words;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Takes a missing value from where else it stands: at another part of the description, or in what
/// is known of the tenant.
final class MissingValue {

  private static final Node HVD_REGULATION =
      Terms.iri("http://data.europa.eu/eli/reg_impl/2023/138/oj");
  private static final int MOST_WORDS = 500;
  private static final Pattern EXTENSION = Pattern.compile("\\.([a-z0-9]{2,7})(?:[?#].*)?$");

  private final Graph graph;
  private final Node dataset;
  private final Tenant tenant;
  private final Vocabularies vocabularies;
  private final Topics topics;

  MissingValue(Graph graph, Node dataset, Tenant tenant, Vocabularies vocabularies, Topics topics) {
    this.graph = graph;
    this.dataset = dataset;
    this.tenant = tenant;
    this.vocabularies = vocabularies;
    this.topics = topics;
  }

  /// Values found for a field.
  ///
  /// @param about what they stand for beyond themselves
  private record Found(List<Node> values, List<Triple> about, boolean sure, Text says) {

    static Optional<Found> one(Optional<Node> value, boolean sure, String de, String en) {
      return value.map(node ->
          new Found(
              List.of(node),
              List.of(),
              sure,
              new Text(de + " (" + shown(node) + ").", en + " (" + shown(node) + ").")));
    }
  }

  Optional<Repair> repair(Checker.Judged judged) {
    Node focus = judged.entry().focusNode();
    if (!focus.isURI()) {
      return Optional.empty();
    }
    return found(judged.code(), focus)
        .map(found -> {
          var add = new ArrayList<>(found.about());
          Node property = property(judged);
          found.values().forEach(value -> add.add(Triple.create(focus, property, value)));
          return new Repair(
              judged.code(), judged.rule().field(), found.sure(), found.says(), List.of(), add);
        });
  }

  private static Node property(Checker.Judged judged) {
    Node property = judged.property();
    if (property != null) {
      return property;
    }
    return switch (judged.code()) {
      case "attribution-missing" -> Terms.ATTRIBUTION;
      case "hvd-file-terms-missing" -> Terms.LICENSE;
      default -> Terms.HAS_EMAIL;
    };
  }

  private Optional<Found> found(String code, Node focus) {
    return switch (code) {
      case "hvd-legislation-missing",
          "hvd-file-legislation-missing",
          "hvd-service-legislation-missing",
          "hvd-series-legislation-missing" ->
          Found.one(
              Optional.of(HVD_REGULATION),
              true,
              "Die Verordnung wird genannt",
              "Names the regulation");
      case "hvd-service-category-missing", "hvd-series-category-missing" ->
          Found.one(
              first(dataset, Terms.HVD_CATEGORY),
              true,
              "Die Kategorie des Datensatzes gilt auch hier",
              "The dataset’s category holds here too");
      case "publisher-missing",
          "publisher-recommended",
          "service-publisher-missing",
          "service-publisher-recommended",
          "series-publisher-missing",
          "series-publisher-recommended" ->
          publisher(focus);
      case "contact-missing", "service-contact-missing", "hvd-service-contact-missing" ->
          contact(focus);
      case "contact-unreachable", "contact-without-address", "hvd-contact-unreachable" -> email();
      case "license-missing", "license-recommended", "hvd-file-terms-missing" -> license(focus);
      case "access-url-missing" -> accessUrl(focus);
      case "format-missing" -> format(focus);
      case "identifier-missing" ->
          Found.one(
              Optional.of(literal(focus.getURI())),
              true,
              "Die Adresse des Datensatzes wird seine Kennung",
              "The dataset’s address becomes its identifier");
      case "modified-missing" -> latest(Terms.MODIFIED);
      case "issued-missing" -> earliest(Terms.ISSUED);
      case "distribution-modified-missing" ->
          Found.one(
              first(dataset, Terms.MODIFIED),
              false,
              "Das Änderungsdatum des Datensatzes gilt auch für die Datei",
              "The dataset’s date of change holds for the file too");
      case "title-missing" -> title();
      case "description-missing" ->
          Found.one(
              first(dataset, Terms.TITLE),
              false,
              "Der Titel steht auch als Beschreibung",
              "The title stands as description too");
      case "distribution-title-missing" ->
          Found.one(
              first(dataset, Terms.TITLE),
              false,
              "Die Datei heißt wie der Datensatz",
              "The file is called like the dataset");
      case "distribution-description-missing" ->
          Found.one(
              first(focus, Terms.TITLE),
              false,
              "Der Titel der Datei steht auch als Beschreibung",
              "The file’s title stands as description too");
      case "themes-missing" -> themes();
      case "keywords-missing" -> keywords();
      case "spatial-missing" -> place();
      case "geocoding-level-missing" -> level();
      case "temporal-missing" -> period(focus);
      case "availability-missing", "dataset-availability-missing" ->
          Found.one(
              Optional.of(Terms.iri(Terms.EU_AUTHORITY + "planned-availability/AVAILABLE")),
              false,
              "Es wird angenommen, dass die Daten dauerhaft bereitstehen",
              "Assumes that the data are there to stay");
      case "attribution-missing" ->
          Found.one(
              first(dataset, Terms.PUBLISHER).flatMap(agent -> first(agent, Terms.NAME)),
              false,
              "Genannt wird der Herausgeber",
              "The publisher’s name is given");
      case "checksum-algorithm-missing" -> algorithm(focus);
      default -> Optional.empty();
    };
  }

  private Optional<Found> publisher(Node focus) {
    Optional<Node> own = focus.equals(dataset) ? Optional.empty() : first(dataset, Terms.PUBLISHER);
    if (own.isPresent()) {
      return Found.one(
          own,
          true,
          "Der Herausgeber des Datensatzes gilt auch hier",
          "The dataset’s publisher holds");
    }
    Node node = Terms.iri(focus.getURI() + Skolem.MARK + "publisher");
    return Optional.of(
        new Found(
            List.of(node),
            List.of(
                Triple.create(node, Terms.A, Terms.AGENT),
                Triple.create(node, Terms.A, Terms.ORGANIZATION),
                Triple.create(node, Terms.NAME, literal(tenant.name()))),
            false,
            new Text(
                "Herausgeber wird " + tenant.name() + ".",
                tenant.name() + " becomes the publisher.")));
  }

  private Optional<Found> contact(Node focus) {
    Optional<Node> own =
        focus.equals(dataset) ? Optional.empty() : first(dataset, Terms.CONTACT_POINT);
    if (own.isPresent()) {
      return Found.one(
          own, true, "Der Kontakt des Datensatzes gilt auch hier", "The dataset’s contact holds");
    }
    Metadata.Contact contact = tenant.contact();
    if (contact == null || (contact.email() == null && contact.url() == null)) {
      return Optional.empty();
    }
    Node node = Terms.iri(focus.getURI() + Skolem.MARK + "contact");
    var about = new ArrayList<Triple>();
    about.add(Triple.create(node, Terms.A, Terms.KIND));
    about.add(Triple.create(node, Terms.A, Terms.VCARD_ORGANIZATION));
    String name = contact.name() == null ? tenant.name() : contact.name();
    about.add(Triple.create(node, Terms.FN, literal(name)));
    if (contact.email() != null) {
      about.add(Triple.create(node, Terms.HAS_EMAIL, mail(contact.email())));
    }
    if (contact.url() != null && Iris.isAddress(contact.url())) {
      about.add(Triple.create(node, Terms.HAS_URL, Terms.iri(Iri.legal(contact.url()))));
    }
    return Optional.of(
        new Found(
            List.of(node),
            about,
            false,
            new Text("Kontakt wird " + name + ".", name + " becomes the contact.")));
  }

  private Optional<Found> email() {
    Metadata.Contact contact = tenant.contact();
    return Found.one(
        Optional.ofNullable(contact == null ? null : contact.email()).map(MissingValue::mail),
        false,
        "Der Kontakt erhält die E-Mail-Adresse des Mandanten",
        "The contact gets the tenant’s e-mail address");
  }

  /// What stands at the dataset, where it does not belong, or at all its other files; else what the
  /// tenant has settled on.
  private Optional<Found> license(Node focus) {
    Optional<Node> above = first(dataset, Terms.LICENSE);
    if (above.isPresent()) {
      return Found.one(
          above,
          true,
          "Die Lizenz, die am Datensatz steht, gilt für die Datei",
          "The licence that stands at the dataset holds for the file");
    }
    Set<Node> others = new LinkedHashSet<>();
    for (Node file : objects(dataset, Terms.HAS_DISTRIBUTION)) {
      if (!file.equals(focus)) {
        others.addAll(objects(file, Terms.LICENSE));
      }
    }
    if (others.size() == 1) {
      return Found.one(
          Optional.of(others.iterator().next()),
          false,
          "Die Lizenz der übrigen Dateien gilt auch hier",
          "The licence of the other files holds here too");
    }
    String usual = tenant.license();
    return usual == null || !others.isEmpty()
        ? Optional.empty()
        : Found.one(
            vocabularies.find(Scheme.LICENCE, usual).map(Concept::uri).map(Terms::iri),
            false,
            "Es gilt die Lizenz, die der Mandant festgelegt hat",
            "The licence the tenant has settled on holds");
  }

  private Optional<Found> accessUrl(Node focus) {
    return Found.one(
            first(focus, Terms.DOWNLOAD_URL).filter(Node::isURI),
            true,
            "Die Ladeadresse ist auch die Zugangsadresse",
            "The download address is the access address too")
        .or(() ->
            Found.one(
                first(dataset, Terms.LANDING_PAGE).filter(Node::isURI),
                false,
                "Zugang über die Internetseite des Datensatzes",
                "Access by the dataset’s landing page"));
  }

  private Optional<Found> format(Node focus) {
    Optional<Concept> byType =
        first(focus, Terms.MEDIA_TYPE)
            .map(MissingValue::text)
            .map(type -> type.replaceFirst("^.*/media-types/", ""))
            .flatMap(type -> vocabularies.find(Scheme.FILE_TYPE, type));
    return Found.one(
        byType.or(() -> byName(focus)).map(Concept::uri).map(Terms::iri),
        true,
        "Das Format zeigen Medientyp oder Dateiname",
        "The format is shown by media type or file name");
  }

  private Optional<Concept> byName(Node focus) {
    for (Node property : List.of(Terms.DOWNLOAD_URL, Terms.ACCESS_URL)) {
      for (Node address : objects(focus, property)) {
        var extension = EXTENSION.matcher(text(address).toLowerCase(Locale.ROOT));
        if (extension.find()) {
          Optional<Concept> found = vocabularies.find(Scheme.FILE_TYPE, extension.group(1));
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Found> title() {
    Optional<Node> files =
        objects(dataset, Terms.HAS_DISTRIBUTION).stream()
            .flatMap(file -> objects(file, Terms.TITLE).stream())
            .filter(Node::isLiteral)
            .findFirst();
    return Found.one(
        files.or(() -> first(dataset, Terms.IDENTIFIER).filter(Node::isLiteral)),
        false,
        "Der Datensatz heißt wie seine Datei oder Kennung",
        "The dataset is called like its file or identifier");
  }

  private Optional<Found> latest(Node property) {
    return Found.one(
        ofFiles(property).max(Comparator.comparing(MissingValue::text)),
        true,
        "Das jüngste Datum der Dateien",
        "The latest date of the files");
  }

  private Optional<Found> earliest(Node property) {
    return Found.one(
        ofFiles(property).min(Comparator.comparing(MissingValue::text)),
        true,
        "Das älteste Datum der Dateien",
        "The earliest date of the files");
  }

  private Stream<Node> ofFiles(Node property) {
    return objects(dataset, Terms.HAS_DISTRIBUTION).stream()
        .flatMap(file -> objects(file, property).stream())
        .filter(Node::isLiteral);
  }

  private Optional<Found> themes() {
    Optional<String> best =
        topics.find(words()).stream()
            .filter(match -> !match.entry().topic().themes().isEmpty())
            .max(
                Comparator.comparingDouble(
                    match -> match.strength() * match.entry().topic().weight()))
            .map(match -> match.entry().topic().themes().getFirst());
    return Found.one(
        best.map(Codes::themeUri).map(Terms::iri),
        false,
        "Thema nach den Wörtern der Beschreibung",
        "Theme by the words of the description");
  }

  private Optional<Found> keywords() {
    List<Node> labels =
        topics.find(words()).stream()
            .sorted(Comparator.comparingDouble(match -> -match.strength()))
            .map(match -> match.entry().label())
            .distinct()
            .limit(5)
            .map(MissingValue::literal)
            .toList();
    String all = String.join(", ", labels.stream().map(MissingValue::text).toList());
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Found(
                labels,
                List.of(),
                false,
                new Text(
                    "Schlagwörter aus den Texten: " + all, "Keywords from the texts: " + all)));
  }

  private List<String> words() {
    var words = new ArrayList<String>();
    for (Node property : List.of(Terms.TITLE, Terms.KEYWORD, Terms.DESCRIPTION)) {
      for (Node node : objects(dataset, property)) {
        if (node.isLiteral() && words.size() < MOST_WORDS) {
          words.addAll(Words.split(text(node)));
        }
      }
    }
    return words.subList(0, Math.min(MOST_WORDS, words.size()));
  }

  private Optional<Found> place() {
    return Found.one(
        Optional.ofNullable(tenant.ags())
            .flatMap(vocabularies.places()::byAgs)
            .map(place -> Terms.iri(place.uri())),
        false,
        "Ort ist das Gebiet des Mandanten",
        "The place is the tenant’s area");
  }

  private Optional<Found> level() {
    Optional<String> key =
        objects(dataset, Terms.SPATIAL).stream()
            .filter(Node::isURI)
            .map(Node::getURI)
            .filter(uri -> uri.startsWith(Terms.GERMAN_PLACES))
            .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
            .max(Comparator.comparingInt(String::length));
    return Found.one(
        key.map(digits -> Terms.iri(Terms.GERMAN_PLACES + "Level/" + DatasetGraph.level(digits))),
        true,
        "Die Ebene folgt aus dem Ort",
        "The level follows from the place");
  }

  private Optional<Found> period(Node focus) {
    String texts =
        String.join(" ", objects(dataset, Terms.TITLE).stream().map(MissingValue::text).toList());
    Span span = Span.around(Span.in(texts));
    if (span == null) {
      return Optional.empty();
    }
    Node node = Terms.iri(focus.getURI() + Skolem.MARK + "period");
    var about = new ArrayList<Triple>();
    about.add(Triple.create(node, Terms.A, Terms.PERIOD_OF_TIME));
    about.add(Triple.create(node, Terms.START_DATE, day(span.start().toString())));
    about.add(Triple.create(node, Terms.END_DATE, day(span.end().toString())));
    String said = span.start() + " – " + span.end();
    return Optional.of(
        new Found(
            List.of(node),
            about,
            false,
            new Text("Zeitraum nach dem Titel: " + said, "Period by the title: " + said)));
  }

  private Optional<Found> algorithm(Node focus) {
    String name =
        first(focus, Terms.CHECKSUM_VALUE)
            .map(MissingValue::text)
            .map(value ->
                switch (value.length()) {
                  case 32 -> "md5";
                  case 40 -> "sha1";
                  case 64 -> "sha256";
                  case 96 -> "sha384";
                  case 128 -> "sha512";
                  default -> "";
                })
            .orElse("");
    return name.isEmpty()
        ? Optional.empty()
        : Found.one(
            Optional.of(Terms.iri(Terms.SPDX_NS + "checksumAlgorithm_" + name)),
            true,
            "Das Verfahren folgt aus der Länge der Prüfsumme",
            "The algorithm follows from the length of the checksum");
  }

  private Optional<Node> first(Node subject, Node property) {
    return objects(subject, property).stream().findFirst();
  }

  private List<Node> objects(Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
        .sorted(Comparator.comparing(MissingValue::text))
        .toList();
  }

  private static Node mail(String address) {
    return Terms.iri("mailto:" + Iris.encode(address));
  }

  private static Node literal(String text) {
    return NodeFactory.createLiteralString(text);
  }

  private static Node day(String iso) {
    return NodeFactory.createLiteralDT(iso, XSDDatatype.XSDdate);
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm().strip() : node.toString();
  }

  private static String shown(Node node) {
    String text = text(node);
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }
}
