package org.allmende.dcat.upgrading;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.dcat.coverage.Gazetteer;
import org.allmende.dcat.terms.Codes;
import org.allmende.dcat.terms.Iri;
import org.allmende.dcat.terms.Iris;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.vocabulary.Scheme;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Brings a value into the form a rule asks for. What it cannot, it leaves to others.
final class Forms {

  private static final Pattern WEB = Pattern.compile("(?i)(?:https?|ftp)://\\S.*");
  private static final Pattern ADDRESS_IN_TEXT =
      Pattern.compile("https?://[^\\s<>\"')\\]]{3,500}(?<![.,;])");
  private static final Pattern BARE_WEB =
      Pattern.compile("(?i)www\\.[\\w-]+(?:\\.[\\w-]+)+(?:/\\S*)?");
  private static final Pattern OTHER_ADDRESS =
      Pattern.compile("(?i)(?:urn:[\\w-]+:|doi:|tel:|mailto:|geo:)\\S+");
  private static final Pattern MAIL =
      Pattern.compile("(?i)(?:mailto:\\s*)?([\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(?:\\.[\\w-]+)+)");
  private static final Pattern PHONE =
      Pattern.compile("(?:tel:)?\\s*([+\\d(][\\d\\s()/.–-]{3,40})");
  private static final Pattern PERIOD =
      Pattern.compile("(?s)(.{4,40}?)\\s*(?:/|\\bbis\\b|–| - )\\s*(.{4,40}?|\\.\\.)");
  private static final Pattern DCMI = Pattern.compile("(?i)\\b(start|end)\\s*=\\s*([^;]+)");
  private static final Pattern DURATION =
      Pattern.compile(
          "-?P(?=.)(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=.)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?");
  private static final Pattern WKT =
      Pattern.compile(
          "(?is)\\s*(?:<[^>]*>)?\\s*(?:SRID=\\d+;)?\\s*(?:MULTI)?(?:POINT|POLYGON|LINESTRING|ENVELOPE|GEOMETRYCOLLECTION)\\b.*");
  private static final String GEOJSON = Terms.GEO_NS + "geoJSONLiteral";
  private static final int LONGEST_ADDRESS = 4000;

  private final Graph graph;
  private final Meanings meanings;
  private final Gazetteer gazetteer;

  Forms(Graph graph, Meanings meanings, Gazetteer gazetteer) {
    this.graph = graph;
    this.meanings = meanings;
    this.gazetteer = gazetteer;
  }

  /// The value in the form of the rule, the value itself where it has that form; empty where it
  /// cannot be brought into it.
  Optional<Node> of(UpgradeRule rule, Node value) {
    return switch (rule.form()) {
      case TEXT -> text(value);
      case ADDRESS, LINK -> address(value);
      case MAIL -> mail(value);
      case PHONE -> phone(value);
      case CONCEPT -> rule.list() == null ? Optional.empty() : concept(rule.list(), value);
      case MEDIA -> media(value);
      case THING -> thing(rule, value);
      case DATE -> value.isLiteral() ? date(value) : Optional.empty();
      case COUNT -> number(value, true);
      case DECIMAL -> number(value, false);
      case DURATION -> duration(value);
      case HEX -> hex(value);
      case GEOMETRY -> geometry(value);
    };
  }

  private Optional<Node> text(Node value) {
    if (value.isLiteral()) {
      return Optional.of(value);
    }
    String name =
        value.isURI() && !Skolem.isSkolem(value)
            ? value.getURI()
            : Meanings.names(graph, value).stream().findFirst().orElse("");
    return name.isEmpty() ? Optional.empty() : Optional.of(NodeFactory.createLiteralString(name));
  }

