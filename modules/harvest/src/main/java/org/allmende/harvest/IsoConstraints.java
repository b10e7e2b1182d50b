package org.allmende.harvest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Under which licence and with which access data can be used. German geodata write the licence as
/// JSON: `{"id":"dl-by-de/2.0","name":"…","url":"…","quelle":"…"}`.
final class IsoConstraints {

  private static final Pattern JSON_FIELD =
      Pattern.compile("\"(id|name|url|quelle)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){0,2000})\"");
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"')]+");
  private static final Pattern LICENCE_WORDS =
      Pattern.compile(
          "(?i)\\b(?:cc[ -]?(?:by|0|zero)|dl-de|dl-by|dl-zero|datenlizenz|odbl|geonutzv|creative"
              + " ?commons|licen[cs]e ouverte|open licen[cs]e)\\b.*");

  private final IsoRecord record;
  private final RecordGraph out;
  private final Node dataset;

  IsoConstraints(IsoRecord record, RecordGraph out, Node dataset) {
    this.record = record;
    this.out = out;
    this.dataset = dataset;
  }

  void of(Element about) {
    for (Element constraint : IsoRecord.objects(about, "resourceConstraints")) {
      boolean access = !constraint.all("accessConstraints").isEmpty();
      boolean use = !constraint.all("useConstraints").isEmpty();
      for (Element limit : constraint.all("useLimitation")) {
        use(limit);
      }
      for (Element other : constraint.all("otherConstraints")) {
        if (access && !use) {
          access(other);
        } else {
          use(other);
        }
      }
    }
  }

  private void access(Element element) {
    if (out.has(dataset, Terms.ACCESS_RIGHTS)) {
      return;
    }
    String anchor = IsoRecord.anchor(element);
    if (anchor.isEmpty()) {
      out.text(dataset, Terms.ACCESS_RIGHTS, IsoRecord.plain(element));
    } else {
      out.link(dataset, Terms.ACCESS_RIGHTS, anchor);
    }
  }

  private void use(Element element) {
    String text = IsoRecord.plain(element);
    String anchor = IsoRecord.anchor(element);
    if (text.startsWith("{") && text.contains("\"")) {
      json(text);
      return;
    }
    boolean free = !out.has(dataset, Terms.LICENSE);
    if (free && RecordGraph.isAddress(anchor) && !anchor.contains("/noConditionsApply")) {
      out.link(dataset, Terms.LICENSE, anchor);
    } else if (free && LICENCE_WORDS.matcher(text).find()) {
      Matcher url = URL.matcher(text);
      out.link(dataset, Terms.LICENSE, url.find() ? url.group() : text);
    }
    record.localized(element).forEach((tag, words) -> out.text(dataset, Terms.RIGHTS, words, tag));
  }

  private void json(String text) {
    var licence = new ArrayList<String>();
    Matcher field = JSON_FIELD.matcher(text);
    while (field.find()) {
      String value = field.group(2).replace("\\/", "/").replace("\\\"", "\"");
      switch (field.group(1).toLowerCase(Locale.ROOT)) {
        case "url" -> licence.addFirst(value);
        case "id" -> licence.addLast(value);
        case "quelle" -> out.text(dataset, Terms.ATTRIBUTION, value);
        default -> out.text(dataset, Terms.RIGHTS, value);
      }
    }
    if (!licence.isEmpty() && !out.has(dataset, Terms.LICENSE)) {
      out.link(dataset, Terms.LICENSE, licence.getFirst());
    }
  }

  /// What is said of the dataset holds for each way to have it.
  void spread() {
    for (Node property : List.of(Terms.LICENSE, Terms.ATTRIBUTION)) {
      List<Node> values = objects(property);
      for (Node distribution : objects(Terms.HAS_DISTRIBUTION)) {
        values.forEach(value -> out.add(distribution, property, value));
      }
      if (!objects(Terms.HAS_DISTRIBUTION).isEmpty()) {
        values.forEach(value -> out.graph().delete(dataset, property, value));
      }
    }
  }

  private List<Node> objects(Node property) {
    return out.graph().find(dataset, property, Node.ANY).mapWith(Triple::getObject).toList();
  }
}
