package org.allmende.dcat.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/// Says a score in the [Data Quality Vocabulary](https://www.w3.org/TR/vocab-dqv/), with the
/// metrics by the addresses data.europa.eu gives them.
public final class Measurements {

  public static final String DQV_NS = "http://www.w3.org/ns/dqv#";
  public static final String PIVEAU_NS = "https://piveau.eu/ns/voc#";

  private static final Node MEASUREMENT = dqv("QualityMeasurement");
  private static final Node COMPUTED_ON = dqv("computedOn");
  private static final Node MEASUREMENT_OF = dqv("isMeasurementOf");
  private static final Node VALUE = dqv("value");
  private static final Node HAS_MEASUREMENT = dqv("hasQualityMeasurement");
  private static final int ANSWERED = 200;

  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("keywords", "keywordAvailability"),
          Map.entry("theme", "categoryAvailability"),
          Map.entry("spatial", "spatialAvailability"),
          Map.entry("temporal", "temporalAvailability"),
          Map.entry("access-url", "accessUrlStatusCode"),
          Map.entry("download-url", "downloadUrlAvailability"),
          Map.entry("download-url-answers", "downloadUrlStatusCode"),
          Map.entry("format", "formatAvailability"),
          Map.entry("media-type", "mediaTypeAvailability"),
          Map.entry("format-vocabulary", "formatMediaTypeVocabularyAlignment"),
          Map.entry("non-proprietary", "formatMediaTypeNonProprietary"),
          Map.entry("machine-readable", "formatMediaTypeMachineInterpretable"),
          Map.entry("conformance", "dcatApCompliance"),
          Map.entry("license", "licenceAvailability"),
          Map.entry("license-vocabulary", "knownLicence"),
          Map.entry("access-rights", "accessRightsAvailability"),
          Map.entry("access-rights-vocabulary", "accessRightsVocabularyAlignment"),
          Map.entry("contact", "contactPointAvailability"),
          Map.entry("publisher", "publisherAvailability"),
          Map.entry("rights", "rightsAvailability"),
          Map.entry("byte-size", "byteSizeAvailability"),
          Map.entry("issued", "dateIssuedAvailability"),
          Map.entry("modified", "dateModifiedAvailability"));

  private final Graph graph = GraphFactory.createDefaultGraph();
  private final String subject;

  private Measurements(String subject) {
    this.subject = subject;
  }

  /// The address of the metric of an indicator.
  public static String metric(String code) {
    String name = METRICS.get(code);
    if (name == null) {
      throw new IllegalArgumentException("no such indicator: " + code);
    }
    return PIVEAU_NS + name;
  }

  /// The measurements of one dataset: yes or no for each indicator, the status for addresses that
  /// answer, and the points.
  public static Graph of(Score score, String dataset) {
    var measurements = new Measurements(dataset);
    for (Score.Indicator indicator : score.indicators()) {
      measurements
          .value(indicator)
          .ifPresent(value -> measurements.add(indicator.code(), metric(indicator.code()), value));
    }
    measurements.add("score", PIVEAU_NS + "score", integer(score.points()));
    return measurements.graph;
  }

  /// The measurements of a catalogue: for each indicator the share of datasets that reach it, and
  /// the points on average.
  ///
  /// @param shares by code, from 0 to 1
  public static Graph of(Map<String, Double> shares, double points, String catalog) {
    var measurements = new Measurements(catalog);
    shares.forEach((code, share) -> measurements.add(code, metric(code), decimal(share)));
    measurements.add("score", PIVEAU_NS + "score", decimal(points));
    return measurements.graph;
  }

  private Optional<Node> value(Score.Indicator indicator) {
    boolean reached = indicator.state() == Score.State.REACHED;
    if (!metric(indicator.code()).endsWith("StatusCode")) {
      return Optional.of(
          NodeFactory.createLiteralDT(Boolean.toString(reached), XSDDatatype.XSDboolean));
    }
    return reached ? Optional.of(integer(ANSWERED)) : Optional.empty();
  }

  private void add(String code, String metric, Node value) {
    Node on = Terms.iri(subject);
    Node node = Terms.iri(subject + "#quality-" + code);
    graph.add(on, HAS_MEASUREMENT, node);
    graph.add(node, Terms.A, MEASUREMENT);
    graph.add(node, COMPUTED_ON, on);
    graph.add(node, MEASUREMENT_OF, Terms.iri(metric));
    graph.add(node, VALUE, value);
  }

  private static Node integer(int value) {
    return NodeFactory.createLiteralDT(Integer.toString(value), XSDDatatype.XSDinteger);
  }

  private static Node decimal(double value) {
    String text = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).toPlainString();
    return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdecimal);
  }

  private static Node dqv(String name) {
    return Terms.iri(DQV_NS + name);
  }
}
