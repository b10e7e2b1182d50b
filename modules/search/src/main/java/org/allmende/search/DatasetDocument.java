package org.allmende.search;

import static org.allmende.dcat.terms.Terms.CSVW_NAME;
import static org.allmende.dcat.terms.Terms.CSVW_TITLE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.allmende.catalog.said.IsoDates;
import org.allmende.dcat.quality.Quality;
import org.allmende.dcat.quality.Score;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.allmende.search.german.Folding;
import org.allmende.search.german.Piece;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/// Writes a dataset the way the index keeps it. Everything is bounded: a description of any size
/// makes a document of bounded size.
public final class DatasetDocument {

  private static final int MAX_TITLE_WORDS = 100;
  private static final int MAX_KEYWORDS = 100;
  private static final int MAX_DESCRIPTION_WORDS = 1500;
  private static final int MAX_CONTEXT_WORDS = 600;
  private static final int MAX_COLUMNS = 300;
  private static final int MAX_STORED = 4000;
  private static final int MAX_BEGINNING = 16;
  private static final int MAX_TERM = 500;
  private static final int MAX_MEANINGS = 20_000;
  private static final int DAY = "2026-01-01".length();
  private static final FieldType ONCE = unordered(IndexOptions.DOCS);
  private static final FieldType WEIGHED = unordered(IndexOptions.DOCS_AND_FREQS);
  private static final FacetTerm WITH_ROWS =
      new FacetTerm("true", "mit Zeilen", List.of("ja", "yes"));
  private static final FacetTerm WITHOUT_ROWS =
      new FacetTerm("false", "ohne Zeilen", List.of("nein", "no"));

  private final Terms terms;
  private final Vocabularies vocabularies;
  private final Function<String, Optional<Tenant>> tenants;
  private final Function<DatasetId, List<String>> data;
  private final Quality quality;
  private final Set<String> machineReadable;
  private final Map<String, Optional<FacetTerm>> meanings = new ConcurrentHashMap<>();

  DatasetDocument(
      Terms terms,
      Vocabularies vocabularies,
      Function<String, Optional<Tenant>> tenants,
      Function<DatasetId, List<String>> data,
      Quality quality) {
    this.terms = terms;
    this.vocabularies = vocabularies;
    this.tenants = tenants;
    this.data = data;
    this.quality = quality;
    this.machineReadable = machineReadable(vocabularies);
  }

  private static FacetTerm term(Score.Band band) {
    String label =
        switch (band) {
          case EXCELLENT -> "sehr gut";
          case GOOD -> "gut";
          case SUFFICIENT -> "ausreichend";
          case BAD -> "ausbaufähig";
        };
    return new FacetTerm(band.name().toLowerCase(Locale.ROOT), label);
  }

