package org.allmende.web.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.web.page.Address;
import org.allmende.web.page.Page.Twin;

/// Where programs find what a page is about.
public final class Twins {

  private Twins() {}

  /// A search as feeds.
  ///
  /// @param search where people find it
  public static List<Twin> feeds(Address search) {
    return List.of(
        new Twin(search.at(FeedController.ATOM_PATH).toString(), FeedController.ATOM),
        new Twin(search.at(FeedController.JSON_PATH).toString(), FeedController.JSON_FEED));
  }

  /// A description in every form of RDF.
  ///
  /// @param address its address without an ending
  public static List<Twin> rdf(String address) {
    return Arrays.stream(RdfSyntax.values())
        .map(syntax -> new Twin(address + "." + syntax.suffix(), syntax.mediaType()))
        .toList();
  }

  /// A search as feeds, and the catalogue of what it finds.
  ///
  /// @param search where people find it
  /// @param catalog its address without an ending
  public static List<Twin> of(Address search, String catalog) {
    var twins = new ArrayList<>(feeds(search));
    twins.addAll(rdf(catalog));
    return twins;
  }
}
