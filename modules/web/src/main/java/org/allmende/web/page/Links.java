package org.allmende.web.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.model.Metadata;
import org.jspecify.annotations.Nullable;

/// Links made of what others have written, as far as it may become one.
public final class Links {

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private static final int LONGEST = 200;

  private Links() {}

  /// Whom to ask: the name, the address for mail, and the one in the web, as far as they are said.
  public static List<Link> contact(Metadata.@Nullable Contact contact) {
    var links = new ArrayList<Link>();
    if (contact != null) {
      String name = contact.name();
      String mail = contact.email();
      String url = contact.url();
      if (name != null) {
        links.add(new Link(Plain.shorten(name, LONGEST), ""));
      }
      if (mail != null) {
        links.add(new Link(Plain.shorten(mail, LONGEST), safe("mailto:" + mail)));
      }
      if (url != null) {
        links.add(new Link(Plain.shorten(url, LONGEST), safe(url)));
      }
    }
    return links;
  }

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
