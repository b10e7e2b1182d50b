package org.allmende.harvest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.dcat.rdf.Renaming;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Gives datasets a name that lasts. One with a URI has it already; one without is called after its
/// `dct:identifier`; one that has neither is called by what it says, and is another one as soon as
/// that changes.
final class Named {

  private Named() {}

  /// @param uri the dataset in the graph; made of its content where the source has none
  /// @param address of the page it was on
  static SourceRecord record(String uri, Graph graph, String address) {
    Node dataset = NodeFactory.createURI(uri);
    if (!Skolem.isSkolem(dataset) || !isMade(uri, address)) {
      return new SourceRecord(uri, uri, graph, List.of());
    }
    Optional<String> identifier = identifier(graph, dataset);
    if (identifier.isEmpty()) {
      return new SourceRecord(uri, uri, graph, List.of(nameless(uri)));
    }
    String lasting = lasting(identifier.get(), address);
    return new SourceRecord(
        identifier.get(), lasting, Renaming.of(graph, dataset, lasting), List.of());
  }

  /// The URI for a dataset that a source names by an identifier only.
  static String lasting(String identifier, String address) {
    String place = address.replaceFirst("[?#].*", "");
    return place + "#" + URLEncoder.encode(identifier, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isMade(String uri, String address) {
    return uri.startsWith(address.replaceFirst("/$", "") + Skolem.MARK)
        || uri.startsWith("urn:allmende:import" + Skolem.MARK);
  }

  private static Optional<String> identifier(Graph graph, Node dataset) {
    return graph.find(dataset, Terms.IDENTIFIER, Node.ANY).toList().stream()
        .map(t -> t.getObject())
        .map(o -> o.isLiteral() ? o.getLiteralLexicalForm() : o.toString())
        .filter(text -> !text.isBlank())
        .sorted()
        .findFirst();
  }

  static Finding nameless(String uri) {
    return new Finding(
        "harvest-nameless",
        Severity.WARNING,
        new Finding.Place(null, null, uri),
        new Text(
            "Der Datensatz hat weder URI noch dct:identifier; ändert er sich, ist er ein anderer.",
            "The dataset has neither a URI nor a dct:identifier; when it changes it is another"
                + " one."),
        new Text(
            "Bitten Sie die Quelle um ein dct:identifier.",
            "Ask the source for a dct:identifier."));
  }
}
