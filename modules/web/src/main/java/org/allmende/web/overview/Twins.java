package org.allmende.web.overview;

import java.util.ArrayList;
import java.util.List;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.web.page.Address;
import org.allmende.web.page.Page.Twin;
import org.allmende.web.search.FeedController;

/// Where programs find what a page is about.
final class Twins {

  private Twins() {}

  /// A search as feeds.
  ///
  /// @param search where people find it
  static List<Twin> feeds(Address search) {
    return List.of(
        new Twin(search.at(FeedController.ATOM_PATH).toString(), FeedController.ATOM),
        new Twin(search.at(FeedController.JSON_PATH).toString(), FeedController.JSON_FEED));
  }

  /// A search as feeds, and the catalogue of what it finds.
  ///
  /// @param search where people find it
  /// @param catalog its address without an ending
  static List<Twin> of(Address search, String catalog) {
    var twins = new ArrayList<>(feeds(search));
    for (RdfSyntax syntax : RdfSyntax.values()) {
      twins.add(new Twin(catalog + "." + syntax.suffix(), syntax.mediaType()));
    }
    return twins;
  }
}
