package org.allmende.model;

import org.jspecify.annotations.Nullable;

/// How a tenant's own pages look, and where they are beside this portal.
///
/// @param colour of links, buttons and the head of its page, as `#rrggbb`; null for the portal's
/// @param darkColour of the same on dark ground; null where it follows from the colour
/// @param accent of small signs on the colour; null for the portal's
/// @param crest names the picture of its crest; null for a letter
/// @param domain a host name whose start page is the tenant's; null where it has none
public record Look(
    @Nullable String colour,
    @Nullable String darkColour,
    @Nullable String accent,
    @Nullable Sha256 crest,
    @Nullable String domain) {

  /// The look of whoever has said nothing about it.
  public static final Look PLAIN = new Look(null, null, null, null, null);

  /// The same with another crest.
  public Look with(@Nullable Sha256 other) {
    return new Look(colour, darkColour, accent, other, domain);
  }
}
