package org.allmende.vocabulary;

import org.jspecify.annotations.Nullable;

/// A state, government district, district or municipality of Germany.
///
/// @param uri its address in the lists of DCAT-AP.de
/// @param kind what it is
/// @param key the official key (AGS): 2, 3, 5 or 8 digits
/// @param ars the regional key of a municipality, 12 digits; null for the others
/// @param name the name people use, such as `Flensburg`
/// @param officialName the name with all it bears, such as `Flensburg, Stadt`
/// @param type what it calls itself, such as `Stadt`, `Markt`, `Landkreis`
/// @param lon degrees east (WGS 84); null where unknown
/// @param lat degrees north; null where unknown
/// @param population inhabitants; of larger places the sum of their municipalities
/// @param postcode of the administration of a municipality; null where unknown
/// @param broader the address of the place around it; null for states
public record Place(
    String uri,
    Kind kind,
    String key,
    @Nullable String ars,
    String name,
    String officialName,
    String type,
    @Nullable Double lon,
    @Nullable Double lat,
    int population,
    @Nullable String postcode,
    @Nullable String broader) {

  /// The levels, from the largest to the smallest.
  public enum Kind {
    STATE("stateKey", 2),
    GOVERNMENT_DISTRICT("governmentDistrictKey", 3),
    DISTRICT("districtKey", 5),
    MUNICIPALITY("municipalityKey", 8);

    private static final String BASE = "http://dcat-ap.de/def/politicalGeocoding/";

    private final String list;
    private final int digits;

    Kind(String list, int digits) {
      this.list = list;
      this.digits = digits;
    }

    /// The address of the list of places of this kind.
    public String scheme() {
      return BASE + list;
    }

    /// The address of a place of this kind.
    public String uri(String key) {
      return scheme() + "/" + key;
    }

    /// How long its official keys are.
    public int digits() {
      return digits;
    }
  }

  /// Tells whether another place lies in this one, at any depth.
  public boolean contains(Place other) {
    return other.key.length() > key.length() && other.key.startsWith(key);
  }
}
