package org.allmende.dcat.describing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.dcat.coverage.Content;
import org.allmende.dcat.coverage.Gazetteer;
import org.allmende.dcat.terms.Codes;
import org.allmende.dcat.terms.Iris;
import org.allmende.dcat.terms.Terms;
import org.allmende.dcat.words.Guess;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// The fields that people decide, not files: what the clerk said, else what the tenant's settings
/// say.
final class Stated {

  private static final Pattern TOWN =
      Pattern.compile("^(Stadt|Landeshauptstadt|Gemeinde|Markt|Hansestadt|Samtgemeinde) ");
  private static final Pattern OFFICE = Pattern.compile(TOWN.pattern() + "|^(Landkreis|Kreis) ");
  private static final String PUBLISHER_TYPE = "http://purl.org/adms/publishertype/";

  private final Codes codes;
  private final Gazetteer gazetteer;
  private final Ledger ledger;
  private final Metadata said;
  private final @Nullable Tenant tenant;
  private final @Nullable String publisherUri;

  /// @param tenant null when nobody is known to publish it
  /// @param publisherUri the tenant as a publisher; null without a tenant
  Stated(
      Codes codes,
      Gazetteer gazetteer,
      Ledger ledger,
      Metadata said,
      @Nullable Tenant tenant,
      @Nullable String publisherUri) {
    this.codes = codes;
    this.gazetteer = gazetteer;
    this.ledger = ledger;
    this.said = said;
    this.tenant = tenant;
    this.publisherUri = publisherUri;
  }

  Metadata.@Nullable Agent publisher() {
    if (said.publisher() != null) {
      String uri = said.publisher().uri();
      if (uri != null && !Iris.isAddress(uri)) {
        ledger.unknown("publisher", uri);
        return ledger.claim(
            "publisher", Guess.said(new Metadata.Agent(said.publisher().name(), null)));
      }
      return ledger.claim("publisher", Guess.said(said.publisher()));
    }
    return tenant == null
        ? null
        : ledger.claim("publisher", Guess.setting(new Metadata.Agent(tenant.name(), publisherUri)));
  }

  /// The kind of authority, told by the tenant's key or name; nothing for a publisher we do not
  /// know.
  @Nullable String publisherType() {
    if (tenant == null || said.publisher() != null) {
      return null;
    }
    String ags = tenant.ags();
    if (ags != null && ags.length() == 2) {
      return PUBLISHER_TYPE + "RegionalAuthority";
    }
    boolean local = ags != null || OFFICE.matcher(tenant.name()).find();
    return local ? PUBLISHER_TYPE + "LocalAuthority" : null;
  }

  Metadata.@Nullable Contact contact() {
    if (said.contact() != null) {
      return ledger.claim("contact", Guess.said(said.contact()));
    }
    Metadata.Contact set = tenant == null ? null : tenant.contact();
    return set == null ? null : ledger.claim("contact", Guess.setting(set));
  }

  @Nullable String license() {
    String stated = said.license();
    if (stated != null) {
      Optional<String> uri = codes.license(stated);
      if (uri.isPresent()) {
        return ledger.claim("license", Guess.said(uri.get()));
      }
      ledger.unknown("license", stated);
      if (Iris.isAddress(stated)) {
        return ledger.claim("license", Guess.said(stated));
      }
    }
    String set = tenant == null ? null : tenant.license();
    Optional<String> uri = set == null ? Optional.empty() : codes.license(set);
    return uri.isPresent() ? ledger.claim("license", Guess.setting(uri.get())) : null;
  }

  @Nullable String attribution(@Nullable String license, Metadata.@Nullable Agent publisher) {
    if (license == null || publisher == null || !codes.asksForAttribution(license)) {
      return null;
    }
    return publisher.name();
  }

  List<Content.Spot> places(Optional<Guess<List<Content.Spot>>> shown) {
    if (!said.spatial().isEmpty()) {
      var places = new ArrayList<Content.Spot>();
      for (String text : said.spatial()) {
        places.add(stated(text));
      }
      return ledger.claim("spatial", Guess.said(places));
    }
    if (shown.isPresent()) {
      return ledger.claim("spatial", shown.get());
    }
    Optional<Content.Spot> own = tenant == null ? Optional.empty() : area(tenant);
    if (own.isPresent()) {
      return ledger.claim(
          "spatial",
          Guess.guessed(
              List.of(own.get()),
              0.6,
              "Die Datei nennt keinen Ort; angenommen ist das Gebiet des Mandanten.",
              "The file names no place; the tenant's area is assumed."));
    }
    return List.of();
  }

  /// The tenant's own area, by its key, else by its name where that is the name of a place.
  private Optional<Content.Spot> area(Tenant tenant) {
    String ags = tenant.ags();
    Optional<Content.Spot> keyed = ags == null ? Optional.empty() : gazetteer.byKey(ags);
    if (keyed.isPresent() || !OFFICE.matcher(tenant.name()).find()) {
      return keyed;
    }
    String name = TOWN.matcher(tenant.name()).replaceFirst("");
    String uri = publisherUri == null ? null : publisherUri.replace("#publisher", "#area");
    return gazetteer
        .byName(tenant.name())
        .or(() -> Optional.of(new Content.Spot(null, uri, name, null)));
  }

  private Content.Spot stated(String text) {
    Optional<Content.Spot> place =
        gazetteer.byKey(Codes.lastPart(text)).or(() -> gazetteer.byName(text));
    if (place.isPresent()) {
      return place.get();
    }
    if (Iris.isAddress(text)) {
      return new Content.Spot(null, text, null, null);
    }
    if (text.chars().allMatch(Character::isDigit)) {
      ledger.unknown("spatial", text);
    }
    return new Content.Spot(null, null, text, null);
  }

  String language(Optional<Guess<String>> shown) {
    String stated = said.language();
    if (stated != null) {
      Optional<String> uri = codes.language(stated);
      if (uri.isPresent()) {
        return ledger.claim("language", Guess.said(uri.get()));
      }
      ledger.unknown("language", stated);
    }
    if (shown.isPresent()) {
      return Terms.EU_AUTHORITY + "language/" + ledger.claim("language", shown.get());
    }
    return ledger.claim(
        "language",
        Guess.guessed(
            Terms.EU_AUTHORITY + "language/DEU",
            0.8,
            "Deutsch ist angenommen.",
            "German is assumed."));
  }

  @Nullable String concept(String field, @Nullable String stated, Lookup lookup) {
    if (stated == null) {
      return null;
    }
    Optional<String> uri = lookup.find(stated);
    if (uri.isEmpty()) {
      ledger.unknown(field, stated);
      return null;
    }
    return ledger.claim(field, Guess.said(uri.get()));
  }

  @Nullable String landingPage() {
    String page = said.landingPage();
    return page != null && Iris.isAddress(page) ? page : null;
  }

  /// Finds the concept a text means.
  interface Lookup {
    Optional<String> find(String text);
  }
}
