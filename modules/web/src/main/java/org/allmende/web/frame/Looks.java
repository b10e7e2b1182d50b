package org.allmende.web.frame;

import java.nio.charset.StandardCharsets;
import org.allmende.catalog.look.Palette;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.allmende.web.page.Page;

/// Where what a tenant looks like is served: a small style sheet that sets its colours, and its
/// crest. The names change with what they hold, so that browsers may keep it for ever.
public final class Looks {

  private static final int VERSION_LENGTH = 12;

  private Looks() {}

  /// Whose page something is.
  ///
  /// @param atHome whether it is shown at the tenant's own domain
  static Page.House house(Tenant tenant, boolean atHome) {
    return new Page.House(tenant.slug(), tenant.name(), sheet(tenant), crest(tenant), atHome);
  }

  /// The address of a tenant's style sheet; empty where it has the colours of the portal.
  static String sheet(Tenant tenant) {
    return Palette.of(tenant.look())
        .map(palette -> folder(tenant) + "look/" + version(css(palette)) + ".css")
        .orElse("");
  }

  /// The address of a tenant's crest; empty where it has none.
  public static String crest(Tenant tenant) {
    Sha256 crest = tenant.look().crest();
    return crest == null ? "" : folder(tenant) + "crest/" + crest.hex() + ".png";
  }

  private static String folder(Tenant tenant) {
    return "/tenants/" + tenant.slug() + "/";
  }

  /// The style sheet of a palette; what else is coloured follows from these in `allmende.css`.
  public static String css(Palette palette) {
    return ":root {"
        + " --al-brand-light: "
        + palette.light()
        + "; --al-brand-dark: "
        + palette.dark()
        + "; --al-hero: "
        + palette.hero()
        + "; --al-spark: "
        + palette.accent()
        + "; }\n";
  }

  /// The name of a style sheet.
  public static String version(String css) {
    return Sha256.of(css.getBytes(StandardCharsets.UTF_8)).hex().substring(0, VERSION_LENGTH);
  }
}
