package org.allmende.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.erasing.Erasure;
import org.allmende.catalog.feedback.Feedback;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.links.LinkChecking;
import org.allmende.catalog.links.LinkMemory;
import org.allmende.catalog.links.LinkProbe;
import org.allmende.catalog.nodes.Everywhere;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.RemoteFiles;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.quality.QualityHistory;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.catalog.tables.Readings;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.describing.Describer;
import org.allmende.dcat.quality.Quality;
import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.intake.Readers;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.access.SignInWays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The whole of this module on a real port, over ports that are kept in memory.
public final class Portal {

  public static final String BASE = "https://daten.example.org";
  public static final String OPERATOR = "allmende_operator";
  public static final String WATCHER = "only_for_watching";
  public static final String NODES = "only_for_nodes";
  public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /// How much one client may ask; these tests themselves are on the machine and not counted.
  public static final int REQUESTS_PER_MINUTE = 100;

  private static final Portal SHARED = new Portal();

  private final ConfigurableApplicationContext context;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String address;

  private Portal() {
    var application = new SpringApplication(Wiring.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", System.getProperty("portal.port", "0"),
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "logging.level.root", "WARN",
            "allmende.max-upload", "1MB",
            "allmende.metrics-token", WATCHER,
            "allmende.replication-token", NODES,
            "allmende.proxies", "127.0.0.1",
            "allmende.requests-per-minute", Integer.toString(REQUESTS_PER_MINUTE)));
    context = application.run();
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /// Started once for all tests.
  public static Portal shared() {
    return SHARED;
  }

  /// A second one, for tests that write.
  public static Portal written() {
    return Written.PORTAL;
  }

  private static final class Written {
    static final Portal PORTAL = new Portal();
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public MemorySources sources() {
    return context.getBean(MemorySources.class);
  }

  /// The secret that speaks for a tenant, or for a role in it.
  public static String token(String tenant) {
    return Accounts.PREFIX + tenant;
  }

  /// The secret that may do for a tenant what a role may.
  public static String token(String tenant, Role role) {
    return token(tenant + "-" + role.code());
  }

  /// Has all links asked until one is known.
  public void askLinks(LinkProbe probe, String address) throws InterruptedException {
    var memory = bean("linkMemory", LinkMemory.class);
    var clock = new AtomicReference<Instant>(NOW);
    Consumer<DatasetId> changed = bean("assessing", Assessing.class)::again;
    var links = bean("links", KnownLinks.class);
    try (var checking = new LinkChecking(store(), probe, memory, links, changed, clock::get)) {
      clock.set(NOW.plusSeconds(60));
      checking.start();
      for (int i = 0; i < 400 && memory.of(address).isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(25);
      }
    }
  }

  public FixedReadings readings() {
    return context.getBean(FixedReadings.class);
  }

  /// Has the search not show what is written, or show it again.
  public void keepSearchBehind(boolean behind) {
    context.getBean(ListIndex.class).behind = behind;
  }

  public MemoryStore store() {
    return context.getBean(MemoryStore.class);
  }

