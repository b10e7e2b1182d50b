package org.allmende.dcat.checking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.dcat.checking.Downstream.Fate;
import org.allmende.dcat.checking.Downstream.Line;
import org.allmende.dcat.checking.Downstream.Portal;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Text;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// The rules by which portals read a field, by name, as `downstream.tsv` refers to them.
final class PortalRules {

  static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("dcat", Terms.DCAT_NS),
          Map.entry("dcterms", Terms.DCTERMS_NS),
          Map.entry("dcatap", Terms.DCATAP_NS),
          Map.entry("dcatde", Terms.DCATDE_NS),
          Map.entry("geodcatap", Terms.GEODCATAP_NS),
          Map.entry("foaf", Terms.FOAF_NS),
          Map.entry("adms", Terms.ADMS_NS),
          Map.entry("spdx", Terms.SPDX_NS),
          Map.entry("prov", Terms.PROV_NS));

  private static final int LONGEST = 300;
  private static final int LONGEST_TAG = 100;
  private static final Text NOTHING = new Text("", "");

  private final Vocabularies vocabularies;
  private final Map<String, String> codes = new HashMap<>();

  PortalRules(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
    Lines.of("govdata-licences.tsv").forEach(cell -> codes.put(cell[0], cell[1]));
  }

  /// What a rule makes of values.
  ///
  /// @param theirs what arrives; null where nothing does
  record Result(@Nullable String theirs, Fate fate, Text says) {

    static Result changed(String theirs, String de, String en) {
      return new Result(theirs, Fate.CHANGED, new Text(de, en));
    }

    static Result lost(String de, String en) {
      return new Result(null, Fate.LOST, new Text(de, en));
    }
  }

  Result apply(String rule, Portal portal, Graph graph, List<Node> said) {
    return switch (rule) {
      case "every" -> kept(shown(graph, said));
      case "lost" -> new Result(null, Fate.LOST, unknown(portal));
      case "first" -> first(graph, said);
      case "text" -> text(graph, said);
      case "tags" -> tags(said);
      case "agent" -> named(graph, said, Terms.NAME, "Der Name fehlt.", "The name is missing.");
      case "contact" -> contact(graph, said);
      case "group" -> themes(said, true);
      case "theme" -> themes(said, false);
      case "place" -> place(portal, graph, said);
      case "period" -> period(graph, said, true);
      case "every-period" -> period(graph, said, false);
      case "date" -> date(said);
      case "license" -> license(said);
      case "eu-license" -> europeanLicense(said);
      case "format" -> format(said);
      case "eu-format" -> listed(Scheme.FILE_TYPE, said);
      case "frequency" -> listed(Scheme.FREQUENCY, said);
      case "language" -> listed(Scheme.LANGUAGE, said);
      case "access" -> listed(Scheme.ACCESS_RIGHT, said);
      case "media-type" -> mediaType(graph, said);
      case "contributor" -> contributor(said);
      default -> throw new IllegalStateException("no such rule: " + rule);
    };
  }

  /// What is assumed where we say nothing; null where that is nobody's business.
  @Nullable Result absent(String rule) {
    return switch (rule) {
      case "license" ->
          assumed(
              "other-closed",
              "Ohne Angabe gilt die Datei als „andere geschlossene Lizenz“.",
              "Without it the file counts as “other closed licence”.");
      case "eu-license" ->
          assumed(null, "Die Datei gilt als nicht offen.", "The file counts as not open.");
      case "group", "theme" ->
          assumed(
              null,
              "Der Datensatz steht unter keinem Thema.",
              "The dataset stands under no theme.");
      case "contributor" ->
          assumed(
              null,
              "GovData setzt die Kennung ein, unter der die Quelle angemeldet ist.",
              "GovData puts in the identifier the source is registered with.");
      case "contact" ->
          assumed(null, "Niemand ist als Kontakt genannt.", "Nobody is named as a contact.");
      case "eu-format" ->
          assumed(
              null, "Die Datei ist ohne Format gelistet.", "The file is listed without format.");
      case "place" ->
          assumed(
              null, "Der Datensatz fehlt in der Ortssuche.", "The dataset is not found by place.");
      default -> null;
    };
  }

  /// Why a portal does not take the dataset at all; null when it does.
  static @Nullable Text refusal(Portal portal, Graph graph, Node dataset, List<Node> files) {
    if (!graph.contains(dataset, Terms.TITLE, Node.ANY)) {
      return new Text(
          "Ohne Titel wird der Datensatz nicht übernommen.",
          "Without a title the dataset is not taken.");
    }
    boolean reachable =
        files.stream().anyMatch(file -> graph.contains(file, Terms.ACCESS_URL, Node.ANY));
    if (portal == Portal.GOVDATA && !reachable) {
      return new Text(
          "Datensätze ohne Datei mit Zugangsadresse kann GovData übergehen.",
          "GovData may pass over datasets without a file that has an access address.");
    }
    return null;
  }

  Text verdict(List<Line> lines) {
    long lost = lines.stream().filter(line -> line.fate() == Fate.LOST).count();
    return lost == 0
        ? new Text("Alles kommt an.", "Everything arrives.")
        : new Text(
            lost == 1 ? "Eine Angabe geht verloren." : lost + " Angaben gehen verloren.",
            lost == 1 ? "One value is lost." : lost + " values are lost.");
  }

  /// Why a field nobody asks for does not arrive.
  static Text unknown(Portal portal) {
    return switch (portal) {
      case GOVDATA -> new Text("GovData hat dafür kein Feld.", "GovData has no field for it.");
      case EUROPE ->
          new Text(
              "Bleibt in den Rohdaten, wird aber nicht angezeigt.",
              "Stays in the raw data but is not shown.");
    };
  }

  private static Result kept(String theirs) {
    return new Result(theirs, Fate.KEPT, NOTHING);
  }

  private static Result assumed(@Nullable String theirs, String de, String en) {
    return new Result(theirs, Fate.ASSUMED, new Text(de, en));
  }

  private Result first(Graph graph, List<Node> said) {
    String one = shown(graph, said.subList(0, 1));
    return said.size() == 1
        ? kept(one)
        : Result.changed(one, "Nur eine Angabe wird übernommen.", "Only one value is taken over.");
  }

  /// One text for each field: German, else without a language, else the first.
  private Result text(Graph graph, List<Node> said) {
    Node best =
        said.stream()
            .filter(Node::isLiteral)
            .min(java.util.Comparator.comparingInt(PortalRules::rank))
            .orElse(said.getFirst());
    String one = shown(graph, List.of(best));
    return said.size() == 1
        ? kept(one)
        : Result.changed(
            one,
            "GovData übernimmt einen Text; weitere Sprachen gehen verloren.",
            "GovData takes one text; further languages are lost.");
  }

  private static int rank(Node literal) {
    return switch (literal.getLiteralLanguage().toLowerCase(Locale.ROOT)) {
      case "de" -> 0;
      case "" -> 1;
      case "en" -> 2;
      default -> 3;
    };
  }

  private static Result tags(List<Node> said) {
    var kept = new ArrayList<String>();
    boolean cut = false;
    for (Node word : said) {
      String text = word.isLiteral() ? word.getLiteralLexicalForm().strip() : "";
      if (text.length() < 2 || text.length() > LONGEST_TAG) {
        cut = true;
      } else {
        kept.add(text);
      }
    }
    String all = String.join(", ", kept);
    if (kept.isEmpty()) {
      return Result.lost("Kein Schlagwort ist ein Text.", "No keyword is a text.");
    }
    return cut
        ? Result.changed(
            bounded(all),
            "Schlagwörter mit weniger als 2 oder mehr als 100 Zeichen fallen weg.",
            "Keywords of less than 2 or more than 100 characters fall away.")
        : kept(bounded(all));
  }

  private Result named(Graph graph, List<Node> said, Node property, String de, String en) {
    String names =
        said.stream()
            .flatMap(node ->
                node.isLiteral()
                    ? java.util.stream.Stream.<Node>empty()
                    : Downstream.objects(graph, node, property).stream())
            .filter(Node::isLiteral)
            .map(Node::getLiteralLexicalForm)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? Result.lost(de, en) : kept(bounded(names));
  }

  private Result contact(Graph graph, List<Node> said) {
    var parts = new ArrayList<String>();
    for (Node property : List.of(Terms.FN, Terms.HAS_EMAIL, Terms.HAS_URL)) {
      for (Node node : said) {
        if (!node.isLiteral()) {
          Downstream.objects(graph, node, property)
              .forEach(value -> parts.add(plain(value).replaceFirst("^mailto:", "")));
        }
      }
    }
    return parts.isEmpty()
        ? Result.lost("Der Kontakt nennt nichts.", "The contact names nothing.")
        : kept(bounded(String.join(", ", parts)));
  }

  private Result themes(List<Node> said, boolean groups) {
    var known = new ArrayList<String>();
    for (Node theme : said) {
      concept(theme, Scheme.DATA_THEME)
          .map(concept -> groups ? concept.code().toLowerCase(Locale.ROOT) : concept.label("de"))
          .ifPresent(known::add);
    }
    String all = String.join(", ", known);
    if (known.isEmpty()) {
      return Result.lost(
          "Das Thema steht nicht in der EU-Liste.", "The theme is not in the EU list.");
    }
    if (known.size() < said.size()) {
      return Result.changed(
          all,
          "Themen außerhalb der EU-Liste fallen weg.",
          "Themes outside the EU list fall away.");
    }
    return groups
        ? Result.changed(all, "Jedes Thema wird eine Gruppe.", "Each theme becomes a group.")
        : kept(all);
  }

  private Result place(Portal portal, Graph graph, List<Node> said) {
    boolean keyed =
        said.stream().anyMatch(n -> n.isURI() && n.getURI().startsWith(Terms.GERMAN_PLACES));
    boolean drawn =
        said.stream()
            .anyMatch(n ->
                graph.contains(n, Terms.BBOX, Node.ANY)
                    || graph.contains(n, Terms.CENTROID, Node.ANY)
                    || graph.contains(n, Terms.GEOMETRY, Node.ANY));
    String all = shown(graph, said);
    if (drawn || (keyed && portal == Portal.GOVDATA)) {
      return kept(all);
    }
    return said.stream().anyMatch(Node::isURI)
        ? Result.changed(
            all,
            "Die Adresse des Ortes kommt an, auf der Karte steht er nicht.",
            "The place’s address arrives, but it is not on the map.")
        : Result.lost(
            "Ein Ort ohne Adresse und Geometrie wird nicht gefunden.",
            "A place without address and geometry is not found.");
  }

  private Result period(Graph graph, List<Node> said, boolean one) {
    var spans = new ArrayList<String>();
    for (Node node : said) {
      String start = firstOf(graph, node, Terms.START_DATE);
      String end = firstOf(graph, node, Terms.END_DATE);
      if (!start.isEmpty() || !end.isEmpty()) {
        spans.add(start + " – " + end);
      }
    }
    if (spans.isEmpty()) {
      return Result.lost(
          "Der Zeitraum hat weder dcat:startDate noch dcat:endDate.",
          "The period has neither dcat:startDate nor dcat:endDate.");
    }
    return one && spans.size() > 1
        ? Result.changed(
            spans.getFirst(), "Nur ein Zeitraum wird übernommen.", "Only one period is taken over.")
        : kept(String.join(", ", spans));
  }

  private static String firstOf(Graph graph, Node node, Node property) {
    return Downstream.objects(graph, node, property).stream()
        .findFirst()
        .map(PortalRules::plain)
        .orElse("");
  }

  private static Result date(List<Node> said) {
    String text = plain(said.getFirst());
    return text.matches("\\d{4}(-\\d{2}(-\\d{2}(T.*)?)?)?")
        ? kept(text)
        : Result.lost("Das Datum ist nicht ISO 8601.", "The date is not ISO 8601.");
  }

  private Result license(List<Node> said) {
    String uri = plain(said.getFirst());
    Optional<Concept> concept = vocabularies.find(Scheme.LICENCE, uri);
    String code = concept.map(one -> codes.get(one.code())).orElse(null);
    if (code == null) {
      return Result.changed(
          uri,
          "Die Lizenz steht nicht in der Liste von DCAT-AP.de und zählt nicht als offen.",
          "The licence is not in the list of DCAT-AP.de and does not count as open.");
    }
    return concept.map(one -> one.is(Fact.OPEN)).orElse(false)
        ? Result.changed(code, "Code der offenen Lizenz.", "Code of the open licence.")
        : Result.changed(code, "Zählt nicht als offen.", "Does not count as open.");
  }

  private Result europeanLicense(List<Node> said) {
    String uri = plain(said.getFirst());
    if (vocabularies.concept(uri).isPresent() && uri.startsWith(Scheme.EU_LICENCE.uri())) {
      return kept(uri);
    }
    Optional<String> match =
        vocabularies.find(Scheme.LICENCE, uri).flatMap(one -> one.fact(Fact.EXACT_MATCH));
    return match
        .map(eu -> Result.changed(eu, "Entspricht der EU-Lizenz.", "Equals the EU licence."))
        .orElseGet(() ->
            Result.changed(
                uri,
                "Die Lizenz ist data.europa.eu unbekannt und bringt dort keine Punkte für die Liste.",
                "data.europa.eu does not know the licence and gives no points for the list."));
  }

  private Result format(List<Node> said) {
    return concept(said.getFirst(), Scheme.FILE_TYPE)
        .map(concept -> kept(concept.code()))
        .orElseGet(() ->
            Result.changed(
                bounded(plain(said.getFirst())),
                "Das Format wird als freier Text gezeigt und nicht gefiltert.",
                "The format is shown as free text and cannot be filtered."));
  }

  private Result listed(Scheme scheme, List<Node> said) {
    var known = new ArrayList<String>();
    for (Node node : said) {
      if (node.isURI()) {
        concept(node, scheme).ifPresent(concept -> known.add(concept.uri()));
      }
    }
    if (known.isEmpty()) {
      return Result.lost(
          "Der Wert steht nicht in der EU-Liste.", "The value is not in the EU list.");
    }
    String all = String.join(", ", known);
    return known.size() < said.size()
        ? Result.changed(
            all,
            "Werte außerhalb der EU-Liste fallen weg.",
            "Values outside the EU list fall away.")
        : kept(all);
  }

  private Result mediaType(Graph graph, List<Node> said) {
    boolean iana =
        said.stream()
            .allMatch(
                n -> n.isURI() && n.getURI().contains("://www.iana.org/assignments/media-types/"));
    return iana
        ? kept(shown(graph, said))
        : Result.lost(
            "Der Medientyp ist keine Adresse der IANA.", "The media type is no IANA address.");
  }

  private Result contributor(List<Node> said) {
    List<Node> known =
        said.stream().filter(n -> n.isURI() && concept(n, Scheme.CONTRIBUTOR).isPresent()).toList();
    if (known.isEmpty()) {
      return Result.lost(
          "Die Kennung steht nicht in der Liste; GovData weist Datensätze ohne gültige Kennung aus.",
          "The identifier is not in the list; GovData marks datasets without a valid one.");
    }
    String all = known.stream().map(PortalRules::plain).collect(Collectors.joining(", "));
    return known.size() == 1
        ? kept(all)
        : Result.changed(
            all,
            "Genau eine Kennung ist erlaubt (Konvention 12).",
            "Exactly one identifier is allowed (convention 12).");
  }

  /// The concept at exactly this address in a list; what it is called does not count.
  private Optional<Concept> concept(Node node, Scheme scheme) {
    return node.isURI() && node.getURI().startsWith(scheme.uri())
        ? vocabularies.concept(node.getURI())
        : Optional.empty();
  }

  /// Values as people read them: of things without an address what they are called.
  String shown(Graph graph, List<Node> said) {
    return bounded(
        said.stream().map(node -> label(graph, node)).distinct().collect(Collectors.joining(", ")));
  }

  private static String label(Graph graph, Node node) {
    if (!node.isLiteral()) {
      for (Node property :
          List.of(Terms.NAME, Terms.FN, Terms.PREF_LABEL, Terms.LABEL, Terms.CHECKSUM_VALUE)) {
        List<Node> names = Downstream.objects(graph, node, property);
        if (!names.isEmpty()) {
          return plain(names.getFirst());
        }
      }
      String start = firstOf(graph, node, Terms.START_DATE);
      String end = firstOf(graph, node, Terms.END_DATE);
      if (!start.isEmpty() || !end.isEmpty()) {
        return start + " – " + end;
      }
    }
    return plain(node);
  }

  private static String plain(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm().strip() : node.toString();
  }

  private static String bounded(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /// An address with its usual prefix.
  static String shortened(String uri) {
    for (var prefix : PREFIXES.entrySet()) {
      if (uri.startsWith(prefix.getValue())) {
        return prefix.getKey() + ":" + uri.substring(prefix.getValue().length());
      }
    }
    return uri;
  }
}
