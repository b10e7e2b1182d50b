package org.allmende.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Chooses what to answer with, after [RFC 9110,
/// 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#name-accept): for each thing offered the most
/// specific range that names it decides; among equals the first offered wins.
public final class Negotiation {

  private static final int MAX_RANGES = 200;

  private Negotiation() {}

  /// The ranges of an `Accept` header; `*/*` when there is none, or none that can be read.
  public static List<MediaType> ranges(String accept) {
    if (accept.isBlank()) {
      return List.of(MediaType.ALL);
    }
    try {
      List<MediaType> ranges = MediaType.parseMediaTypes(accept);
      return ranges.isEmpty()
          ? List.of(MediaType.ALL)
          : ranges.subList(0, Math.min(ranges.size(), MAX_RANGES));
    } catch (InvalidMediaTypeException e) {
      return List.of(MediaType.ALL);
    }
  }

  /// The best of what is offered; empty when nothing is accepted.
  public static Optional<MediaType> choose(List<MediaType> offered, String accept) {
    List<MediaType> ranges = ranges(accept);
    MediaType best = null;
    double bestQuality = 0;
    for (MediaType type : offered) {
      double quality = quality(type, ranges);
      if (quality > bestQuality) {
        best = type;
        bestQuality = quality;
      }
    }
    return Optional.ofNullable(best);
  }

  /// The best of what is offered for a request.
  ///
  /// @throws Problem when nothing is accepted; it names what is offered
  public static MediaType require(List<MediaType> offered, HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return choose(offered, accept == null ? "" : accept)
        .orElseThrow(() -> {
          String possible = MediaType.toString(offered);
          return Problem.of(
                  Trouble.NOT_ACCEPTABLE,
                  "Angeboten werden: " + possible + ".",
                  "Offered are: " + possible + ".")
              .with("offered", offered.stream().map(MediaType::toString).toList());
        });
  }

  /// How welcome a type is, from 0 to 1.
  static double quality(MediaType type, List<MediaType> ranges) {
    int bestRank = 0;
    double quality = 0;
    for (MediaType range : ranges) {
      int rank = range.isWildcardType() ? 1 : range.isWildcardSubtype() ? 2 : 3;
      if (rank > bestRank && range.includes(type)) {
        bestRank = rank;
        quality = range.getQualityValue();
      }
    }
    return quality;
  }

  /// Whether the client is a browser, or says that it wants a page rather than a document.
  public static boolean wantsPage(String accept) {
    if (!accept.contains("html")) {
      return false;
    }
    List<MediaType> ranges = ranges(accept);
    return quality(MediaType.TEXT_HTML, ranges) >= quality(MediaType.APPLICATION_JSON, ranges);
  }
}
