package org.allmende.web.datasets;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.model.Addresses;
import org.allmende.model.Dataset;
import org.allmende.model.Dataset.Distribution;
import org.allmende.model.Metadata;
import org.jspecify.annotations.Nullable;

/// Tells machines that land on a dataset's page where everything is, as
/// [Signposting](https://signposting.org/FAIR/) has it, in the header `Link`.
final class Signposts {

  private static final int MOST_ITEMS = 20;
  private static final int LONGEST = 6_000;

  private final Addresses addresses;
  private final List<String> links = new ArrayList<>();
  private int length;

  private Signposts(Addresses addresses) {
    this.addresses = addresses;
  }

  /// The links of a published dataset.
  static String of(Shown shown, Addresses addresses) {
    var signposts = new Signposts(addresses);
    signposts.fill(shown);
    return String.join(", ", signposts.links);
  }

  private void fill(Shown shown) {
    Dataset dataset = shown.dataset();
    String page = addresses.dataset(shown.id());
    link(dataset.uri(), "cite-as", null);
    link("https://schema.org/AboutPage", "type", null);
    link("https://schema.org/Dataset", "type", null);
    dataset.licenses().stream().limit(1).forEach(license -> link(license, "license", null));
    Metadata.Agent publisher = dataset.publisher();
    if (publisher != null) {
      link(publisher.uri(), "author", null);
    }
    link(addresses.catalog(shown.id().tenant()), "collection", "text/turtle");
    for (RdfSyntax syntax : RdfSyntax.values()) {
      link(page + "." + syntax.suffix(), "describedby", syntax.mediaType());
    }
    link(page + "/croissant.json", "describedby", "application/ld+json");
    link(page + "/datapackage.json", "describedby", "application/json");
    dataset.distributions().stream().limit(MOST_ITEMS).forEach(this::item);
  }

  private void item(Distribution distribution) {
    String address = distribution.downloadUrl();
    String type = distribution.mediaType();
    boolean clean = type != null && type.matches("[\\w.+-]+/[\\w.+-]+");
    link(address == null ? distribution.accessUrl() : address, "item", clean ? type : null);
  }

  private void link(@Nullable String address, String relation, @Nullable String type) {
    String target = address == null ? "" : plain(address);
    if (target.isEmpty()) {
      return;
    }
    String link =
        "<"
            + target
            + ">; rel=\""
            + relation
            + "\""
            + (type == null ? "" : "; type=\"" + type + "\"");
    if (length + link.length() <= LONGEST) {
      links.add(link);
      length += link.length();
    }
  }

  /// An address as a header can hold it; empty where it is none of the web's.
  private static String plain(String address) {
    if (!address.startsWith("http://") && !address.startsWith("https://")) {
      return "";
    }
    try {
      return new URI(address).toASCIIString();
    } catch (URISyntaxException _) {
      return "";
    }
  }
}
