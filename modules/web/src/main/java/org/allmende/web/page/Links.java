package org.allmende.web.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Which addresses that others have written may become links.
public final class Links {

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private Links() {}

  /// The address itself when its scheme is harmless, else nothing.
  public static String safe(String address) {
    try {
      String scheme = new URI(address).getScheme();
      return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) ? address : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
