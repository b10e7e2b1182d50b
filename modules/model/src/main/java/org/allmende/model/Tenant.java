package org.allmende.model;

import java.util.Objects;
import org.allmende.model.Metadata.Contact;
import org.jspecify.annotations.Nullable;

/// Who publishes here: a town, a district, an office. Its settings fill in what a file does not
/// say.
///
/// @param slug its part of the addresses
/// @param name as shown, such as `Stadt Weidenstedt`
/// @param ags official key of the municipality (8 digits), district (5) or state (2); null where it
///   covers none
/// @param contact where people ask
/// @param license URI or code of the licence its data carry unless said otherwise
/// @param homepage its own web site; null when unknown
/// @param look how its pages look
public record Tenant(
    String slug,
    String name,
    @Nullable String ags,
    @Nullable Contact contact,
    @Nullable String license,
    @Nullable String homepage,
    Look look) {

  public Tenant {
    look = Objects.requireNonNullElse(look, Look.PLAIN); // kept before there were looks
    if (!Slug.isValid(slug)) {
      throw new IllegalArgumentException("not a tenant's slug: " + slug);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("a tenant needs a name");
    }
  }

  /// A tenant that looks like the portal.
  public Tenant(
      String slug,
      String name,
      @Nullable String ags,
      @Nullable Contact contact,
      @Nullable String license,
      @Nullable String homepage) {
    this(slug, name, ags, contact, license, homepage, Look.PLAIN);
  }

  /// The same with another look.
  public Tenant with(Look other) {
    return new Tenant(slug, name, ags, contact, license, homepage, other);
  }
}
