package org.allmende.web.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.store.Version;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Addresses;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.web.http.Syntaxes;
import org.allmende.web.page.Address;
import org.allmende.web.page.DatasetPage;
import org.allmende.web.page.Download;
import org.allmende.web.page.Formats;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Themes;
import org.allmende.web.page.VersionView;
import org.allmende.web.page.Words;
import org.allmende.web.search.FeedController;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// What is said about a dataset beside its data: how to get it, what one may do with it, and all
/// the rest.
public final class DatasetFacts {

  private static final int LONGEST = 200;
  private static final int LONGEST_CREDIT = 600;
  private static final int LONGEST_ADDRESS = 2000;
  private static final int MOST_DOWNLOADS = 100;
  private static final int MOST_VALUES = 40;
  private static final int MOST_VERSIONS = 20;

  private final Concepts concepts;
  private final Addresses addresses;
  private final String portal;

  /// @param portal what the portal is called
  public DatasetFacts(Concepts concepts, Addresses addresses, String portal) {
    this.concepts = concepts;
    this.addresses = addresses;
    this.portal = portal;
  }

  /// The data; what lies here first.
  List<Download> downloads(Words words, Dataset dataset) {
    return dataset.distributions().stream()
        .limit(MOST_DOWNLOADS)
        .map(distribution -> download(words, distribution))
        .sorted(Comparator.comparing(Download::elsewhere))
        .toList();
  }

  private Download download(Words words, Dataset.Distribution distribution) {
    String direct = distribution.downloadUrl();
    String access = distribution.accessUrl();
    String address = direct != null ? direct : access == null ? "" : access;
    String format =
        distribution.format() == null ? "" : Plain.shorten(distribution.format(), LONGEST);
    var notes = new ArrayList<String>();
    if (distribution.rows() != null) {
      notes.add(words.t("count.rows", distribution.rows()));
    }
    if (distribution.byteSize() != null) {
      notes.add(words.bytes(distribution.byteSize()));
    }
    boolean elsewhere = !address.startsWith(addresses.base() + "/");
    if (direct == null && access != null && elsewhere) {
      notes.add(words.t("download.page"));
    }
    String title = title(words, distribution);
    return new Download(
        format,
        title.isBlank() ? fallback(words, format, address) : Plain.shorten(title, LONGEST),
        String.join(", ", notes),
        here(address),
        Plain.shorten(address, LONGEST_ADDRESS),
        elsewhere);
  }

  private static String title(Words words, Dataset.Distribution distribution) {
    for (String tag : List.of(words.language(), "de", "", "en")) {
      String title = distribution.title().get(tag);
      if (title != null) {
        return title;
      }
    }
    return distribution.title().values().stream().findFirst().orElse("");
  }

  private static String fallback(Words words, String format, String address) {
    String end = address.replaceFirst("[?#].*$", "");
    String name = end.substring(end.lastIndexOf('/') + 1);
    if (name.contains(".")) {
      return Plain.shorten(name, LONGEST);
    }
    return format.isEmpty() ? words.t("download.untitled") : Formats.label(format);
  }

  /// An address that may become a link; what lies here without the host, so that it works under
  /// every name of this portal.
  private String here(String address) {
    String own = addresses.base() + "/";
    return address.startsWith(own) ? "/" + address.substring(own.length()) : Links.safe(address);
  }

  /// What most people want: our repaired table, else the first table, else the first file.
  @Nullable Download best(Dataset dataset, List<Download> downloads) {
    return downloads.stream()
        .filter(d -> !d.href().isEmpty())
        .min(Comparator.comparingInt(d -> rank(dataset, d)))
        .orElse(null);
  }

  private static int rank(Dataset dataset, Download download) {
    if (download.address().equals(dataset.uri() + ".csv")) {
      return 0;
    }
    boolean table = Formats.family(download.format()).equals("table");
    return (table ? 1 : 2) + (download.elsewhere() ? 2 : 0);
  }

