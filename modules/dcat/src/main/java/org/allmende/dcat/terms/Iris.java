package org.allmende.dcat.terms;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Addresses made of texts.
public final class Iris {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|urn:|mailto:)[^\\s<>\"{}|\\\\^`]+");

  private Iris() {}

  /// Whether a text is an address that can stand in a graph as it is.
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /// Percent-encodes all but letters, digits and `-._~@+`.
  public static String encode(String text) {
    var out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~@+".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return out.toString();
  }
}