  private static Set<String> machineReadable(Vocabularies vocabularies) {
    return vocabularies.concepts(Scheme.FILE_TYPE).stream()
        .filter(type -> type.is(Fact.MACHINE_READABLE))
        .map(Concept::code)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What a text of a facet means, looked up once: catalogues repeat themselves.
  private Optional<FacetTerm> known(
      Facet facet, String written, Supplier<Optional<FacetTerm>> look) {
    String key = facet.code() + ' ' + written;
    Optional<FacetTerm> found = meanings.get(key);
    if (found == null) {
      found = look.get();
      if (meanings.size() < MAX_MEANINGS) {
        meanings.put(key, found);
      }
    }
    return found;
  }

  /// The document of a dataset.
  ///
  /// @param changed when it was last changed here
  public Document of(DatasetId id, String uri, Graph graph, Instant changed) {
    return new Writing(
            id, Datasets.read(graph, uri), columns(graph), term(quality.band(graph, uri)), changed)
        .document();
  }

  /// The names of the columns of all tables the graph describes, each once.
  private static List<String> columns(Graph graph) {
    var names = new TreeSet<String>();
    for (Node property : List.of(CSVW_NAME, CSVW_TITLE)) {
      graph.find(Node.ANY, property, Node.ANY).toList().stream()
          .map(Triple::getObject)
          .filter(Node::isLiteral)
          .map(Node::getLiteralLexicalForm)
          .filter(name -> !name.isBlank())
          .forEach(names::add);
    }
    return List.copyOf(names);
  }

  private static FieldType unordered(IndexOptions options) {
    var type = new FieldType();
    type.setIndexOptions(options);
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  /// One dataset being written.
  private final class Writing {

    private final Document document = new Document();
    private final DatasetId id;
    private final Dataset dataset;
    private final List<String> columns;
    private final Instant changed;
    private final Optional<Tenant> tenant;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Impacts impacts = new Impacts();
    private final Impacts named = new Impacts();
    private final EnumMap<Facet, Map<String, FacetTerm>> facets = new EnumMap<>(Facet.class);

    Writing(
        DatasetId id, Dataset dataset, List<String> columns, FacetTerm quality, Instant changed) {
      this.id = id;
      this.dataset = dataset;
      this.columns = columns.size() > MAX_COLUMNS ? columns.subList(0, MAX_COLUMNS) : columns;
      this.changed = changed;
      this.tenant = tenants.apply(id.tenant());
      findPlaces();
      facet(Facet.QUALITY, quality);
    }

    Document document() {
      identity();
      facets();
      texts();
      times();
      boxes();
      suggestions();
      document.add(new NumericDocValuesField(Fields.STANDING, standing()));
      return document;
    }

    private void identity() {
      document.add(new StringField(Fields.ID, id.toString(), Field.Store.YES));
      document.add(new NumericDocValuesField(Fields.TIE, tie(id)));
      stored(Fields.URI, dataset.uri());
      stored(Fields.TITLE, dataset.title("de"));
      stored(Fields.DESCRIPTION, dataset.description("de"));
      stored(Fields.PUBLISHER, publisherName());
      dataset.keywords().stream().limit(MAX_KEYWORDS).forEach(k -> stored(Fields.KEYWORD, k));
      columns.forEach(column -> stored(Fields.COLUMN, column));
      dataset.licenses().stream().limit(10).forEach(l -> stored(Fields.LICENSE, l));
      String modified = dataset.modified() == null ? dataset.issued() : dataset.modified();
      LocalDate day = firstDay(modified);
      if (day != null) {
        stored(Fields.MODIFIED, day.toString());
        document.add(new LongPoint(Fields.MODIFIED, day.toEpochDay()));
        document.add(new NumericDocValuesField(Fields.MODIFIED, day.toEpochDay()));
      }
      stored(Fields.CHANGED, Long.toString(changed.toEpochMilli()));
      document.add(new NumericDocValuesField(Fields.CHANGED, changed.toEpochMilli()));
      String title = bounded(Folding.of(bounded(dataset.title("de"), MAX_TERM)), MAX_TERM);
      document.add(new SortedDocValuesField(Fields.SORT_TITLE, new BytesRef(title)));
    }

    private void stored(String field, String text) {
      document.add(new StoredField(field, bounded(text, MAX_STORED)));
    }

    private String publisherName() {
      Metadata.Agent publisher = dataset.publisher();
      return publisher == null ? "" : publisher.name();
    }

    private void findPlaces() {
      for (Dataset.Place place : dataset.places()) {
        String uri = place.uri();
        String name = place.name();
        Optional<Place> found = uri == null ? Optional.empty() : vocabularies.places().byUri(uri);
        if (found.isEmpty() && name != null && name.length() < 100) {
          found = vocabularies.places().likeliest(name);
        }
        found.ifPresent(p -> places.putIfAbsent(p.key(), p));
      }
      if (dataset.places().isEmpty()) {
        tenant
            .map(Tenant::ags)
            .flatMap(vocabularies.places()::byAgs)
            .ifPresent(p -> places.put(p.key(), p));
      }
    }

    private void facets() {
      String name = tenant.map(Tenant::name).orElse(id.tenant());
      facet(Facet.TENANT, new FacetTerm(id.tenant(), name));
      for (String theme : dataset.themes()) {
        concept(Facet.THEME, Scheme.DATA_THEME, theme);
      }
      for (Dataset.Distribution distribution : dataset.distributions()) {
        format(distribution);
      }
      for (String license : dataset.licenses()) {
        concept(Facet.LICENSE, Scheme.LICENCE, license);
      }
      for (String category : dataset.hvdCategories()) {
        concept(Facet.HVD, Scheme.HVD_CATEGORY, category);
      }
      publisher();
      facet(Facet.ROWS, hasRows() ? WITH_ROWS : WITHOUT_ROWS);
      for (Place place : places.values()) {
        place(place);
      }
      for (DatedText.Years span : years()) {
        document.add(new LongRange(Fields.YEARS, new long[] {span.from()}, new long[] {span.to()}));
        span.each().forEach(year -> facet(Facet.YEAR, new FacetTerm(year, year)));
      }
      facets.forEach((facet, values) ->
          values.values().stream()
              .map(value -> new BytesRef(value.written()))
              .forEach(bytes -> document.add(new SortedSetDocValuesField(facet.field(), bytes))));
      formatCodes()
          .forEach(code ->
              document.add(new StringField(Facet.FORMAT.field() + ".code", code, Field.Store.NO)));
      themes().forEach(uri -> stored("themeUri", uri));
      formatCodes().forEach(code -> stored("formatCode", code));
    }

    private void concept(Facet facet, Scheme scheme, String written) {
      known(facet, written, () -> term(scheme, written)).ifPresent(term -> facet(facet, term));
    }

    private Optional<FacetTerm> term(Scheme scheme, String written) {
      Optional<Concept> concept =
          vocabularies
              .concept(written)
              .filter(c -> scheme != Scheme.DATA_THEME || c.uri().startsWith(scheme.uri()))
              .or(() -> vocabularies.find(scheme, written));
      if (concept.isPresent()) {
        Concept found = concept.get();
        List<String> aliases =
            found.uri().equals(written) ? List.of(found.code()) : List.of(found.code(), written);
        return Optional.of(new FacetTerm(found.uri(), found.label("de"), aliases));
      }
      return scheme == Scheme.DATA_THEME
          ? Optional.empty()
          : Optional.of(new FacetTerm(written, written));
    }

    private void format(Dataset.Distribution distribution) {
      String format = distribution.format();
      String mediaType = distribution.mediaType();
      String written = format == null ? mediaType : format;
      if (written == null) {
        return;
      }
      known(Facet.FORMAT, written + ' ' + mediaType, () -> Optional.of(type(written, mediaType)))
          .ifPresent(term -> facet(Facet.FORMAT, term));
    }

    private FacetTerm type(String written, @Nullable String mediaType) {
      Optional<Concept> concept = vocabularies.find(Scheme.FILE_TYPE, written);
      if (concept.isEmpty() && mediaType != null) {
        concept = vocabularies.find(Scheme.FILE_TYPE, mediaType);
      }
      return concept
          .map(c -> new FacetTerm(c.code(), c.label("de"), List.of(c.uri(), written)))
          .orElseGet(() -> new FacetTerm(end(written), end(written), List.of(written)));
    }

    private void publisher() {
      Metadata.Agent publisher = dataset.publisher();
      if (publisher == null) {
        return;
      }
      String uri = publisher.uri();
      String name = publisher.name().isBlank() && uri != null ? uri : publisher.name();
      if (name.isBlank()) {
        return;
      }
      var aliases = new ArrayList<String>();
      aliases.add(name);
      boolean own = uri != null && uri.endsWith("/catalogs/" + id.tenant() + "#publisher");
      String ags = tenant.map(Tenant::ags).orElse(null);
      if (own && ags != null) {
        aliases.add(ags);
        aliases.add(id.tenant());
      }
      facet(Facet.PUBLISHER, new FacetTerm(uri == null ? name : uri, name, aliases));
    }

    private void place(Place place) {
      for (Place.Kind kind : Place.Kind.values()) {
        if (kind.digits() <= place.key().length()) {
          String key = place.key().substring(0, kind.digits());
          document.add(new StringField(Fields.PLACE_KEY, key, Field.Store.NO));
          if (kind != Place.Kind.GOVERNMENT_DISTRICT) {
            vocabularies
                .places()
                .byAgs(key)
                .ifPresent(p ->
                    facet(Facet.PLACE, new FacetTerm(p.uri(), p.name(), List.of(key, p.name()))));
          }
        }
      }
    }

    private void facet(Facet facet, FacetTerm term) {
      if (!term.value().isBlank()) {
        facets.computeIfAbsent(facet, f -> new LinkedHashMap<>()).putIfAbsent(term.value(), term);
      }
    }

    private Collection<FacetTerm> values(Facet facet) {
      return facets.getOrDefault(facet, Map.of()).values();
    }

    private List<String> themes() {
      return values(Facet.THEME).stream().map(FacetTerm::value).toList();
    }

    private List<String> formatCodes() {
      return values(Facet.FORMAT).stream().map(FacetTerm::value).toList();
    }

    private void texts() {
      var title = new ArrayList<Terms.Term>();
      dataset.title().values().forEach(t -> title.addAll(terms.of(t, MAX_TITLE_WORDS)));
      text(Fields.TITLE, title);
      named.add(Fields.TITLE, title);
      var keywords = new ArrayList<Terms.Term>();
      dataset.keywords().stream()
          .limit(MAX_KEYWORDS)
          .forEach(k -> keywords.addAll(terms.of(k, 20)));
      text(Fields.KEYWORD, keywords);
      named.add(Fields.KEYWORD, keywords);
      var description = new ArrayList<Terms.Term>();
      dataset
          .description()
          .values()
          .forEach(d -> description.addAll(terms.of(d, MAX_DESCRIPTION_WORDS)));
      text(Fields.DESCRIPTION, description);
      context(terms.of(context(), MAX_CONTEXT_WORDS));
      document.add(new Field(Fields.NAMED, named.terms(), WEIGHED));
      document.add(new Field(Fields.WORD, impacts.terms(), WEIGHED));
      data();
    }

    /// Only what has tables described here is asked for their words.
    private void data() {
      if (columns.isEmpty()) {
        return;
      }
      var found = new LinkedHashSet<String>();
      data.apply(id).forEach(word -> found.addAll(terms.plain(word)));
      document.add(new Field(Fields.DATA, TermStream.set(found), ONCE));
    }

    private void text(String field, List<Terms.Term> found) {
      impacts.add(field, found);
      document.add(new TextField(field, TermStream.of(found)));
    }

    /// Only names are looked for here in the order of their words, as they are written.
    private void context(List<Terms.Term> found) {
      impacts.add(Fields.CONTEXT, found);
      var written = found.stream().filter(Terms.Term::next).toList();
      document.add(new TextField(Fields.CONTEXT, TermStream.of(written)));
    }

    private String context() {
      var context = new StringBuilder();
      say(context, publisherName());
      tenant.ifPresent(t -> say(context, t.name()));
      dataset.places().forEach(place -> say(context, place.name()));
      places.values().forEach(place -> say(context, place.name()));
      values(Facet.THEME).stream()
          .map(FacetTerm::label)
          .filter(label -> !label.contains(" "))
          .forEach(label -> say(context, label));
      values(Facet.HVD).forEach(category -> say(context, category.label()));
      formatCodes().forEach(code -> say(context, code));
      say(context, dataset.identifier());
      dataset
          .distributions()
          .forEach(d -> {
            d.title().values().forEach(title -> say(context, title));
            String url = d.downloadUrl();
            say(context, url == null ? "" : end(url));
          });
      columns.forEach(column -> say(context, column));
      return bounded(context.toString(), 20_000);
    }

    private void say(StringBuilder context, @Nullable String text) {
      if (text != null && !text.isBlank()) {
        context.append(bounded(text, 300)).append(" , ");
      }
    }

    private void times() {
      dataset.temporal().stream()
          .limit(10)
          .forEach(period -> {
            LocalDate start = firstDay(period.start());
            LocalDate end = lastDay(period.end());
            long from = start == null ? Long.MIN_VALUE : start.toEpochDay();
            long to = end == null ? Long.MAX_VALUE : end.toEpochDay();
            if ((start != null || end != null) && from <= to) {
              document.add(new LongRange(Fields.COVERAGE, new long[] {from}, new long[] {to}));
            }
          });
    }

    /// The years the data are about, told by the periods, else by the title.
    private List<DatedText.Years> years() {
      var years = new ArrayList<DatedText.Years>();
      dataset.temporal().stream()
          .limit(10)
          .forEach(period -> {
            LocalDate start = firstDay(period.start());
            LocalDate end = lastDay(period.end());
            int from = start == null ? DatedText.OPEN_START : start.getYear();
            int to = end == null ? DatedText.OPEN_END : end.getYear();
            if ((start != null || end != null) && from <= to) {
              years.add(new DatedText.Years(from, to));
            }
          });
      return years.isEmpty() ? DatedText.years(bounded(dataset.title("de"), MAX_TERM)) : years;
    }

    private void boxes() {
      var boxes = new ArrayList<Dataset.Box>();
      dataset
          .places()
          .forEach(place -> {
            if (place.box() != null) {
              boxes.add(place.box());
            }
          });
      if (boxes.isEmpty()) {
        places
            .values()
            .forEach(place -> {
              Double lon = place.lon();
              Double lat = place.lat();
              if (lon != null && lat != null) {
                boxes.add(new Dataset.Box(lon, lat, lon, lat));
              }
            });
      }
      boxes.stream()
          .filter(b -> b.west() <= b.east() && b.south() <= b.north())
          .limit(20)
          .forEach(b ->
              document.add(
                  new DoubleRange(
                      Fields.BOX,
                      new double[] {b.west(), b.south()},
                      new double[] {b.east(), b.north()})));
    }

    private void suggestions() {
      var whole = new ArrayList<String>();
      var beginnings = new LinkedHashSet<String>();
      for (Piece piece : Piece.of(bounded(dataset.title("de"), MAX_TERM), MAX_TITLE_WORDS)) {
        String folded = Folding.of(piece.text());
        whole.add(folded);
        for (int n = 1; n <= Math.min(folded.length(), MAX_BEGINNING); n++) {
          beginnings.add(folded.substring(0, n));
        }
      }
      document.add(
          new StringField(
              Fields.WHOLE_TITLE, bounded(String.join(" ", whole), MAX_TERM), Field.Store.NO));
      document.add(new Field(Fields.BEGINNING, TermStream.set(beginnings), ONCE));
      dataset.keywords().stream()
          .limit(MAX_KEYWORDS)
          .filter(k -> k.length() <= 80)
          .forEach(k ->
              document.add(
                  new StringField(
                      Fields.WHOLE_KEYWORD, Folding.of(k) + '\u001f' + k, Field.Store.NO)));
    }

    /// What a reader can do with it: described, licensed, in a form programs can work with.
    private int standing() {
      int points = 0;
      points += dataset.description("de").length() > 50 ? 20 : 0;
      points += dataset.keywords().isEmpty() ? 0 : 10;
      points += values(Facet.LICENSE).isEmpty() ? 0 : 20;
      points += publisherName().isBlank() ? 0 : 10;
      points += dataset.temporal().isEmpty() ? 0 : 10;
      points += isMachineReadable() ? 20 : 0;
      points += hasRows() ? 10 : 0;
      return points;
    }

    private boolean hasRows() {
      return dataset.distributions().stream().anyMatch(d -> d.rows() != null);
    }

    private boolean isMachineReadable() {
      return formatCodes().stream().anyMatch(machineReadable::contains);
    }
  }

  private static long tie(DatasetId id) {
    return StringHelper.murmurhash3_x64_128(new BytesRef(id.toString()))[0];
  }

  /// The day, also of a moment without an offset, which other catalogues write.
  private static @Nullable LocalDate firstDay(@Nullable String date) {
    return date == null ? null : IsoDates.firstDay(bounded(date, DAY));
  }

  private static @Nullable LocalDate lastDay(@Nullable String date) {
    return date == null ? null : IsoDates.lastDay(bounded(date, DAY));
  }

  private static String end(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static String bounded(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
