package org.allmende.dcat.quality;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.quality.Score.Band;
import org.allmende.dcat.quality.Score.Dimension;
import org.allmende.dcat.quality.Score.Indicator;
import org.allmende.dcat.quality.Score.State;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Text;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/// Counts the 405 points of the metadata quality assessment of data.europa.eu for one dataset.
///
/// Of several distributions the best one counts. What we serve ourselves answers; addresses
/// elsewhere are unknown and give nothing until they have been asked. The official list of
/// machine-readable formats is not published: ours stands with the file types.
public final class Quality {

  private static final int CONFORMANCE = 30;

  private final Vocabularies vocabularies;
  private final Checker checker;
  private final String base;
  private final LinkStatuses links;

  /// Without knowing of any address elsewhere whether it answers.
  public Quality(Vocabularies vocabularies, Checker checker, String base) {
    this(vocabularies, checker, base, LinkStatuses.NONE);
  }

  /// @param vocabularies tell which formats are open and machine-readable
  /// @param checker for conformance, which counts too
  /// @param base the public address of this installation: what lies below it answers
  /// @param links tell which addresses elsewhere answer
  public Quality(Vocabularies vocabularies, Checker checker, String base, LinkStatuses links) {
    this.vocabularies = vocabularies;
    this.checker = checker;
    this.base = base.endsWith("/") ? base : base + "/";
    this.links = links;
  }

  /// The score of a dataset.
  public Score score(Graph graph, String uri) {
    return score(graph, uri, conforms(graph, uri));
  }

  /// How the total of a dataset is called; the rules, which take longest, are checked only where
  /// their points decide.
  public Band band(Graph graph, String uri) {
    int least = score(graph, uri, false).points();
    boolean decide = Band.of(least) != Band.of(least + CONFORMANCE);
    return Band.of(decide && conforms(graph, uri) ? least + CONFORMANCE : least);
  }

  private boolean conforms(Graph graph, String uri) {
    return checker.check(graph, uri, Profile.DCAT_AP).conforms();
  }

  private Score score(Graph graph, String uri, boolean conforms) {
    var count = new Count(graph, Terms.iri(uri));
    count.findability();
    count.accessibility();
    count.interoperability(conforms);
    count.reusability();
    count.contextuality();
    return count.score();
  }

  private final class Count {
    private final Graph graph;
    private final Node dataset;
    private final List<Node> distributions;
    private final List<Indicator> indicators = new ArrayList<>();
    private Dimension dimension = Dimension.FINDABILITY;

    Count(Graph graph, Node dataset) {
      this.graph = graph;
      this.dataset = dataset;
      this.distributions = objects(dataset, Terms.HAS_DISTRIBUTION);
    }

    void findability() {
      has("keywords", 30, Terms.KEYWORD, "Schlagwörter", "Keywords");
      has("theme", 30, Terms.THEME, "Thema", "Theme");
      has("spatial", 20, Terms.SPATIAL, "Ort", "Place");
      has("temporal", 20, Terms.TEMPORAL, "Zeitraum", "Period");
    }

    void accessibility() {
      dimension = Dimension.ACCESSIBILITY;
      answers(
          "access-url", 50, Terms.ACCESS_URL, "Zugangsadresse antwortet", "Access address answers");
      any(
          "download-url",
          20,
          Terms.DOWNLOAD_URL,
          n -> true,
          "Ladeadresse angegeben",
          "Download address given");
      answers(
          "download-url-answers",
          30,
          Terms.DOWNLOAD_URL,
          "Ladeadresse antwortet",
          "Download address answers");
    }

    void interoperability(boolean conforms) {
      dimension = Dimension.INTEROPERABILITY;
      any("format", 20, Terms.FORMAT, n -> true, "Dateiformat angegeben", "File format given");
      any("media-type", 10, Terms.MEDIA_TYPE, n -> true, "Medientyp angegeben", "Media type given");
      boolean known =
          distributions.stream()
              .anyMatch(d -> listed(d, Terms.FORMAT) || listed(d, Terms.MEDIA_TYPE));
      add("format-vocabulary", 10, known, "Format aus der Liste", "Format from the list");
      any(
          "non-proprietary",
          20,
          Terms.FORMAT,
          n -> is(n, Fact.NON_PROPRIETARY),
          "Offenes Format",
          "Open format");
      any(
          "machine-readable",
          20,
          Terms.FORMAT,
          n -> is(n, Fact.MACHINE_READABLE),
          "Maschinenlesbares Format",
          "Machine-readable format");
      add(
          "conformance",
          CONFORMANCE,
          conforms,
          "Regeln von DCAT-AP eingehalten",
          "Conforms to DCAT-AP");
    }

