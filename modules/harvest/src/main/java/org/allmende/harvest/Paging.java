package org.allmende.harvest;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// What a page says about the others, in either form of hydra: `hydra:PartialCollectionView` with
/// `hydra:next`, or the older `hydra:PagedCollection` with `hydra:nextPage`; as addresses or texts.
///
/// @param next the page after this one
/// @param last the last page
/// @param total datasets on all pages; -1 where it is not said
record Paging(Optional<URI> next, Optional<URI> last, long total) {

  private static final Pattern NUMBER = Pattern.compile("(?:^|&)page=([^&]*)");

  /// @param page what the page says beside its datasets
  /// @param address of the page
  static Paging of(Graph page, URI address) {
    return new Paging(
        address(page, address, "next", "nextPage"),
        address(page, address, "last", "lastPage"),
        total(page));
  }

  /// Whether the page at an address, which names no next one, may be the last: the source says so,
  /// or says nothing of a last page.
  boolean mayEndAt(URI address) {
    return last.isEmpty()
        || last.get().equals(address)
        || number(last.get()).equals(number(address));
  }

  /// Servers write the same page in different ways: with and without the number of the first.
  private static String number(URI address) {
    Matcher said = NUMBER.matcher(String.valueOf(address.getRawQuery()));
    return said.find() ? said.group(1) : "1";
  }

  private static Optional<URI> address(Graph page, URI base, String property, String older) {
    return said(page, property, older)
        .map(o -> o.isLiteral() ? o.getLiteralLexicalForm() : o.toString())
        .sorted()
        .flatMap(text -> resolved(base, text).stream())
        .findFirst();
  }

  private static Optional<URI> resolved(URI base, String text) {
    try {
      return Optional.of(base.resolve(text.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static long total(Graph page) {
    List<Long> said =
        said(page, "totalItems", "totalItems")
            .filter(Node::isLiteral)
            .map(Node::getLiteralLexicalForm)
            .filter(text -> text.matches("[0-9]{1,12}"))
            .map(Long::valueOf)
            .toList();
    return said.isEmpty() ? -1 : said.getFirst();
  }

  private static Stream<Node> said(Graph page, String property, String older) {
    return Stream.of(property, older)
        .distinct()
        .map(name -> NodeFactory.createURI(Terms.HYDRA_NS + name))
        .flatMap(p -> page.find(Node.ANY, p, Node.ANY).toList().stream())
        .map(Triple::getObject);
  }
}
