package org.allmende.dcat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.model.Claim;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Decides every field of a description: said, set by the tenant, read, or concluded.
final class Composer {

  private static final int FEWEST_KEYWORDS = 3;
  private static final int MOST_KEYWORDS = 8;
  private static final double SURE_ENOUGH = 0.6;
  private static final Pattern TOWN =
      Pattern.compile("^(Stadt|Landeshauptstadt|Gemeinde|Markt|Hansestadt|Samtgemeinde) ");
  private static final Pattern OFFICE = Pattern.compile(TOWN.pattern() + "|^(Landkreis|Kreis) ");
  private static final String PUBLISHER_TYPE = "http://purl.org/adms/publishertype/";

  private final Codes codes;
  private final Gazetteer gazetteer;
  private final SpatialCoverage spatial;
  private final Topics topics = new Topics();
  private final Title titles;
  private final Prose prose = new Prose();

  Composer(Codes codes, Gazetteer gazetteer) {
    this.codes = codes;
    this.gazetteer = gazetteer;
    this.spatial = new SpatialCoverage(gazetteer);
    this.titles = new Title(new Spelling(), topics);
  }

  /// Decides.
  ///
  /// @param tenant null when nobody is known to publish it
  /// @param publisher the tenant's URI as a publisher; null without a tenant
  Content compose(
      List<Draft> drafts, Metadata said, @Nullable Tenant tenant, @Nullable String publisher) {
    return new Run(drafts, said, tenant, publisher).content();
  }

  /// The content in the fields people talk about: codes of themes, keys of places.
  Metadata fields(Content content, Metadata said) {
    var places = new ArrayList<String>();
    for (Content.Spot place : content.places()) {
      String shown =
          place.key() != null ? place.key() : place.name() != null ? place.name() : place.uri();
      if (shown != null) {
        places.add(shown);
      }
    }
    return new Metadata(
        content.title(),
        content.description(),
        content.keywords(),
        content.themes().stream().map(Codes::shortForm).toList(),
        content.publisher(),
        content.contact(),
        content.license(),
        places,
        content.temporal(),
        content.frequency(),
        content.hvd(),
        content.language(),
        content.identifier(),
        content.landingPage(),
        said.decisions());
  }

  private final class Run {
    private final List<Draft> drafts;
    private final Metadata said;
    private final @Nullable Tenant tenant;
    private final @Nullable String publisherUri;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Subject subject;

    Run(List<Draft> drafts, Metadata said, @Nullable Tenant tenant, @Nullable String publisherUri) {
      this.drafts = drafts;
      this.said = said;
      this.tenant = tenant;
      this.publisherUri = publisherUri;
      this.subject =
          drafts.isEmpty()
              ? new Subject(List.of(), null, List.of(), 0)
              : Subject.of(drafts.getFirst(), topics);
    }

    Content content() {
      Optional<Guess<Span>> time =
          drafts.stream().flatMap(draft -> TemporalCoverage.of(draft).stream()).findFirst();
      Optional<Guess<Content.Spot>> place =
          drafts.stream().flatMap(draft -> spatial.of(draft).stream()).findFirst();
      Span span = time.map(Guess::value).orElse(null);
      List<Content.Spot> places = places(place);
      String placeName = places.isEmpty() ? null : places.getFirst().name();
      String shownPlace = place.map(p -> p.value().name()).orElse(placeName);
      Guess<String> matter = matter(shownPlace);
      Metadata.Period period = period(time);
      String license = license();
      Metadata.Agent publisher = publisher();
      return new Content(
          title(
              matter,
              shownPlace,
              time.filter(t -> t.certainty() >= SURE_ENOUGH).map(Guess::value).orElse(null)),
          description(matter.value(), shownPlace, span),
          keywords(shownPlace),
          themes(),
          publisher,
          publisherType(),
          contact(),
          license,
          license == null ? null : codes.label(license),
          attribution(license, publisher),
          places,
          Extent.of(drafts),
          period,
          concept("frequency", said.frequency(), codes::frequency),
          concept("hvd", said.hvd(), codes::hvd),
          language(),
          said.identifier(),
          said.landingPage() != null && Iris.isAddress(said.landingPage())
              ? said.landingPage()
              : null,
          claims,
          findings);
    }