  public URI uri(String path) {
    return URI.create(address + path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Forgets.
  private record NothingKept() implements DerivedFiles, QualityHistory {

    @Override
    public Optional<byte[]> get(String key) {
      return Optional.empty();
    }

    @Override
    public void put(String key, byte[] bytes) {}

    @Override
    public List<Day> days() {
      return List.of(new Day(LocalDate.parse("2026-11-23"), "weidenstedt", 1, 300));
    }

    @Override
    public void keep(List<Day> days) {}
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(WebConfiguration.class)
  static class Wiring {

    @Bean
    Addresses addresses() {
      return new Addresses(BASE);
    }

    @Bean
    InstantSource clock() {
      return InstantSource.fixed(NOW);
    }

    @Bean
    SearchIndex index() {
      return new ListIndex();
    }

    @Bean
    Everywhere everywhere(SearchIndex index, InstantSource clock) {
      return new Everywhere(index, FakeNodes.NODES, new FakeNodes(), clock);
    }

    @Bean
    Erasure erasure(Publishing publishing) {
      return (id, by) -> publishing.withdraw(id, "", by).orElseThrow().change();
    }

    @Bean
    SparqlEndpoint endpoint() {
      return new CannedSparql();
    }

    @Bean
    LoneNode node() throws IOException {
      return new LoneNode();
    }

    @Bean
    MemoryTrail trail() {
      return new MemoryTrail();
    }

    @Bean
    AccountStore accountStore(MemoryTrail trail) {
      var store = new MemoryAccounts(trail);
      for (String tenant : List.of("weidenstedt", "hohenlinde")) {
        store.put(
            new AccountStore.Token(
                tenant, Sha256.of(token(tenant).getBytes(StandardCharsets.UTF_8)), tenant, NOW));
        for (Role role : Role.values()) {
          store.put(roleToken(tenant, role));
        }
      }
      return store;
    }

    @Bean
    Persons persons(AccountStore store, InstantSource clock) {
      return new Persons(store, clock, new QuickPasswords());
    }

    /// One file is out there, and everything else is not.
    @Bean
    RemoteFiles remoteFiles(MemoryStore store) {
      return (address, name, limit) -> {
        if (!address.toString().equals("https://stadt.example/d/linden.csv")) {
          throw SourceFailed.because(
              "harvest-status",
              new Text("Nichts da.", "Nothing there."),
              new Text("Prüfen.", "See."));
        }
        byte[] bytes = "Art;Anzahl\nLinde;3\nAhorn;4\n".getBytes(StandardCharsets.UTF_8);
        return store.receive(
            new ByteArrayInputStream(bytes),
            name.apply("linden.csv"),
            List.of(),
            "text/csv",
            limit);
      };
    }

    @Bean
    FakeProvider provider() {
      return new FakeProvider();
    }

    @Bean
    SignInWays signInWays(FakeProvider provider) {
      return new SignInWays(Optional.of(provider), true);
    }

    private static AccountStore.Token roleToken(String tenant, Role role) {
      String name = tenant + "-" + role.code();
      return new AccountStore.Token(
          name,
          Sha256.of(Portal.token(name).getBytes(StandardCharsets.UTF_8)),
          tenant,
          NOW,
          role,
          null,
          null,
          null);
    }

    @Bean
    Accounts accounts(AccountStore store, InstantSource clock) {
      return new Accounts(store, clock, OPERATOR);
    }

    @Bean
    MemoryStore store(InstantSource clock, MemoryTrail trail, Addresses addresses)
        throws IOException {
      var store = new MemoryStore(clock, trail);
      store.putGraph(addresses.catalog(), CatalogPage.installation(addresses));
      return store;
    }

    @Bean
    Tenants tenants(AccountStore accounts, MemoryStore store, Addresses addresses) {
      var tenants = new Tenants(accounts, store, addresses, "dl-by-de/2.0");
      tenants.put(
          new Tenant("weidenstedt", "Stadt Weidenstedt", "05315000", null, "dl-by-de/2.0", null));
      tenants.put(new Tenant("hohenlinde", "Gemeinde Hohenlinde", null, null, null, null));
      return tenants;
    }

    @Bean
    Vocabularies vocabularies() {
      return Vocabularies.shipped();
    }

    @Bean
    Checker checker(Vocabularies vocabularies) {
      return new Checker(vocabularies);
    }

    @Bean
    FixedReadings derived() {
      return new FixedReadings();
    }

    @Bean
    Readings readings(Vocabularies vocabularies, FixedReadings derived) {
      return new Readings(new Readers(vocabularies), derived);
    }

    @Bean
    Publishing publishing(
        Readings readings,
        Vocabularies vocabularies,
        Checker checker,
        MemoryStore store,
        Addresses addresses,
        InstantSource clock) {
      return new Publishing(
          readings, new Describer(vocabularies), checker, store, store, addresses, clock);
    }

    @Bean
    LinkMemory linkMemory(MemoryStore store, InstantSource clock) {
      return new LinkMemory(new NothingKept(), store.id(), clock);
    }

    @Bean
    KnownLinks links(
        LinkMemory memory, MemoryStore store, Addresses addresses, InstantSource clock) {
      return new KnownLinks(memory, store, store, addresses, clock);
    }

    @Bean
    Browsing browsing(
        MemoryStore store,
        Readings readings,
        Checker checker,
        Vocabularies vocabularies,
        KnownLinks links) {
      var quality = new Quality(vocabularies, checker, BASE, links);
      return new Browsing(store, store, readings, checker, quality, links);
    }

    @Bean
    Assessing assessing(
        MemoryStore store,
        Vocabularies vocabularies,
        Checker checker,
        KnownLinks links,
        InstantSource clock) {
      var quality = new Quality(vocabularies, checker, BASE, links);
      return new Assessing(store, quality, new NothingKept(), new NothingKept(), clock).start();
    }

    @Bean
    RowEngine rows() {
      return new CannedRows();
    }

    @Bean
    Feedback feedback(InstantSource clock) {
      return new Feedback(new MemoryMessages(), clock, Duration.ofDays(30));
    }

    @Bean
    MemorySources sources() {
      return new MemorySources();
    }

    @Bean
    Harvesting harvesting(
        MemorySources sources, MemoryStore store, Tenants tenants, InstantSource clock) {
      return sources.harvesting(store, tenants, clock);
    }

    @Bean
    HarvestQueue harvests(Harvesting harvesting) {
      return new HarvestQueue(harvesting);
    }
  }
}
