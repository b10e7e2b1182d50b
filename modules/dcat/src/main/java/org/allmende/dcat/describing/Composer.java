package org.allmende.dcat.describing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.dcat.coverage.Content;
import org.allmende.dcat.coverage.Extent;
import org.allmende.dcat.coverage.Gazetteer;
import org.allmende.dcat.coverage.Rhythm;
import org.allmende.dcat.coverage.SpatialCoverage;
import org.allmende.dcat.coverage.TemporalCoverage;
import org.allmende.dcat.terms.Codes;
import org.allmende.dcat.words.German;
import org.allmende.dcat.words.Guess;
import org.allmende.dcat.words.Language;
import org.allmende.dcat.words.Span;
import org.allmende.dcat.words.Spelling;
import org.allmende.dcat.words.Subject;
import org.allmende.dcat.words.Title;
import org.allmende.dcat.words.Topics;
import org.allmende.dcat.words.Words;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Learnt;
import org.allmende.model.Metadata;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Decides every field of a description: said, set by the tenant, read, or concluded.
final class Composer {

  private static final String HVD_CATEGORIES = "http://data.europa.eu/bna/";
  private static final int FEWEST_KEYWORDS = 3;
  private static final int MOST_KEYWORDS = 8;
  private static final int MOST_THEMES = 3;
  private static final int MOST_TABLES = 5;
  private static final int MOST_COLUMNS = 60;
  private static final double SURE_ENOUGH = 0.6;

  /// Below this certainty of a theme, datasets like it are asked.
  private static final double UNSURE = 0.55;

  /// How much of the likeness has to agree.
  private static final double SHARED = 0.6;

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

  /// Decides what is said about a dataset.
  ///
  /// @param publisher the tenant's URI as a publisher
  Content compose(Describer.Request request, String publisher) {
    var ledger = new Ledger();
    Metadata said = request.said();
    var stated = new Stated(codes, gazetteer, ledger, said, request.tenant(), publisher);
    return new Run(request.drafts(), said, stated, ledger, request).content();
  }

  /// Decides what can be said about a file of which nothing else is known.
  Content compose(Draft draft) {
    var ledger = new Ledger();
    var stated = new Stated(codes, gazetteer, ledger, Metadata.NOTHING, null, null);
    return new Run(List.of(draft), Metadata.NOTHING, stated, ledger, null).content();
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
    private final Describer.@Nullable Request request;
    private final Subject subject;

    /// @param request null for a file of which nothing else is known
    Run(
        List<Draft> drafts,
        Metadata said,
        Stated stated,
        Ledger ledger,
        Describer.@Nullable Request request) {
      this.drafts = drafts;
      this.said = said;
      this.stated = stated;
      this.ledger = ledger;
      this.request = request;
      this.subject =
          drafts.isEmpty()
              ? new Subject(List.of(), null, List.of(), 0)
              : Subject.of(drafts.getFirst(), topics);
    }

    Content content() {
      Optional<Guess<Span>> time =
          drafts.stream().flatMap(draft -> TemporalCoverage.of(draft).stream()).findFirst();
      Optional<Guess<List<Content.Spot>>> place =
          drafts.stream().flatMap(draft -> spatial.of(draft).stream()).findFirst();
      Span span = time.map(Guess::value).orElse(null);
      List<Content.Spot> places = stated.places(place);
      String placeName = places.isEmpty() ? null : places.getFirst().name();
      String shownPlace = place.map(p -> together(p.value())).orElse(placeName);
      Guess<String> matter = matter(shownPlace);
      Learnt learnt = learnt(matter.value());
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
          keywords(shownPlace, learnt),
          themes(learnt),
          publisher,
          stated.publisherType(),
          stated.contact(),
          license,
          license == null ? null : codes.label(license),
          stated.attribution(license, publisher),
          places,
          Extent.of(drafts),
          period,
          frequency(),
          hvd,
          hvd == null ? suggestion() : null,
          stated.language(Language.of(drafts)),
          said.identifier(),
          stated.landingPage(),
          ledger.claims(),
          ledger.findings());
    }

    private static String together(List<Content.Spot> places) {
      return German.list(places.stream().flatMap(p -> Stream.ofNullable(p.name())).toList(), "und");
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

    /// What datasets like this one have in common, where the words of the file leave it open.
    private Learnt learnt(String matter) {
      if (request == null || subject.certainty() >= UNSURE || !said.themes().isEmpty()) {
        return Learnt.NOTHING;
      }
      var columns =
          drafts.stream()
              .flatMap(draft -> draft.tables().stream())
              .limit(MOST_TABLES)
              .flatMap(table -> table.columns().stream())
              .map(Column::name)
              .limit(MOST_COLUMNS)
              .toList();
      return request.experience().of(request.id(), matter, columns);
    }

    private @Nullable String frequency() {
      String known = stated.concept("frequency", said.frequency(), codes::frequency);
      if (known != null || request == null) {
        return known;
      }
      Optional<Guess<String>> rhythm = Rhythm.of(request.versions());
      return rhythm
          .flatMap(guess -> codes.frequency(ledger.claim("frequency", guess)))
          .orElse(null);
    }

    private List<String> keywords(@Nullable String place, Learnt learnt) {
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
      if (place != null) {
        Words.plain(place).forEach(word -> stems.add(Words.stem(word)));
      }
      offered.stream()
          .filter(word -> stems.add(Words.stem(word)))
          .limit(MOST_KEYWORDS)
          .forEach(words::add);
      learnt.keywords().stream()
          .filter(word -> word.share() >= SHARED && words.size() < FEWEST_KEYWORDS)
          .map(Learnt.Share::value)
          .filter(word -> stems.add(Words.stem(word)))
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

    private List<String> themes(Learnt learnt) {
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
      var shared = learnt.themes().stream().filter(theme -> theme.share() >= SHARED).findFirst();
      if (shared.isPresent()) {
        return ledger.claim("themes", asOthers(shared.get()));
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

    /// The theme of the datasets that are like it, before those that its own words suggest.
    private Guess<List<String>> asOthers(Learnt.Share theme) {
      var themes = new LinkedHashSet<String>();
      themes.add(theme.value());
      subject.themes().stream().map(Codes::themeUri).forEach(themes::add);
      return Guess.guessed(
          themes.stream().limit(MOST_THEMES).toList(),
          0.8 * theme.share(),
          "Ähnliche Datensätze im Katalog haben das Thema „" + codes.label(theme.value()) + "“.",
          "Datasets like it in the catalogue have the theme “"
              + codes.label(theme.value(), "en")
              + "”.");
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
      String start = span.isOpen() ? null : span.start().toString();
      return new Metadata.Period(start, span.end().toString());
    }
  }
}