    private Guess<String> matter(@Nullable String place) {
      var names = new ArrayList<String>();
      if (place != null) {
        names.add(place);
      }
      return drafts.isEmpty()
          ? Guess.guessed("Datensatz", 0.1, "Es gibt keine Datei.", "There is no file.")
          : titles.matter(drafts.getFirst(), subject, names);
    }

    private Map<String, String> title(
        Guess<String> matter, @Nullable String place, @Nullable Span time) {
      if (!said.title().isEmpty()) {
        return claim("title", Guess.said(said.title()));
      }
      String title = Title.whole(matter.value(), place, time);
      claims.add(matter.claim("title"));
      return Map.of("de", title);
    }

    private Map<String, String> description(
        String matter, @Nullable String place, @Nullable Span time) {
      if (!said.description().isEmpty()) {
        return claim("description", Guess.said(said.description()));
      }
      Text text = prose.describe(matter, drafts, subject, place, time);
      return claim(
          "description",
          Guess.read(
              Map.of("de", text.de(), "en", text.en()),
              0.7,
              "Aus Zeilen, Spalten und Hinweisen der Datei.",
              "From the file's rows, columns and notes."));
    }

    private List<String> keywords(@Nullable String place) {
      if (!said.keywords().isEmpty()) {
        return claim("keywords", Guess.said(said.keywords()));
      }
      var words = new LinkedHashSet<String>();
      var stems = new HashSet<String>();
      var offered =
          new ArrayList<>(subject.labels().subList(0, Math.min(5, subject.labels().size())));
      if (!drafts.isEmpty()) {
        offered.addAll(titles.nouns(drafts.getFirst()));
      }
      offered.addAll(subject.labels());
      offered.stream()
          .filter(word -> stems.add(Words.stem(word)))
          .limit(MOST_KEYWORDS)
          .forEach(words::add);
      if (place != null && words.size() < FEWEST_KEYWORDS) {
        words.add(place);
      }
      if (!subject.themes().isEmpty() && words.size() < FEWEST_KEYWORDS) {
        words.add(codes.label(Codes.themeUri(subject.themes().getFirst())));
      }
      return words.isEmpty()
          ? List.of()
          : claim(
              "keywords",
              Guess.read(
                  List.copyOf(words),
                  0.6,
                  "Wörter aus Name, Spalten und Werten.",
                  "Words of name, columns and values."));
    }

    private List<String> themes() {
      if (!said.themes().isEmpty()) {
        var known = new ArrayList<String>();
        for (String theme : said.themes()) {
          Optional<String> uri = codes.theme(theme);
          uri.ifPresentOrElse(known::add, () -> unknown("themes", theme));
        }
        if (!known.isEmpty()) {
          return claim("themes", Guess.said(known));
        }
      }
      if (subject.themes().isEmpty()) {
        return List.of();
      }
      String words =
          String.join(", ", subject.labels().subList(0, Math.min(3, subject.labels().size())));
      return claim(
          "themes",
          Guess.guessed(
              subject.themes().stream().map(Codes::themeUri).toList(),
              subject.certainty(),
              words.isEmpty()
                  ? "Aus der Bedeutung der Spalten."
                  : "Wörter in der Datei: " + words + ".",
              words.isEmpty()
                  ? "From what the columns mean."
                  : "Words in the file: " + words + "."));
    }

    private Metadata.@Nullable Agent publisher() {
      if (said.publisher() != null) {
        String uri = said.publisher().uri();
        if (uri != null && !Iris.isAddress(uri)) {
          unknown("publisher", uri);
          return claim("publisher", Guess.said(new Metadata.Agent(said.publisher().name(), null)));
        }
        return claim("publisher", Guess.said(said.publisher()));
      }
      return tenant == null
          ? null
          : claim("publisher", Guess.setting(new Metadata.Agent(tenant.name(), publisherUri)));
    }