  private static Optional<Node> address(Node value) {
    if (!value.isLiteral()) {
      return Optional.of(value);
    }
    String text = bare(value.getLiteralLexicalForm());
    if (text.length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    if (WEB.matcher(text).matches() || OTHER_ADDRESS.matcher(text).matches()) {
      return Optional.of(Terms.iri(Iri.legal(text)));
    }
    return BARE_WEB.matcher(text).matches()
        ? Optional.of(Terms.iri(Iri.legal("http://" + text)))
        : Optional.empty();
  }

  private static String bare(String text) {
    String stripped = text.strip();
    return stripped.startsWith("<") && stripped.endsWith(">")
        ? stripped.substring(1, stripped.length() - 1).strip()
        : stripped;
  }

  private static Optional<Node> mail(Node value) {
    if (value.isBlank()) {
      return Optional.of(value);
    }
    String text = value.isURI() ? value.getURI() : value.getLiteralLexicalForm().strip();
    if (value.isURI() && text.startsWith("mailto:")) {
      return Optional.of(value);
    }
    Matcher mail = MAIL.matcher(text);
    if (mail.matches()) {
      return Optional.of(Terms.iri("mailto:" + Iris.encode(mail.group(1))));
    }
    int at = text.lastIndexOf('/');
    Matcher end = MAIL.matcher(text.substring(at + 1));
    if (text.startsWith("http://import.invalid/") && end.matches()) {
      return Optional.of(Terms.iri("mailto:" + Iris.encode(end.group(1))));
    }
    return value.isURI() ? Optional.of(value) : address(value);
  }

  private static Optional<Node> phone(Node value) {
    if (!value.isLiteral()) {
      return Optional.of(value);
    }
    Matcher phone = PHONE.matcher(value.getLiteralLexicalForm().strip());
    return phone.matches()
        ? Optional.of(Terms.iri("tel:" + phone.group(1).replaceAll("\\(0\\)|[^+\\d]", "")))
        : Optional.empty();
  }

  private Optional<Node> concept(Scheme list, Node value) {
    if (meanings.isListed(list, value)) {
      return Optional.of(value);
    }
    Optional<Node> found = meanings.concept(list, graph, value).map(Terms::iri);
    if (found.isEmpty() && list == Scheme.LICENCE) {
      return address(value).or(() -> licenceIn(value));
    }
    boolean newer = found.isEmpty() && Meanings.mayBeListed(list, value);
    return newer ? Optional.of(value) : found;
  }

  /// The licence whose address stands in a text.
  private Optional<Node> licenceIn(Node value) {
    Matcher address = ADDRESS_IN_TEXT.matcher(value.getLiteralLexicalForm());
    if (!address.find()) {
      return Optional.empty();
    }
    Node link = Terms.iri(Iri.legal(address.group()));
    return meanings
        .concept(Scheme.LICENCE, graph, link)
        .map(Terms::iri)
        .or(() -> Optional.of(link));
  }

  private Optional<Node> media(Node value) {
    boolean right =
        value.isURI()
            && value.getURI().matches("https?://www\\.iana\\.org/assignments/media-types/.+");
    return right ? Optional.of(value) : meanings.mediaType(graph, value).map(Terms::iri);
  }

  private Optional<Node> thing(UpgradeRule rule, Node value) {
    if (!value.isLiteral()) {
      return Optional.of(value);
    }
    Node kind = rule.kind();
    if (Terms.LOCATION.equals(kind)) {
      return Optional.of(place(value));
    }
    if (Terms.PERIOD_OF_TIME.equals(kind)) {
      return period(value);
    }
    if (Terms.AGENT.equals(kind)) {
      return Optional.of(with(Terms.NAME, value));
    }
    if (Terms.KIND.equals(kind)) {
      return Optional.of(contact(value));
    }
    if (rule.otherwise() == UpgradeRule.Otherwise.COMMENT) {
      return address(value);
    }
    boolean identifier = rule.name().equals("adms:identifier");
    Optional<Node> address = identifier ? Optional.empty() : address(value);
    return address.or(() -> Optional.of(with(identifier ? Terms.NOTATION : Terms.LABEL, value)));
  }

  private Node with(Node property, Node value) {
    Node node = NodeFactory.createBlankNode();
    graph.add(node, property, value);
    return node;
  }

  private Node contact(Node value) {
    Optional<Node> mail =
        MAIL.matcher(value.getLiteralLexicalForm().strip()).matches()
            ? mail(value)
            : Optional.empty();
    return mail.map(m -> with(Terms.HAS_EMAIL, m))
        .or(() -> address(value).map(a -> with(Terms.HAS_URL, a)))
        .orElseGet(() -> with(Terms.FN, value));
  }

  private Node place(Node value) {
    String text = value.getLiteralLexicalForm().strip();
    Optional<Node> geometry = geometry(value);
    if (geometry.isPresent()) {
      return with(Terms.GEOMETRY, geometry.get());
    }
    Optional<Node> known =
        gazetteer
            .byKey(Codes.lastPart(text))
            .or(() -> gazetteer.byName(text))
            .flatMap(spot -> Optional.ofNullable(spot.uri()))
            .map(Terms::iri);
    return known.or(() -> address(value)).orElseGet(() -> with(Terms.PREF_LABEL, value));
  }

  /// `2010-01-01/2012-12-31`, `start=2010; end=2012`, or one date.
  private Optional<Node> period(Node value) {
    String text = value.getLiteralLexicalForm().strip();
    Node node = NodeFactory.createBlankNode();
    Matcher dcmi = DCMI.matcher(text);
    boolean found = false;
    while (dcmi.find()) {
      found |= bound(node, dcmi.group(1).equalsIgnoreCase("start"), dcmi.group(2));
    }
    Matcher period = PERIOD.matcher(text);
    if (!found && period.matches()) {
      found = bounds(node, period.group(1), period.group(2));
    }
    if (!found && text.matches("\\d{4}")) {
      found = bounds(node, text + "-01-01", text + "-12-31");
    } else if (!found) {
      found = bounds(node, text, text);
    }
    return found ? Optional.of(node) : Optional.empty();
  }

  /// Whether at least one of them is a date.
  private boolean bounds(Node period, String start, String end) {
    boolean starts = bound(period, true, start);
    boolean ends = bound(period, false, end);
    return starts || ends;
  }

  private boolean bound(Node period, boolean start, String text) {
    Optional<Node> date = Moment.of(text);
    date.ifPresent(d -> graph.add(period, start ? Terms.START_DATE : Terms.END_DATE, d));
    return date.isPresent();
  }

  private static Optional<Node> date(Node value) {
    Optional<Node> read = Moment.of(value.getLiteralLexicalForm());
    boolean right =
        value.isLiteral()
            && value.getLiteral().isWellFormed()
            && read.filter(r -> r.getLiteralDatatypeURI().equals(value.getLiteralDatatypeURI()))
                .isPresent();
    return right ? Optional.of(value) : read;
  }

  private static Optional<Node> number(Node value, boolean count) {
    if (!value.isLiteral()) {
      return Optional.empty();
    }
    String text = value.getLiteralLexicalForm().strip();
    XSDDatatype type = count ? XSDDatatype.XSDnonNegativeInteger : XSDDatatype.XSDdecimal;
    try {
      BigDecimal number = new BigDecimal(text.length() > 40 ? "x" : text);
      if (Math.abs(number.scale()) > 40) {
        return Optional.empty();
      }
      String plain = count ? number.toBigIntegerExact().toString() : number.toPlainString();
      boolean fits = !count || number.signum() >= 0;
      boolean right = type.getURI().equals(value.getLiteralDatatypeURI()) && plain.equals(text);
      return right
          ? Optional.of(value)
          : fits ? Optional.of(NodeFactory.createLiteralDT(plain, type)) : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Node> duration(Node value) {
    if (!value.isLiteral()) {
      return Optional.empty();
    }
    String text = value.getLiteralLexicalForm().strip();
    String plain =
        text.matches("P\\d{1,4}W")
            ? "P" + 7 * Integer.parseInt(text.substring(1, text.length() - 1)) + "D"
            : text;
    return retyped(value, plain, XSDDatatype.XSDduration, DURATION.matcher(plain).matches());
  }

  private static Optional<Node> hex(Node value) {
    if (!value.isLiteral()) {
      return Optional.empty();
    }
    String text = value.getLiteralLexicalForm().strip();
    return retyped(
        value, text, XSDDatatype.XSDhexBinary, text.matches("(?:[0-9A-Fa-f]{2}){1,256}"));
  }

  private static Optional<Node> retyped(Node value, String text, XSDDatatype type, boolean fits) {
    if (!fits) {
      return Optional.empty();
    }
    boolean right =
        type.getURI().equals(value.getLiteralDatatypeURI())
            && text.equals(value.getLiteralLexicalForm());
    return Optional.of(right ? value : NodeFactory.createLiteralDT(text, type));
  }

  private static Optional<Node> geometry(Node value) {
    if (!value.isLiteral()) {
      return Optional.of(value);
    }
    String text = value.getLiteralLexicalForm().strip();
    if (WKT.matcher(text).matches()) {
      return typedAs(value, text, Terms.WKT.getURI());
    }
    if (text.startsWith("{") && text.contains("\"coordinates\"")) {
      return typedAs(value, text, GEOJSON);
    }
    boolean gml = text.startsWith("<") && text.toLowerCase(Locale.ROOT).contains("gml");
    return gml ? typedAs(value, text, Terms.GEO_NS + "gmlLiteral") : Optional.empty();
  }

  private static Optional<Node> typedAs(Node value, String text, String type) {
    return Optional.of(
        type.equals(value.getLiteralDatatypeURI())
            ? value
            : NodeFactory.createLiteralDT(text, NodeFactory.getType(type)));
  }

  static boolean isWkt(Node geometry) {
    return geometry.isLiteral() && geometry.getLiteralDatatypeURI().equals(Terms.WKT.getURI());
  }
}
