package org.allmende.dcat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Addresses as [RFC 3987](https://www.rfc-editor.org/rfc/rfc3987) allows them.
final class Iri {

  private static final String FORBIDDEN = " <>\"{}|\\^`";

  private Iri() {}

  /// The same address with forbidden characters percent-encoded.
  static String legal(String iri) {
    for (int i = 0; i < iri.length(); i++) {
      if (isForbidden(iri, i)) {
        return encoded(iri);
      }
    }
    return iri;
  }

  private static boolean isForbidden(String iri, int at) {
    char c = iri.charAt(at);
    boolean bracket =
        (c == '[' || c == ']')
            && at > iri.indexOf("://") + 2
            && iri.indexOf('/', iri.indexOf("://") + 3) < at;
    return c < 0x20 || c == 0x7F || FORBIDDEN.indexOf(c) >= 0 || bracket;
  }

  private static String encoded(String iri) {
    var result = new StringBuilder();
    for (int i = 0; i < iri.length(); i++) {
      if (isForbidden(iri, i)) {
        for (byte b : String.valueOf(iri.charAt(i)).getBytes(StandardCharsets.UTF_8)) {
          result.append(String.format(Locale.ROOT, "%%%02X", b));
        }
      } else {
        result.append(iri.charAt(i));
      }
    }
    return result.toString();
  }
}