  /// The description for machines; a draft has none.
  List<Download> descriptions(Words words, Browsing.Shown shown) {
    if (shown.stored().entry().state() != State.PUBLISHED) {
      return List.of();
    }
    var all = new ArrayList<Download>();
    String page = "/datasets/" + shown.id();
    for (RdfSyntax syntax : RdfSyntax.values()) {
      all.add(description(words, Syntaxes.format(syntax), page + "." + syntax.suffix()));
    }
    all.add(description(words, "JSON", page + ".json"));
    return all;
  }

  private Download description(Words words, String format, String path) {
    String title = words.t("download.description", Formats.label(format));
    return new Download(format, title, "", path, addresses.base() + path, false);
  }

  /// The versions before the present one, the latest first.
  List<VersionView> versions(Words words, Browsing.Shown shown, boolean tables) {
    var views = new ArrayList<VersionView>();
    int next = shown.notes().version();
    for (Version version : shown.stored().entry().earlier().reversed()) {
      if (views.size() == MOST_VERSIONS) {
        break;
      }
      List<Link> files =
          version.files().stream()
              .map(file ->
                  new Link(
                      Plain.shorten(file.name(), LONGEST),
                      here(addresses.file(file.sha256(), file.name()))))
              .toList();
      String difference =
          Address.of("/datasets/" + shown.id() + "/diff")
              .with("from", Integer.toString(version.number()))
              .with("to", Integer.toString(next))
              .toString();
      views.add(
          new VersionView(
              words.t("version", version.number(), words.date(version.until())),
              files,
              tables ? difference : ""));
      next = version.number();
    }
    return views;
  }

  String frequency(Words words, Dataset dataset) {
    String frequency = dataset.frequency();
    return frequency == null ? "" : concepts.label(words, frequency);
  }

  DatasetPage.License license(Words words, Browsing.Shown shown) {
    Dataset dataset = shown.dataset();
    List<Link> names =
        dataset.licenses().stream()
            .limit(MOST_VALUES)
            .map(license -> concepts.licenseLink(words, license))
            .toList();
    Optional<Concept> first = dataset.licenses().stream().findFirst().flatMap(concepts::license);
    String who = credited(shown, first);
    return new DatasetPage.License(
        words.t("license." + rule(dataset, first)),
        names,
        who.isEmpty() ? "" : credit(words, shown, names, who),
        who.isEmpty() ? "" : html(words, shown, names, who));
  }

  private static String rule(Dataset dataset, Optional<Concept> license) {
    if (dataset.licenses().isEmpty()) {
      return "none";
    }
    if (dataset.licenses().size() > 1) {
      return "many";
    }
    if (license.isEmpty() || license.get().facts(Fact.OPEN).isEmpty()) {
      return "unknown";
    }
    if (!license.get().is(Fact.OPEN)) {
      return "restricted";
    }
    return license.get().is(Fact.ATTRIBUTION) ? "attribution" : "free";
  }

  /// The words the publisher asks for, else its name where the source must be named.
  private static String credited(Browsing.Shown shown, Optional<Concept> license) {
    Dataset dataset = shown.dataset();
    List<String> asked = Datasets.attributions(shown.stored().entry().graph(), dataset.uri());
    if (!asked.isEmpty()) {
      return String.join("; ", asked);
    }
    boolean needed = license.map(l -> l.is(Fact.ATTRIBUTION)).orElse(false);
    Metadata.Agent publisher = dataset.publisher();
    return needed && publisher != null ? publisher.name() : "";
  }

  private static String credit(Words words, Browsing.Shown shown, List<Link> names, String who) {
    Dataset dataset = shown.dataset();
    String title = dataset.title(words.language());
    String license = names.isEmpty() ? "" : ", " + names.getFirst().label();
    return Plain.shorten(who + ", " + title + dated(words, dataset) + license, LONGEST_CREDIT);
  }

  private static String dated(Words words, Dataset dataset) {
    String modified = dataset.modified();
    return modified == null ? "" : " (" + words.date(modified) + ")";
  }

  /// The same with links to the data and to the licence.
  private String html(Words words, Browsing.Shown shown, List<Link> names, String who) {
    Dataset dataset = shown.dataset();
    String title = Plain.shorten(dataset.title(words.language()), LONGEST_CREDIT);
    String license = names.isEmpty() ? "" : ", " + anchor(names.getFirst(), " rel=\"license\"");
    return HtmlUtils.htmlEscape(Plain.shorten(who, LONGEST_CREDIT))
        + ", "
        + anchor(new Link(title, addresses.dataset(shown.id())), "")
        + dated(words, dataset)
        + license;
  }

