package org.allmende.dcat.terms;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Addresses as [RFC 3987](https://www.rfc-editor.org/rfc/rfc3987) allows them.
public final class Iri {

  private static final boolean[] ALLOWED = allowed();

  private Iri() {}

  private static boolean[] allowed() {
    var allowed = new boolean[0x80];
    for (int c = 0x20; c < 0x7F; c++) {
      allowed[c] = " <>\"{}|\\^`".indexOf(c) < 0;
    }
    return allowed;
  }

  /// The same address with forbidden characters percent-encoded.
  public static String legal(String iri) {
    for (int i = 0; i < iri.length(); i++) {
      if (isForbidden(iri, i)) {
        return encoded(iri);
      }
    }
    return iri;
  }

  private static boolean isForbidden(String iri, int at) {
    char c = iri.charAt(at);
    if (c == '[' || c == ']') {
      int host = iri.indexOf("://") + 3;
      return at >= host && iri.indexOf('/', host) < at;
    }
    return c < ALLOWED.length && !ALLOWED[c];
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