    /// The kind of authority, told by the tenant's key or name; nothing for a publisher we do not
    /// know.
    private @Nullable String publisherType() {
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

    private Metadata.@Nullable Contact contact() {
      if (said.contact() != null) {
        return claim("contact", Guess.said(said.contact()));
      }
      Metadata.Contact set = tenant == null ? null : tenant.contact();
      return set == null ? null : claim("contact", Guess.setting(set));
    }

    private @Nullable String license() {
      String stated = said.license();
      if (stated != null) {
        Optional<String> uri = codes.license(stated);
        if (uri.isPresent()) {
          return claim("license", Guess.said(uri.get()));
        }
        unknown("license", stated);
        if (Iris.isAddress(stated)) {
          return claim("license", Guess.said(stated));
        }
      }
      String set = tenant == null ? null : tenant.license();
      Optional<String> uri = set == null ? Optional.empty() : codes.license(set);
      return uri.isPresent() ? claim("license", Guess.setting(uri.get())) : null;
    }

    private @Nullable String attribution(
        @Nullable String license, Metadata.@Nullable Agent publisher) {
      if (license == null || publisher == null || !codes.asksForAttribution(license)) {
        return null;
      }
      return publisher.name();
    }

    private List<Content.Spot> places(Optional<Guess<Content.Spot>> shown) {
      if (!said.spatial().isEmpty()) {
        var places = new ArrayList<Content.Spot>();
        for (String text : said.spatial()) {
          places.add(stated(text));
        }
        return claim("spatial", Guess.said(places));
      }
      if (shown.isPresent()) {
        claims.add(shown.get().claim("spatial"));
        return List.of(shown.get().value());
      }
      Optional<Content.Spot> own = tenant == null ? Optional.empty() : area(tenant);
      if (own.isPresent()) {
        return claim(
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
        unknown("spatial", text);
      }
      return new Content.Spot(null, null, text, null);
    }

    private Metadata.@Nullable Period period(Optional<Guess<Span>> time) {
      if (said.temporal() != null) {
        return claim("temporal", Guess.said(said.temporal()));
      }
      if (time.isEmpty()) {
        return null;
      }
      claims.add(time.get().claim("temporal"));
      Span span = time.get().value();
      return new Metadata.Period(span.start().toString(), span.end().toString());
    }

    private String language() {
      String stated = said.language();
      if (stated != null) {
        Optional<String> uri = codes.language(stated);
        if (uri.isPresent()) {
          return claim("language", Guess.said(uri.get()));
        }
        unknown("language", stated);
      }
      return claim(
          "language",
          Guess.guessed(
              Terms.EU_AUTHORITY + "language/DEU",
              0.8,
              "Deutsch ist angenommen.",
              "German is assumed."));
    }

    private @Nullable String concept(String field, @Nullable String stated, Lookup lookup) {
      if (stated == null) {
        return null;
      }
      Optional<String> uri = lookup.find(stated);
      if (uri.isEmpty()) {
        unknown(field, stated);
        return null;
      }
      return claim(field, Guess.said(uri.get()));
    }

    private <T> T claim(String field, Guess<T> guess) {
      claims.add(guess.claim(field));
      return guess.value();
    }

    private void unknown(String field, String value) {
      findings.add(
          new Finding(
              "metadata-unknown-code",
              Severity.WARNING,
              new Finding.Place(null, field, value),
              new Text(
                  "Der Wert „"
                      + value
                      + "“ im Feld „"
                      + field
                      + "“ steht in keiner Liste, die wir kennen.",
                  "The value “" + value + "” of the field “" + field + "” is in no list we know."),
              new Text(
                  "Wählen Sie einen Wert aus der Liste oder lassen Sie das Feld leer.",
                  "Choose a value from the list or leave the field empty.")));
    }
  }

  private interface Lookup {
    Optional<String> find(String text);
  }
}