    void reusability() {
      dimension = Dimension.REUSABILITY;
      any("license", 20, Terms.LICENSE, n -> true, "Lizenz angegeben", "Licence given");
      any(
          "license-vocabulary",
          10,
          Terms.LICENSE,
          Quality::isListedLicense,
          "Lizenz aus der Liste",
          "Licence from the list");
      has("access-rights", 10, Terms.ACCESS_RIGHTS, "Zugangsangabe", "Access right");
      add(
          "access-rights-vocabulary",
          5,
          objects(dataset, Terms.ACCESS_RIGHTS).stream()
              .anyMatch(
                  n -> n.isURI() && n.getURI().startsWith(Terms.EU_AUTHORITY + "access-right/")),
          "Zugangsangabe aus der Liste",
          "Access right from the list");
      has("contact", 20, Terms.CONTACT_POINT, "Kontakt", "Contact");
      has("publisher", 10, Terms.PUBLISHER, "Herausgeber", "Publisher");
    }

    void contextuality() {
      dimension = Dimension.CONTEXTUALITY;
      any("rights", 5, Terms.RIGHTS, n -> true, "Rechteangabe", "Statement of rights");
      any("byte-size", 5, Terms.BYTE_SIZE, n -> true, "Dateigröße", "File size");
      both("issued", Terms.ISSUED, "Datum der Veröffentlichung", "Date of publication");
      both("modified", Terms.MODIFIED, "Datum der letzten Änderung", "Date of the last change");
    }

    Score score() {
      int reached = indicators.stream().mapToInt(Indicator::reached).sum();
      int possible = indicators.stream().mapToInt(Indicator::points).sum();
      return new Score(reached, possible, indicators);
    }

    private void has(String code, int points, Node property, String de, String en) {
      add(code, points, graph.contains(dataset, property, Node.ANY), de, en);
    }

    private void any(
        String code, int points, Node property, Predicate<Node> test, String de, String en) {
      boolean found =
          distributions.stream().flatMap(d -> objects(d, property).stream()).anyMatch(test);
      add(code, points, found, de, en);
    }

    private void both(String code, Node property, String de, String en) {
      boolean found =
          graph.contains(dataset, property, Node.ANY)
              || distributions.stream().anyMatch(d -> graph.contains(d, property, Node.ANY));
      add(code, 5, found, de, en);
    }

    private void answers(String code, int points, Node property, String de, String en) {
      var addresses =
          distributions.stream()
              .flatMap(d -> objects(d, property).stream())
              .filter(Node::isURI)
              .toList();
      if (addresses.isEmpty()) {
        add(code, points, false, de, en);
        return;
      }
      State state = best(addresses);
      add(code, points, state, new Text(de, en), advice(state));
    }

    /// One address that answers is enough, and one that is unknown may.
    private State best(List<Node> addresses) {
      var states = EnumSet.noneOf(State.class);
      addresses.forEach(address -> states.add(answers(address.getURI())));
      if (states.contains(State.REACHED)) {
        return State.REACHED;
      }
      return states.contains(State.UNKNOWN) ? State.UNKNOWN : State.MISSED;
    }

    private State answers(String address) {
      var known = links.of(address);
      if (known.isEmpty()) {
        return address.startsWith(base) ? State.REACHED : State.UNKNOWN;
      }
      return switch (known.get().state()) {
        case ANSWERS -> State.REACHED;
        case BROKEN -> State.MISSED;
        case FAILING, NOT_ASKED -> State.UNKNOWN;
      };
    }

    private Text advice(State state) {
      return switch (state) {
        case REACHED -> new Text("Erreicht.", "Reached.");
        case MISSED ->
            new Text(
                "Die Adresse ist nicht erreichbar. Berichtigen Sie sie.",
                "The address cannot be reached. Correct it.");
        case UNKNOWN ->
            new Text(
                "Die Adresse liegt anderswo; ob sie antwortet, ist noch nicht geprüft.",
                "The address is elsewhere; whether it answers has not been checked yet.");
      };
    }

    private void add(String code, int points, boolean reached, String de, String en) {
      Text advice =
          reached
              ? new Text("Erreicht.", "Reached.")
              : new Text(
                  "Ergänzen Sie: " + de + " (" + points + " Punkte).",
                  "Add: " + en + " (" + points + " points).");
      add(code, points, reached ? State.REACHED : State.MISSED, new Text(de, en), advice);
    }

    private void add(String code, int points, State state, Text name, Text advice) {
      indicators.add(new Indicator(dimension, code, points, state, name, advice));
    }

    private boolean listed(Node distribution, Node property) {
      return objects(distribution, property).stream()
          .anyMatch(n ->
              n.isURI()
                  && (n.getURI().startsWith(Terms.EU_AUTHORITY + "file-type/")
                      || n.getURI().contains("://www.iana.org/assignments/media-types/")));
    }

    private List<Node> objects(Node subject, Node property) {
      return graph.find(subject, property, Node.ANY).mapWith(t -> t.getObject()).toList();
    }
  }

  private static boolean isListedLicense(Node node) {
    return node.isURI()
        && (node.getURI().startsWith(Terms.EU_AUTHORITY + "licence/")
            || node.getURI().startsWith("http://dcat-ap.de/def/licenses/"));
  }

  private boolean is(Node format, Fact fact) {
    return format.isURI()
        && vocabularies.concept(format.getURI()).map(concept -> concept.is(fact)).orElse(false);
  }
}
