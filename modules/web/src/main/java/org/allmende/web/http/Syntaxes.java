package org.allmende.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.dcat.rdf.RdfSyntax;
import org.springframework.http.MediaType;

/// The forms in which descriptions are given out to programs, as media types and endings.
public final class Syntaxes {

  /// As Turtle first: what whoever accepts anything gets.
  public static final List<MediaType> TYPES =
      List.of(RdfSyntax.values()).stream().map(Syntaxes::type).toList();

  private Syntaxes() {}

  /// With the charset where the type has such a parameter.
  public static MediaType content(RdfSyntax syntax) {
    return switch (syntax) {
      case TURTLE, N_TRIPLES, RDF_XML ->
          MediaType.parseMediaType(syntax.mediaType() + ";charset=UTF-8");
      case JSON_LD -> type(syntax);
    };
  }

  public static MediaType type(RdfSyntax syntax) {
    return MediaType.parseMediaType(syntax.mediaType());
  }

  /// The form an ending names; harvesters also know RDF/XML as `xml`.
  public static Optional<RdfSyntax> ofSuffix(String suffix) {
    return suffix.equals("xml") ? Optional.of(RdfSyntax.RDF_XML) : RdfSyntax.ofSuffix(suffix);
  }

  /// Links to every form of the description of the dataset at an address.
  public static String alternates(String address) {
    var links = new ArrayList<String>();
    for (RdfSyntax syntax : RdfSyntax.values()) {
      links.add(alternate(address + "." + syntax.suffix(), syntax.mediaType()));
    }
    links.add(alternate(address + ".json", MediaType.APPLICATION_JSON_VALUE));
    return String.join(", ", links);
  }

  private static String alternate(String address, String type) {
    return "<" + address + ">; rel=\"alternate\"; type=\"" + type + "\"";
  }

  /// The code of a syntax in the EU's list of file types.
  public static String format(RdfSyntax syntax) {
    return switch (syntax) {
      case TURTLE -> "RDF_TURTLE";
      case N_TRIPLES -> "RDF_N_TRIPLES";
      case RDF_XML, JSON_LD -> syntax.name();
    };
  }
}