  private static String anchor(Link link, String attributes) {
    String label = HtmlUtils.htmlEscape(link.label());
    return link.href().isEmpty()
        ? label
        : "<a href=\""
            + HtmlUtils.htmlEscape(link.href())
            + "\""
            + attributes
            + ">"
            + label
            + "</a>";
  }

  /// How to name the dataset as a source.
  ///
  /// @param tenant who publishes where the description names nobody
  Citation citation(Words words, Browsing.Shown shown, String tenant) {
    List<String> licenses =
        shown.dataset().licenses().stream()
            .map(license -> concepts.licenseLink(words, license).label())
            .toList();
    return Citation.of(words, shown, tenant, portal, licenses);
  }

  DatasetPage.Citation cited(Words words, Browsing.Shown shown, String tenant) {
    List<Link> forms =
        List.of(Citation.Form.values()).stream()
            .map(form ->
                new Link(form.label(), "/datasets/" + shown.id() + "/citation." + form.suffix()))
            .toList();
    boolean open = shown.stored().entry().state() == State.PUBLISHED;
    return new DatasetPage.Citation(
        citation(words, shown, tenant).text(), open ? forms : List.of());
  }

  /// Lines that show a part of the dataset on another site, with a link to where it is from.
  ///
  /// @param part its address
  String embed(Words words, Browsing.Shown shown, Address part) {
    String title = HtmlUtils.htmlEscape(Plain.shorten(dataset(words, shown), LONGEST_CREDIT));
    return "<iframe src=\""
        + HtmlUtils.htmlEscape(addresses.base() + part)
        + "\" title=\""
        + title
        + "\" width=\"100%\" height=\"560\" loading=\"lazy\"></iframe>\n<p><a href=\""
        + HtmlUtils.htmlEscape(addresses.dataset(shown.id()))
        + "\">"
        + title
        + "</a></p>";
  }

  private static String dataset(Words words, Browsing.Shown shown) {
    return shown.dataset().title(words.language());
  }

  List<org.allmende.web.page.Fact> facts(Words words, Browsing.Shown shown) {
    Dataset dataset = shown.dataset();
    var facts = new FactList(words);
    Metadata.Agent publisher = dataset.publisher();
    if (publisher != null) {
      String uri = publisher.uri();
      boolean here =
          uri == null || uri.startsWith(addresses.base()) || uri.startsWith(dataset.uri());
      facts.add(
          "field.publisher",
          List.of(
              new Link(
                  publisher.name().isBlank() && uri != null ? uri : publisher.name(),
                  here || uri == null ? "" : Links.safe(uri))));
    }
    facts.add("field.contact", Links.contact(dataset.contact()));
    facts.add(
        "field.temporal",
        dataset.temporal().stream().map(p -> new Link(period(words, p), "")).toList());
    facts.add(
        "field.spatial",
        dataset.places().stream().map(p -> new Link(concepts.place(words, p), "")).toList());
    facts.add(
        "field.themes",
        dataset.themes().stream().map(t -> new Link(concepts.theme(words, t), theme(t))).toList());
    facts.add(
        "field.keywords",
        dataset.keywords().stream()
            .map(k ->
                new Link(
                    k, Address.of("/datasets").with("q", Plain.shorten(k, LONGEST)).toString()))
            .toList());
    facts.concepts("field.hvd", dataset.hvdCategories());
    facts.concepts("field.frequency", listOf(dataset.frequency()));
    facts.date("field.issued", dataset.issued());
    facts.date("field.modified", dataset.modified());
    facts.concepts("field.language", dataset.languages());
    facts.concepts("field.accessRights", listOf(dataset.accessRights()));
    String landing = dataset.landingPage();
    if (landing != null && !landing.startsWith(dataset.uri())) {
      facts.add("field.landingPage", List.of(new Link(landing, Links.safe(landing))));
    }
    String identifier = dataset.identifier();
    if (identifier != null && !identifier.equals(dataset.uri())) {
      facts.add("field.identifier", List.of(new Link(identifier, "")));
    }
    facts.add("field.uri", List.of(new Link(dataset.uri(), "")));
    if (shown.stored().entry().state() == State.PUBLISHED) {
      Address feed = feed(shown);
      facts.add(
          "dataset.follow.versions",
          List.of(new Link("Atom", "/datasets/" + shown.id() + "/versions.atom")));
      facts.add(
          "dataset.follow",
          List.of(
              new Link("Atom", feed.at(FeedController.ATOM_PATH).toString()),
              new Link("JSON Feed", feed.at(FeedController.JSON_PATH).toString())));
    }
    return facts.list;
  }

