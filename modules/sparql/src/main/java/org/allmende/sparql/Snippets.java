package org.allmende.sparql;

import java.util.List;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.apache.jena.datatypes.xsd.impl.RDFhtml;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The place of a dataset where the words stand that were searched for, as HTML: escaped, with what
/// was found in `mark` elements.
final class Snippets {

  private static final List<String> PLACES = List.of("description", "title", "columns", "data");

  private Snippets() {}

  /// The first place there is; else the title.
  static Node of(Hit hit) {
    for (String place : PLACES) {
      List<String> texts = hit.highlights().getOrDefault(place, List.of());
      if (!texts.isEmpty()) {
        return html(String.join(" … ", texts));
      }
    }
    return html(hit.title());
  }

  private static Node html(String marked) {
    String html =
        marked
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("\uE000", "<mark>")
            .replace("\uE001", "</mark>");
    return NodeFactory.createLiteralDT(html, RDFhtml.rdfHTML);
  }
}
