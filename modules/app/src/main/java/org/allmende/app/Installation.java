package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.erasing.Erasing;
import org.allmende.catalog.feedback.Feedback;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.links.LinkChecking;
import org.allmende.catalog.links.LinkMemory;
import org.allmende.catalog.links.LinkProbe;
import org.allmende.catalog.moving.TenantMove;
import org.allmende.catalog.publishing.Importing;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Quotas;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.rows.StoredRows;
import org.allmende.catalog.store.Exporting;
import org.allmende.catalog.store.Projection;
import org.allmende.catalog.store.Seeding;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.tables.Readings;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.describing.Describer;
import org.allmende.dcat.quality.Quality;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.harvest.Network;
import org.allmende.harvest.RemoteCatalogues;
import org.allmende.intake.Readers;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.store.Compacted;
import org.allmende.store.DataDirectory;
import org.allmende.tables.DuckTables;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;

/// An open data directory with the use cases over it. The projections are opened when they are
/// first asked for; a command that needs none does not wait for any.
final class Installation implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Installation.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofHours(12);
  private static final Duration SHORT_WAIT = Duration.ofSeconds(5);
  private static final Duration ROW_LIMIT = Duration.ofSeconds(20);

  private final DataDirectory directory;
  private final Addresses addresses;
  private final InstantSource clock;
  private final Vocabularies vocabularies = Vocabularies.shipped();
  private final Checker checker;
  private final Readings readings;
  private final Publishing publishing;
  private final Tenants tenants;
  private final Harvesting harvesting;
  private final LinkMemory linkMemory;
  private final DuckTables tables;
  private final KnownLinks links;
  private final Object searching = new Object();
  private final Object answering = new Object();
  private @Nullable SearchIndex search;
  private @Nullable SparqlEndpoint sparql;

  private Installation(DataDirectory directory, Addresses addresses, InstantSource clock) {
    this.directory = directory;
    this.addresses = addresses;
    this.clock = clock;
    this.checker = Checker.shipped();
    this.tables = new DuckTables(directory.tables(), ROW_LIMIT);
    this.linkMemory = new LinkMemory(directory.derived(), directory.datasets().id(), clock);
    this.links =
        new KnownLinks(linkMemory, directory.datasets(), directory.files(), addresses, clock);
    this.readings = new Readings(new Readers(vocabularies), directory.derived());
    var quotas =
        new Quotas(
            new Quotas.Bounds(Settings.tenantDatasets(), Settings.tenantFiles()),
            directory.datasets(),
            clock);
    this.publishing =
        new Publishing(
            readings,
            new Describer(vocabularies),
            checker,
            directory.datasets(),
            directory.files(),
            addresses,
            clock,
            (asking, title, columns) -> upToDate().classify(asking, title, columns),
            quotas);
    this.tenants =
        new Tenants(directory.accounts(), directory.datasets(), addresses, Settings.usualLicense());
    this.harvesting =
        new Harvesting(
            directory.sources(),
            directory.harvests(),
            new RemoteCatalogues(new Network(Settings.harvestAllow())),
            () -> new Upgrade(vocabularies),
            directory.datasets(),
            publishing.locks(),
            tenants,
            quotas,
            clock);
  }

  /// Opens a data directory, and makes it when it is not there.
  static Installation open(Path data, String baseUrl) throws IOException {
    return open(data, baseUrl, DataDirectory.Options.DEFAULT);
  }

  static Installation open(Path data, String baseUrl, DataDirectory.Options options)
      throws IOException {
    return open(data, baseUrl, options, InstantSource.system());
  }

  static Installation open(
      Path data, String baseUrl, DataDirectory.Options options, InstantSource clock)
      throws IOException {
    var directory =
        DataDirectory.open(
            data,
            baseUrl,
            clock,
            options.with(FileSettings.place()).sharing(Settings.sharedStore()));
    var installation = new Installation(directory, new Addresses(baseUrl), clock);
    installation.seed();
    return installation;
  }

  /// Puts in what every installation publishes; a node that follows another has it from there.
  void seed() {
    if (!directory.replication().role().writes()) {
      return;
    }
    try {
      new Seeding(directory.datasets(), addresses).seed(vocabularies);
    } catch (StoreAway e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "What is new is written at the next start: {0}",
          e.getMessage());
    }
  }

  /// Opens a data directory that must be there.
  static Installation openExisting(Path data, String baseUrl) throws IOException {
    if (!Files.isDirectory(data.resolve("store"))) {
      throw new Exit(Exit.NOT_FOUND, Words.of("data.missing", data));
    }
    return open(data, baseUrl);
  }

  DataDirectory directory() {
    return directory;
  }

  Addresses addresses() {
    return addresses;
  }

  InstantSource clock() {
    return clock;
  }

  Vocabularies vocabularies() {
    return vocabularies;
  }

  Checker checker() {
    return checker;
  }

  Publishing publishing() {
    return publishing;
  }

  Tenants tenants() {
    return tenants;
  }

  /// The use case that takes in other people's catalogues.
  Harvesting harvesting() {
    return harvesting;
  }

  /// Takes out what a person asks to be gone.
  Erasing erasing() {
    return new Erasing(
        directory.datasets(),
        publishing.locks(),
        new Erasing.Accounting(directory.accounts(), persons()),
        directory.messages(),
        new Erasing.Sourcing(directory.sources(), directory.harvests()),
        directory.trail(),
        clock);
  }

  /// Leaves no byte of what was erased in the data directory: the store, search and SPARQL are made
  /// anew, and files that nothing refers to go.
  ///
  /// @param onTheirWay how long files stay, see [DataDirectory#expunge]
  Compacted expunge(Duration onTheirWay) throws IOException {
    Compacted compacted = directory.expunge(onTheirWay);
    search().rebuild();
    sparql().rebuild();
    return compacted;
  }

  Accounts accounts() {
    return new Accounts(directory.accounts(), clock, Settings.bootstrapToken());
  }

  Persons persons() {
    return new Persons(
        directory.accounts(), clock, new Argon2Passwords(), Settings.localPasswords());
  }

  Browsing browsing() {
    return new Browsing(
        directory.datasets(), directory.files(), readings, checker, quality(), links);
  }

  /// The points of every published dataset, followed from now on.
  Assessing assessing() {
    return new Assessing(
            directory.datasets(), quality(), directory.derived(), directory.quality(), clock)
        .start();
  }

  private Quality quality() {
    return new Quality(vocabularies, checker, addresses.base(), links);
  }

  /// What is known of links.
  KnownLinks links() {
    return links;
  }

  /// Asks links; begins when it is started.
  ///
  /// @param changed hears of datasets whose links are in another state than before
  LinkChecking linkChecking(LinkProbe probe, Consumer<DatasetId> changed) {
    return new LinkChecking(directory.datasets(), probe, linkMemory, links, changed, clock);
  }

  /// What readers write to offices.
  Feedback feedback() {
    return new Feedback(directory.messages(), clock, Settings.feedbackKept());
  }

  Importing importing() {
    return new Importing(publishing, directory.datasets(), directory.files(), tenants);
  }

  /// A tenant with everything it owns, out of here and in.
  TenantMove moving() {
    return new TenantMove(
        directory.datasets(), directory.files(), directory.accounts(), directory.sources(), clock);
  }

  Exporting exporting() {
    return new Exporting(directory.datasets(), vocabularies);
  }

  /// What answers questions about rows; starts its engine when first asked.
  DuckTables tables() {
    return tables;
  }

  /// The search index, opened when first asked for.
  SearchIndex search() {
    synchronized (searching) {
      SearchIndex opened = search;
      if (opened == null) {
        opened = Projections.search(directory, readings, vocabularies, quality(), clock);
        search = opened;
      }
      return opened;
    }
  }

  /// The SPARQL endpoint, opened when first asked for.
  SparqlEndpoint sparql() {
    synchronized (answering) {
      SparqlEndpoint opened = sparql;
      if (opened == null) {
        opened =
            Projections.sparql(
                directory,
                addresses.base(),
                (text, limit) -> search().best(text, limit),
                new StoredRows(directory.datasets(), browsing(), addresses, tables));
        sparql = opened;
      }
      return opened;
    }
  }

  /// The search as it knows what has just been published, too.
  private SearchIndex upToDate() {
    SearchIndex opened = search();
    opened.await(directory.datasets().change(), SHORT_WAIT);
    return opened;
  }

  /// Waits until search and SPARQL show everything that is in the store; where they have to be
  /// built, both are at once.
  ///
  /// @throws Exit when one of them does not get there in an hour
  void follow() {
    var columns = CompletableFuture.supplyAsync(this::sparql);
    try {
      await(search());
    } finally {
      await(columns.join());
    }
  }

  private void await(Projection projection) {
    if (!projection.await(directory.datasets().change(), LONGEST_WAIT)) {
      throw new Exit(Exit.TEMPORARY, Words.of("projection.late", projection.name()));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (search != null) {
        search.close();
      }
    } finally {
      try {
        if (sparql != null) {
          sparql.close();
        }
      } finally {
        tables.close();
        directory.close();
      }
    }
  }
}