  /// What is new with whose dataset this is; the paths of feeds have it.
  static Address feed(Browsing.Shown shown) {
    return Address.of("/datasets").with("tenant", shown.id().tenant());
  }

  /// The page of a theme; of one that is none of the EU's, a search for it.
  private static String theme(String uri) {
    String page = Themes.page(uri);
    return page.isEmpty()
        ? Address.of("/datasets").with("theme", Themes.code(uri)).toString()
        : page;
  }

  /// Leaves out what is not said.
  private final class FactList {
    private final Words words;
    private final List<org.allmende.web.page.Fact> list = new ArrayList<>();

    FactList(Words words) {
      this.words = words;
    }

    void add(String key, List<Link> values) {
      List<Link> said =
          values.stream()
              .map(link -> new Link(Plain.shorten(link.label(), LONGEST), link.href()))
              .filter(link -> !link.label().isBlank())
              .limit(MOST_VALUES)
              .toList();
      if (!said.isEmpty()) {
        list.add(new org.allmende.web.page.Fact(words.t(key), said));
      }
    }

    void concepts(String key, List<String> values) {
      add(key, values.stream().map(v -> new Link(concepts.label(words, v), "")).toList());
    }

    void date(String key, @Nullable String value) {
      add(key, value == null ? List.of() : List.of(new Link(words.date(value), "")));
    }
  }

  private static List<String> listOf(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  static String period(Words words, Metadata.Period period) {
    String start = period.start() == null ? "" : words.date(period.start());
    String end = period.end() == null ? "" : words.date(period.end());
    if (start.equals(end)) {
      return start;
    }
    if (start.isEmpty()) {
      return words.t("period.until", end);
    }
    return end.isEmpty() ? words.t("period.from", start) : words.t("period", start, end);
  }

  /// @param tables those of the dataset
  /// @param chosen which of them is shown, from 0
  DatasetPage.Machine machine(Words words, Browsing.Shown shown, List<Table> tables, int chosen) {
    String uri = shown.dataset().uri().replaceAll("[\\s<>\"{}|\\\\^`]", "");
    String query =
        "# "
            + words.t("machine.query.say")
            + "\nSELECT ?subject ?property ?value WHERE {\n  GRAPH <"
            + uri
            + "> { ?subject ?property ?value }\n} LIMIT 500";
    String page = addresses.dataset(shown.id());
    String api = addresses.base() + "/api/v1/datasets/" + shown.id();
    String table = api + "/tables/" + (chosen + 1);
    boolean isOpen = !tables.isEmpty() && shown.stored().entry().state() == State.PUBLISHED;
    return new DatasetPage.Machine(
        !isOpen ? "" : chosen == 0 ? page + ".csv" : table + "/rows?format=csv",
        isOpen ? table + "/rows" : "",
        isOpen ? table + "/rdf" : "",
        tables.size() > 1 ? Plain.shorten(tables.get(chosen).name(), LONGEST) : "",
        api,
        query,
        Address.of("/sparql").with("query", query).toString());
  }

  /// The same for search engines.
  String structuredData(Words words, Browsing.Shown shown, List<Table> tables) {
    return new StructuredData(concepts, addresses, words.language()).of(shown, tables);
  }

  /// Where a description came from, when it was not made here.
  DatasetPage.@Nullable Source source(Browsing.Shown shown) {
    if (shown.notes().isOurs()) {
      return null;
    }
    String uri = shown.dataset().uri();
    return new DatasetPage.Source(
        Plain.shorten(uri, LONGEST_ADDRESS), Links.safe(uri), addresses.record(shown.id()));
  }
}
