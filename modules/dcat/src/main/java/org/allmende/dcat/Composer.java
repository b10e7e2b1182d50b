package org.allmende.dcat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.model.Draft;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Decides every field of a description: said, set by the tenant, read, or concluded.
final class Composer {

  private static final String HVD_CATEGORIES = "http://data.europa.eu/bna/";
  private static final int FEWEST_KEYWORDS = 3;
  private static final int MOST_KEYWORDS = 8;
  private static final double SURE_ENOUGH = 0.6;

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
    var ledger = new Ledger();
    var stated = new Stated(codes, gazetteer, ledger, said, tenant, publisher);
    return new Run(drafts, said, stated, ledger).content();
  }

  /// The content in the fields people talk about: codes of themes, keys of places.
  ///
  /// @param hvd the category, said or suggested
  Metadata fields(Content content, Metadata said, @Nullable String hvd) {
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
        hvd,
        content.language(),
        content.identifier(),
        content.landingPage(),
        said.decisions());
  }

  /// One description in the making.
  private final class Run {
    private final List<Draft> drafts;
    private final Metadata said;
    private final Stated stated;
    private final Ledger ledger;
    private final Subject subject;

    Run(List<Draft> drafts, Metadata said, Stated stated, Ledger ledger) {
      this.drafts = drafts;
      this.said = said;
      this.stated = stated;
      this.ledger = ledger;
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
      List<Content.Spot> places = stated.places(place);
      String placeName = places.isEmpty() ? null : places.getFirst().name();
      String shownPlace = place.map(p -> p.value().name()).orElse(placeName);
      Guess<String> matter = matter(shownPlace);
      Metadata.Period period = period(time);
      String hvd = stated.concept("hvd", said.hvd(), codes::hvd);
      String license = stated.license();
      Metadata.Agent publisher = stated.publisher();
      return new Content(
          title(
              matter,
              shownPlace,
              time.filter(t -> t.certainty() >= SURE_ENOUGH).map(Guess::value).orElse(null)),
          description(matter.value(), shownPlace, span),
          keywords(shownPlace),
          themes(),
          publisher,
          stated.publisherType(),
          stated.contact(),
          license,
          license == null ? null : codes.label(license),
          stated.attribution(license, publisher),
          places,
          Extent.of(drafts),
          period,
          stated.concept("frequency", said.frequency(), codes::frequency),
          hvd,
          hvd == null ? suggestion() : null,
          stated.language(),
          said.identifier(),
          stated.landingPage(),
          ledger.claims(),
          ledger.findings());
    }

    /// A category of high-value datasets that may fit. Only a person can say that it does: the
    /// regulation's annex is narrower than its topics.
    private @Nullable String suggestion() {
      String code = subject.hvd();
      if (code == null || said.hvd() != null || subject.certainty() < SURE_ENOUGH) {
        return null;
      }
      String uri = HVD_CATEGORIES + code;
      String name = codes.label(uri);
      return ledger.claim(
          "hvd",
          Guess.guessed(
              uri,
              0.3,
              "Vorschlag, der zu bestätigen ist: " + name + ".",
              "A suggestion to be confirmed: " + name + "."));
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
        return ledger.claim("title", Guess.said(said.title()));
      }
      String title = Title.whole(matter.value(), place, time);
      ledger.claim("title", matter);
      return Map.of("de", title);
    }

    private Map<String, String> description(
        String matter, @Nullable String place, @Nullable Span time) {
      if (!said.description().isEmpty()) {
        return ledger.claim("description", Guess.said(said.description()));
      }
      Text text = prose.describe(matter, drafts, subject, place, time);
      return ledger.claim(
          "description",
          Guess.read(
              Map.of("de", text.de(), "en", text.en()),
              0.7,
              "Aus Zeilen, Spalten und Hinweisen der Datei.",
              "From the file's rows, columns and notes."));
    }

    private List<String> keywords(@Nullable String place) {
      if (!said.keywords().isEmpty()) {
        return ledger.claim("keywords", Guess.said(said.keywords()));
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
          : ledger.claim(
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
          uri.ifPresentOrElse(known::add, () -> ledger.unknown("themes", theme));
        }
        if (!known.isEmpty()) {
          return ledger.claim("themes", Guess.said(known));
        }
      }
      if (subject.themes().isEmpty()) {
        return List.of();
      }
      String words =
          String.join(", ", subject.labels().subList(0, Math.min(3, subject.labels().size())));
      return ledger.claim(
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

    private Metadata.@Nullable Period period(Optional<Guess<Span>> time) {
      if (said.temporal() != null) {
        return ledger.claim("temporal", Guess.said(said.temporal()));
      }
      if (time.isEmpty()) {
        return null;
      }
      ledger.claim("temporal", time.get());
      Span span = time.get().value();
      return new Metadata.Period(span.start().toString(), span.end().toString());
    }
  }
}
