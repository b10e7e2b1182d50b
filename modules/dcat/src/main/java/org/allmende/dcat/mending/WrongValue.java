package org.allmende.dcat.mending;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.terms.Iri;
import org.allmende.dcat.terms.Iris;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Sha256;
import org.allmende.model.Text;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// Writes a wrong value the way its field asks for.
final class WrongValue {

  private static final Pattern GERMAN_DAY =
      Pattern.compile("(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})");
  private static final Pattern DAY = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?)(\\.\\d+)?(Z|[+-].*)?");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "(?:.*/)?((?:text|application|image|audio|video|multipart|model|font)/[\\w.+-]{1,80})"
              + "(?:\\s*;.*)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("(\\d{1,12})(?:[.,](\\d{1,9}))?");
  private static final int LONGEST = 2000;

  /// Which list a field takes its values from.
  private static final Map<Node, Scheme> LISTS =
      Map.ofEntries(
          Map.entry(Terms.THEME, Scheme.DATA_THEME),
          Map.entry(Terms.FREQUENCY, Scheme.FREQUENCY),
          Map.entry(Terms.LANGUAGE, Scheme.LANGUAGE),
          Map.entry(Terms.LICENSE, Scheme.LICENCE),
          Map.entry(Terms.FORMAT, Scheme.FILE_TYPE),
          Map.entry(Terms.ACCESS_RIGHTS, Scheme.ACCESS_RIGHT),
          Map.entry(Terms.AVAILABILITY, Scheme.PLANNED_AVAILABILITY),
          Map.entry(Terms.HVD_CATEGORY, Scheme.HVD_CATEGORY),
          Map.entry(Terms.CONTRIBUTOR_ID, Scheme.CONTRIBUTOR),
          Map.entry(Terms.GEOCODING_LEVEL, Scheme.GEOCODING_LEVEL),
          Map.entry(Terms.ALGORITHM, Scheme.CHECKSUM_ALGORITHM),
          Map.entry(Terms.iri(Terms.ADMS_NS + "status"), Scheme.DISTRIBUTION_STATUS));

  /// What the thing named by a text becomes, and which of its fields the text is.
  private static final Map<Node, Node[]> THINGS =
      Map.of(
          Terms.PUBLISHER,
          new Node[] {Terms.AGENT, Terms.NAME},
          Terms.iri(Terms.DCTERMS_NS + "creator"),
          new Node[] {Terms.AGENT, Terms.NAME},
          Terms.CONTACT_POINT,
          new Node[] {Terms.KIND, Terms.FN},
          Terms.RIGHTS,
          new Node[] {Terms.RIGHTS_STATEMENT, Terms.LABEL},
          Terms.CONFORMS_TO,
          new Node[] {Terms.STANDARD, Terms.LABEL},
          Terms.SPATIAL,
          new Node[] {Terms.LOCATION, Terms.PREF_LABEL},
          Terms.iri(Terms.DCTERMS_NS + "provenance"),
          new Node[] {Terms.iri(Terms.DCTERMS_NS + "ProvenanceStatement"), Terms.LABEL});

  /// Names that standards have given up, and what is said instead.
  private static final Map<String, Node> RENAMED =
      Map.ofEntries(
          Map.entry("deprecated-originator", Terms.iri(Terms.GEODCATAP_NS + "originator")),
          Map.entry("deprecated-maintainer", Terms.iri(Terms.GEODCATAP_NS + "custodian")),
          Map.entry("deprecated-version-info", Terms.iri(Terms.DCAT_NS + "version")),
          Map.entry("deprecated-has-version", Terms.iri(Terms.DCAT_NS + "hasVersion")),
          Map.entry("deprecated-legal-basis", Terms.APPLICABLE_LEGISLATION),
          Map.entry("removed-planned-availability", Terms.AVAILABILITY),
          Map.entry("removed-schema-start", Terms.START_DATE),
          Map.entry("removed-schema-end", Terms.END_DATE),
          Map.entry("wrong-media-type", Terms.MEDIA_TYPE),
          Map.entry("wrong-availability", Terms.AVAILABILITY),
          Map.entry("wrong-dataset-availability", Terms.AVAILABILITY),
          Map.entry("wrong-legislation", Terms.APPLICABLE_LEGISLATION),
          Map.entry("wrong-hvd-category", Terms.HVD_CATEGORY));

  /// Kinds of things that need no description of their own: what is only named here may be marked
  /// as one. A dataset or an office that is only named would have to be described too.
  private static final Set<Node> SIMPLE =
      Set.of(
          Terms.DOCUMENT,
          Terms.LEGAL_RESOURCE,
          Terms.LICENSE_DOCUMENT,
          Terms.RIGHTS_STATEMENT,
          Terms.LINGUISTIC_SYSTEM,
          Terms.STANDARD,
          Terms.FREQUENCY_CLASS,
          Terms.LOCATION,
          Terms.MEDIA_TYPE_CLASS,
          Terms.MEDIA_TYPE_OR_EXTENT);

  private final Graph graph;
  private final Vocabularies vocabularies;

  WrongValue(Graph graph, Vocabularies vocabularies) {
    this.graph = graph;
    this.vocabularies = vocabularies;
  }

  Optional<Repair> repair(Checker.Judged judged) {
    Node property = judged.property();
    if (property == null) {
      return Optional.empty();
    }
    Node renamed = RENAMED.get(judged.code());
    if (renamed != null) {
      return rename(judged, property, renamed);
    }
    if (judged.code().endsWith("-several")) {
      return one(judged, property);
    }
    Node value = judged.entry().value();
    return value == null ? Optional.empty() : value(judged, property, value);
  }

  private Optional<Repair> value(Checker.Judged judged, Node property, Node value) {
    String text = text(value);
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Node kind = judged.rule().kind();
    if (judged.code().endsWith("-class") && kind != null && !value.isLiteral()) {
      return SIMPLE.contains(kind) || isSubject(value)
          ? Optional.of(typed(judged, value, kind))
          : Optional.empty();
    }
    Optional<Node> better =
        switch (end(judged.code())) {
          case "date" -> date(text);
          case "number" -> number(judged.code(), text);
          case "unknown", "foreign", "status", "algorithm" -> listed(property, text);
          case "kind" ->
              judged.rule().text() ? Optional.of(words(property, value)) : address(property, text);
          default -> Optional.empty();
        };
    return better
        .filter(node -> !node.equals(value))
        .map(node -> replace(judged, property, value, node, sure(judged, property)))
        .or(() -> thing(judged, property, value));
  }

  /// An identifier says the same as a text; what a title's address stands for is a guess.
  private static boolean sure(Checker.Judged judged, Node property) {
    return !judged.rule().text()
        || property.equals(Terms.IDENTIFIER)
        || property.equals(Terms.NOTATION);
  }

  private static String end(String code) {
    return code.substring(code.lastIndexOf('-') + 1);
  }

  private Optional<Node> listed(Node property, String text) {
    if (isMediaType(property)) {
      Matcher media = MEDIA_TYPE.matcher(text);
      return media.matches()
          ? Optional.of(Terms.iri(Terms.IANA + media.group(1)))
          : Optional.empty();
    }
    Scheme scheme = LISTS.get(property);
    if (scheme == null) {
      return Optional.empty();
    }
    return vocabularies
        .find(scheme, text)
        .or(() ->
            scheme == Scheme.LICENCE
                ? vocabularies.find(Scheme.EU_LICENCE, text)
                : Optional.empty())
        .or(() -> byEnd(scheme, text))
        .map(Concept::uri)
        .map(Terms::iri);
  }

  /// The last part of an address in an older list that is now another's: `…/status/Completed`.
  private Optional<Concept> byEnd(Scheme scheme, String text) {
    return scheme == Scheme.LICENCE || !text.contains("/")
        ? Optional.empty()
        : vocabularies.find(scheme, text.substring(text.lastIndexOf('/') + 1));
  }

  private static boolean isMediaType(Node property) {
    return property.equals(Terms.MEDIA_TYPE)
        || property.equals(Terms.iri(Terms.DCAT_NS + "compressFormat"))
        || property.equals(Terms.iri(Terms.DCAT_NS + "packageFormat"));
  }

  private Optional<Node> address(Node property, String text) {
    if (property.equals(Terms.HAS_EMAIL) && text.matches("[^\\s:/<>]+@[^\\s:/<>]+")) {
      return Optional.of(Terms.iri("mailto:" + Iris.encode(text)));
    }
    if (property.getURI().endsWith("hasTelephone")) {
      String digits = text.replaceAll("[^+\\d]", "");
      return digits.length() < 5 ? Optional.empty() : Optional.of(Terms.iri("tel:" + digits));
    }
    Optional<Node> listed = listed(property, text);
    if (listed.isPresent()) {
      return listed;
    }
    if (property.equals(Terms.SPATIAL)) {
      var place = vocabularies.places().likeliest(text);
      if (place.isPresent()) {
        return Optional.of(Terms.iri(place.get().uri()));
      }
    }
    String whole = text.startsWith("www.") ? "https://" + text : text;
    return Iris.isAddress(whole) && !LISTS.containsKey(property)
        ? Optional.of(Terms.iri(Iri.legal(whole)))
        : Optional.empty();
  }

  /// A text that names somebody or something: it becomes a thing of its own, with the text as its
  /// name.
  private Optional<Repair> thing(Checker.Judged judged, Node property, Node value) {
    Node[] thing = THINGS.get(property);
    Node focus = judged.entry().focusNode();
    if (thing == null || !value.isLiteral() || !focus.isURI() || text(value).isBlank()) {
      return Optional.empty();
    }
    String hash = Sha256.of(text(value).getBytes(StandardCharsets.UTF_8)).hex().substring(0, 12);
    Node node = Terms.iri(focus.getURI() + Skolem.MARK + hash);
    boolean mail = thing[0].equals(Terms.KIND) && text(value).matches("[^\\s:/<>]+@[^\\s:/<>]+");
    var add = new ArrayList<Triple>();
    add.add(Triple.create(focus, property, node));
    add.add(Triple.create(node, Terms.A, thing[0]));
    add.add(
        mail
            ? Triple.create(node, Terms.HAS_EMAIL, Terms.iri("mailto:" + text(value)))
            : Triple.create(node, thing[1], value));
    return Optional.of(
        new Repair(
            judged.code(),
            judged.rule().field(),
            true,
            new Text(
                "Aus „" + shown(value) + "“ wird ein eigenes Objekt mit diesem Namen.",
                "“" + shown(value) + "” becomes an object of its own with that name."),
            List.of(Triple.create(focus, property, value)),
            add));
  }

  /// What an address stands for, in words.
  private Node words(Node property, Node value) {
    if (!value.isURI() || property.equals(Terms.IDENTIFIER)) {
      return NodeFactory.createLiteralString(text(value));
    }
    String label =
        vocabularies
            .concept(value.getURI())
            .map(concept -> concept.label("de"))
            .orElseGet(() -> lastPart(value.getURI()));
    return NodeFactory.createLiteralString(label);
  }

  private static String lastPart(String uri) {
    String end = uri.replaceFirst("[/#]+$", "");
    end = end.substring(Math.max(end.lastIndexOf('/'), end.lastIndexOf('#')) + 1);
    try {
      return URLDecoder.decode(end, StandardCharsets.UTF_8).replace('_', ' ');
    } catch (IllegalArgumentException e) {
      return end;
    }
  }

  private static Optional<Node> date(String text) {
    Matcher german = GERMAN_DAY.matcher(text);
    if (german.matches()) {
      return day(german.group(3), german.group(2), german.group(1));
    }
    Matcher day = DAY.matcher(text);
    if (day.matches()) {
      return day(day.group(1), day.group(2), day.group(3));
    }
    Matcher moment = MOMENT.matcher(text);
    if (moment.matches()) {
      String zone = moment.group(4);
      String time = moment.group(2).length() == 5 ? moment.group(2) + ":00" : moment.group(2);
      return typed(
          moment.group(1)
              + "T"
              + time
              + (zone == null ? "" : zone.replaceFirst("(\\d\\d)(\\d\\d)$", "$1:$2")),
          XSDDatatype.XSDdateTime);
    }
    if (text.matches("\\d{4}-\\d{2}")) {
      return typed(text, XSDDatatype.XSDgYearMonth);
    }
    return text.matches("\\d{4}") ? typed(text, XSDDatatype.XSDgYear) : Optional.empty();
  }

  private static Optional<Node> day(String year, String month, String day) {
    return typed(
        year
            + "-"
            + "0".repeat(2 - month.length())
            + month
            + "-"
            + "0".repeat(2 - day.length())
            + day,
        XSDDatatype.XSDdate);
  }

  private static Optional<Node> typed(String lexical, XSDDatatype type) {
    return type.isValid(lexical)
        ? Optional.of(NodeFactory.createLiteralDT(lexical, type))
        : Optional.empty();
  }

  private static Optional<Node> number(String code, String text) {
    if (code.startsWith("byte-size")) {
      String whole = text.replaceFirst("\\.0+$", "");
      return WHOLE.matcher(whole).matches()
          ? typed(whole, XSDDatatype.XSDnonNegativeInteger)
          : Optional.empty();
    }
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches()
        ? typed(
            decimal.group(1) + "." + (decimal.group(2) == null ? "0" : decimal.group(2)),
            XSDDatatype.XSDdecimal)
        : Optional.empty();
  }

  private static Repair typed(Checker.Judged judged, Node value, Node kind) {
    return new Repair(
        judged.code(),
        judged.rule().field(),
        true,
        new Text(
            "„" + shown(value) + "“ erhält den Typ " + shown(kind) + ".",
            "“" + shown(value) + "” gets the type " + shown(kind) + "."),
        List.of(),
        List.of(Triple.create(value, Terms.A, kind)));
  }

  private static Repair replace(
      Checker.Judged judged, Node property, Node value, Node better, boolean sure) {
    Node focus = judged.entry().focusNode();
    return new Repair(
        judged.code(),
        judged.rule().field(),
        sure,
        new Text(
            "„" + shown(value) + "“ wird „" + shown(better) + "“.",
            "“" + shown(value) + "” becomes “" + shown(better) + "”."),
        List.of(Triple.create(focus, property, value)),
        List.of(Triple.create(focus, property, better)));
  }

  /// What would be wrong under the new name too stays where it is: a law of which only the words
  /// are given, a word that is in no list, a second value beside the one there is.
  private Optional<Repair> rename(Checker.Judged judged, Node property, Node better) {
    Node focus = judged.entry().focusNode();
    if (graph.contains(focus, better, Node.ANY)) {
      return Optional.empty();
    }
    var remove = new ArrayList<Triple>();
    var add = new ArrayList<Triple>();
    for (Triple old : graph.find(focus, property, Node.ANY).toList()) {
      Node value = old.getObject();
      Node listed = listed(better, text(value)).orElse(value);
      if ((LISTS.containsKey(better) && !isListed(listed))
          || (better.equals(Terms.APPLICABLE_LEGISLATION) && listed.isLiteral())) {
        continue;
      }
      remove.add(old);
      add.add(Triple.create(focus, better, listed));
    }
    boolean several = LISTS.containsKey(better) && add.size() > 1;
    return remove.isEmpty() || several
        ? Optional.empty()
        : Optional.of(
            new Repair(
                judged.code(),
                judged.rule().field(),
                true,
                new Text(
                    shown(property) + " heißt jetzt " + shown(better) + ".",
                    shown(property) + " is now called " + shown(better) + "."),
                remove,
                add));
  }

  private boolean isListed(Node node) {
    return node.isURI() && vocabularies.concept(node.getURI()).isPresent();
  }

  /// Of several values the one from the list, the latest change, the first publication; else the
  /// first in order.
  private Optional<Repair> one(Checker.Judged judged, Node property) {
    Node focus = judged.entry().focusNode();
    List<Triple> all = new ArrayList<>(graph.find(focus, property, Node.ANY).toList());
    if (all.size() < 2) {
      return Optional.empty();
    }
    Scheme scheme = LISTS.get(property);
    boolean latest = property.equals(Terms.MODIFIED) || property.equals(Terms.END_DATE);
    Comparator<Triple> byText = Comparator.comparing(t -> text(t.getObject()));
    Comparator<Triple> order =
        Comparator.comparing(
                (Triple t) -> scheme == null || vocabularies.concept(text(t.getObject())).isEmpty())
            .thenComparing(t -> !t.getObject().isURI() || !isSubject(t.getObject()))
            .thenComparing(latest ? byText.reversed() : byText);
    all.sort(order);
    Node kept = all.getFirst().getObject();
    return Optional.of(
        new Repair(
            judged.code(),
            judged.rule().field(),
            false,
            new Text(
                "Von " + all.size() + " Angaben bleibt „" + shown(kept) + "“.",
                "Of " + all.size() + " values “" + shown(kept) + "” stays."),
            all.subList(1, all.size()),
            List.of()));
  }

  private boolean isSubject(Node node) {
    return graph.contains(node, Node.ANY, Node.ANY);
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm().strip() : node.toString();
  }

  private static String shown(@Nullable Node node) {
    String text = node == null ? "" : text(node);
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }
}
