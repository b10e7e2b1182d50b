package org.allmende.intake.csvw;

import java.util.Locale;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;

/// Addresses: resolved, compared and spelled as [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986)
/// has it.
final class Urls {

  private static final String ILLEGAL = " <>\"{}|\\^`";

  private Urls() {}

  /// A reference seen from an address. What cannot be resolved stays as it is.
  static String resolved(String base, String reference) {
    String legal = legal(reference);
    if (legal.isEmpty() || legal.startsWith("#")) {
      return withoutFragment(base) + legal;
    }
    try {
      return IRIx.create(base).resolve(legal).str();
    } catch (IRIException e) {
      return legal;
    }
  }

  static boolean isAbsolute(String url) {
    return url.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.+");
  }

  static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  /// The form in which addresses are compared: syntax-based normalisation, and the usual ports of
  /// HTTP left out.
  static String normalized(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url;
    }
    int path = scheme + 3;
    while (path < url.length() && "/?#".indexOf(url.charAt(path)) < 0) {
      path++;
    }
    String start = url.substring(0, path).toLowerCase(Locale.ROOT);
    if (start.startsWith("http:") && start.endsWith(":80")) {
      start = start.substring(0, start.length() - 3);
    } else if (start.startsWith("https:") && start.endsWith(":443")) {
      start = start.substring(0, start.length() - 4);
    }
    String rest = decodedUnreserved(url.substring(path));
    String whole = rest.startsWith("/") ? start + rest : start + "/" + rest;
    try {
      return IRIx.create(whole).normalize().str();
    } catch (IRIException e) {
      return whole;
    }
  }

  /// Percent signs only where they must be, with capital letters.
  private static String decodedUnreserved(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (isEncoded(text, i)) {
        int code = Integer.parseInt(text, i + 1, i + 3, 16);
        if (code < 128 && UriTemplate.isUnreserved((char) code)) {
          out.append((char) code);
        } else {
          out.append(text.substring(i, i + 3).toUpperCase(Locale.ROOT));
        }
        i += 2;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  /// Whether a percent sign and two digits stand here.
  static boolean isEncoded(String text, int at) {
    return text.charAt(at) == '%'
        && at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /// Signs that no address may have, percent-encoded.
  private static String legal(String reference) {
    StringBuilder out = null;
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      boolean illegal =
          c <= ' '
              || c == 0x7f
              || ILLEGAL.indexOf(c) >= 0
              || (c == '%' && !isEncoded(reference, i));
      if (illegal && out == null) {
        out = new StringBuilder(reference.substring(0, i));
      }
      if (out != null) {
        if (illegal) {
          UriTemplate.percentEncode(c, out);
        } else {
          out.append(c);
        }
      }
    }
    return out == null ? reference : out.toString();
  }
}
