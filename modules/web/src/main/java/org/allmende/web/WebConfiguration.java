package org.allmende.web;

import jakarta.servlet.MultipartConfigElement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Membership;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Describing;
import org.allmende.catalog.browsing.Listing;
import org.allmende.catalog.bulk.Bulk;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Scheduling;
import org.allmende.catalog.quality.Repairing;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.FileStore;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Downstream;
import org.allmende.dcat.mending.Mending;
import org.allmende.model.Addresses;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.access.Attempts;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Gate;
import org.allmende.web.access.Nodes;
import org.allmende.web.access.Pace;
import org.allmende.web.access.PasswordController;
import org.allmende.web.access.Places;
import org.allmende.web.access.ProviderController;
import org.allmende.web.access.Proxies;
import org.allmende.web.access.Routes;
import org.allmende.web.access.SessionController;
import org.allmende.web.access.Sessions;
import org.allmende.web.access.SignInWays;
import org.allmende.web.access.Throttle;
import org.allmende.web.access.Visible;
import org.allmende.web.access.Watchers;
import org.allmende.web.catalog.CatalogController;
import org.allmende.web.catalog.SitemapController;
import org.allmende.web.catalog.SourcesApi;
import org.allmende.web.ckan.CkanController;
import org.allmende.web.ckan.CkanLists;
import org.allmende.web.ckan.CkanPackages;
import org.allmende.web.ckan.CkanRows;
import org.allmende.web.ckan.CkanSearch;
import org.allmende.web.clerk.DatasetsApi;
import org.allmende.web.clerk.ErasureApi;
import org.allmende.web.clerk.FormFiles;
import org.allmende.web.clerk.MyDatasetsController;
import org.allmende.web.clerk.MyDatasetsPages;
import org.allmende.web.clerk.OwnDatasets;
import org.allmende.web.clerk.ReadingApi;
import org.allmende.web.clerk.ReadingController;
import org.allmende.web.clerk.ReplacementController;
import org.allmende.web.clerk.ReviewController;
import org.allmende.web.clerk.ReviewFields;
import org.allmende.web.clerk.Reviews;
import org.allmende.web.clerk.ScheduleApi;
import org.allmende.web.clerk.UploadController;
import org.allmende.web.clerk.UploadLimit;
import org.allmende.web.datasets.CitationController;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.datasets.DatasetDocument;
import org.allmende.web.datasets.DatasetFacts;
import org.allmende.web.datasets.DatasetPages;
import org.allmende.web.datasets.DescriptionController;
import org.allmende.web.datasets.DifferenceController;
import org.allmende.web.datasets.FilesController;
import org.allmende.web.datasets.FramedPages;
import org.allmende.web.datasets.HtmlDatasetPages;
import org.allmende.web.datasets.VersionsController;
import org.allmende.web.datasets.VersionsFeed;
import org.allmende.web.descriptors.CsvwController;
import org.allmende.web.descriptors.PackageController;
import org.allmende.web.developers.DevelopersController;
import org.allmende.web.feedback.FeedbackController;
import org.allmende.web.feedback.FormTimes;
import org.allmende.web.feedback.MessagesController;
import org.allmende.web.frame.Assets;
import org.allmende.web.frame.AssetsController;
import org.allmende.web.frame.FailureController;
import org.allmende.web.frame.OpenApi;
import org.allmende.web.frame.OpenApiController;
import org.allmende.web.frame.Pages;
import org.allmende.web.frame.ProblemAdvice;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.frame.ProblemsController;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Spool;
import org.allmende.web.mcp.McpController;
import org.allmende.web.members.MembersApi;
import org.allmende.web.members.PeopleController;
import org.allmende.web.members.TrailController;
import org.allmende.web.oai.OaiController;
import org.allmende.web.overview.HomeController;
import org.allmende.web.overview.Overviews;
import org.allmende.web.overview.TenantPages;
import org.allmende.web.overview.ThemePages;
import org.allmende.web.page.Page;
import org.allmende.web.quality.QualityApi;
import org.allmende.web.quality.QualityController;
import org.allmende.web.quality.QualityPages;
import org.allmende.web.quality.RepairsApi;
import org.allmende.web.replication.ReplicationController;
import org.allmende.web.rows.DatasetRows;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.rows.FoundRows;
import org.allmende.web.rows.RowsController;
import org.allmende.web.search.FeedController;
import org.allmende.web.search.HitRows;
import org.allmende.web.search.Hits;
import org.allmende.web.search.Numbers;
import org.allmende.web.search.ResultsController;
import org.allmende.web.search.SearchController;
import org.allmende.web.sources.RunsController;
import org.allmende.web.sources.SourceViews;
import org.allmende.web.sources.SourcesController;
import org.allmende.web.sparql.ResultLinks;
import org.allmende.web.sparql.SparqlController;
import org.allmende.web.sparql.SparqlPages;
import org.allmende.web.sparql.SparqlTermsController;
import org.allmende.web.sparql.UsedTerms;
import org.allmende.web.tenants.LookController;
import org.allmende.web.tenants.NewTenantController;
import org.allmende.web.tenants.SettingsController;
import org.allmende.web.tenants.TenantsApi;
import org.allmende.web.texts.OwnTexts;
import org.allmende.web.texts.TextPages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/// Wires what speaks HTTP. Whoever imports this provides the use cases and ports, the [Addresses]
/// and a clock.
@Configuration(proxyBeanMethods = false)
@Import({
  AssetsController.class,
  CatalogController.class,
  CitationController.class,
  CkanController.class,
  CsvwController.class,
  DatasetsApi.class,
  DescriptionController.class,
  DevelopersController.class,
  DifferenceController.class,
  FailureController.class,
  FeedbackController.class,
  FilesController.class,
  FeedController.class,
  FramedPages.class,
  HomeController.class,
  LookController.class,
  McpController.class,
  MessagesController.class,
  MembersApi.class,
  MyDatasetsController.class,
  NewTenantController.class,
  OaiController.class,
  OpenApiController.class,
  PackageController.class,
  PasswordController.class,
  PeopleController.class,
  ProblemAdvice.class,
  ProblemsController.class,
  ProviderController.class,
  QualityApi.class,
  QualityController.class,
  RepairsApi.class,
  ReplicationController.class,
  ResultsController.class,
  ReplacementController.class,
  ReadingApi.class,
  ReadingController.class,
  ReviewController.class,
  RowsController.class,
  RunsController.class,
  ErasureApi.class,
  ScheduleApi.class,
  SearchController.class,
  SessionController.class,
  SettingsController.class,
  SitemapController.class,
  SparqlController.class,
  SparqlTermsController.class,
  SourcesApi.class,
  SourcesController.class,
  TenantPages.class,
  TenantsApi.class,
  TextPages.class,
  ThemePages.class,
  TrailController.class,
  UploadController.class,
  VersionsController.class,
  VersionsFeed.class
})
public class WebConfiguration {

  private static final int MAX_HEADERS = 32 * 1024;
  private static final int MAX_LARGE_ANSWERS = 16;
  private static final int MAX_PARTS = 200;
  private static final int MAX_PART_HEADERS = 8 * 1024;
  private static final int MAX_PARAMETERS = 1000;

  /// So long nothing need come of a request, or be taken of its answer, until that is given up.
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /// So long a connection waits for the next request: as long as proxies keep it.
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST_MESSAGES = 10;
  private static final Duration MESSAGE_WINDOW = Duration.ofMinutes(10);
  private static final DataSize IN_MEMORY = DataSize.ofKilobytes(64);
  private static final DataSize BESIDE_FILES = DataSize.ofMegabytes(2);

  @Bean
  Page.Portal portal(
      Addresses addresses,
      @Value("${allmende.portal-name:Allmende}") String name,
      @Value("${allmende.portal-claim:}") String claim) {
    return new Page.Portal(addresses.base(), name, claim);
  }

  @Bean
  Assets assets() {
    return new Assets();
  }

  @Bean
  Pages pages(
      Page.Portal portal, Assets assets, Accounts accounts, OwnTexts texts, InstantSource clock) {
    return new Pages(portal, assets, accounts, texts::signs, clock.millis());
  }

  @Bean
  DatasetTables datasetTables(Browsing browsing, Addresses addresses) {
    return new DatasetTables(browsing, addresses);
  }

  @Bean
  OpenApi openApi(Addresses addresses) {
    return new OpenApi(addresses.base());
  }

  @Bean
  Hits hits(Accounts accounts, Browsing browsing) {
    return new Hits(accounts, browsing);
  }

  @Bean
  Numbers numbers(SearchIndex index, InstantSource clock) {
    return new Numbers(index, clock);
  }

  @Bean
  OwnTexts ownTexts(@Value("${allmende.texts:}") String folder) {
    return new OwnTexts(folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder.strip())));
  }

  @Bean
  Overviews overviews(Numbers numbers, Hits hits) {
    return new Overviews(numbers, hits);
  }

  @Bean
  ProblemWriter problemWriter(Pages pages, Page.Portal portal) {
    return new ProblemWriter(pages, portal, Routes::isGuardedForm);
  }

  @Bean
  Attempts attempts(InstantSource clock) {
    return new Attempts(clock);
  }

  /// Messages to offices.
  @Bean
  Attempts messages(InstantSource clock) {
    return new Attempts(clock, MOST_MESSAGES, MESSAGE_WINDOW);
  }

  @Bean
  FormTimes formTimes(InstantSource clock) {
    return new FormTimes(clock);
  }

  @Bean
  Sessions sessions(Accounts accounts, Persons persons, InstantSource clock, Addresses addresses) {
    return new Sessions(accounts, persons, clock, addresses.base());
  }

  @Bean
  Membership membership(Accounts accounts, Persons persons) {
    return new Membership(accounts, persons);
  }

  @Bean
  Concepts concepts() {
    return new Concepts(Vocabularies.shipped());
  }

  @Bean
  DatasetFacts datasetFacts(Concepts concepts, Addresses addresses, Page.Portal portal) {
    return new DatasetFacts(concepts, addresses, portal.name());
  }

  @Bean
  DatasetPages datasetPages(
      Browsing browsing,
      SearchIndex index,
      Freshness freshness,
      Accounts accounts,
      Pages pages,
      Hits hits,
      DatasetFacts facts,
      DatasetTables tables,
      DatasetRows rows,
      FormPages forms) {
    return new HtmlDatasetPages(
        browsing, index, freshness, accounts, pages, hits, facts, tables, rows, forms);
  }

  @Bean
  FormPages formPages(Pages pages, Sessions sessions, SignInWays ways) {
    return new FormPages(pages, sessions, ways);
  }

  @Bean
  FormFiles formFiles(FileStore files, UploadLimit limit) {
    return new FormFiles(files, limit.bytes());
  }

  @Bean
  Spool.Room answersUnderWay() {
    return new Spool.Room(MAX_LARGE_ANSWERS);
  }

  @Bean
  DatasetRows datasetRows(RowEngine rows, Vocabularies vocabularies) {
    return new DatasetRows(rows, vocabularies.places());
  }

  @Bean
  FoundRows foundRows(RowEngine rows) {
    return new FoundRows(rows);
  }

  @Bean
  HitRows hitRows(Browsing browsing, DatasetTables tables, FoundRows rows) {
    return new HitRows(browsing, tables, rows);
  }

  @Bean
  ReviewFields reviewFields() {
    return new ReviewFields(Vocabularies.shipped());
  }

  @Bean
  Reviews reviews(
      Browsing browsing,
      Reviewing reviewing,
      Rereading rereading,
      FormPages forms,
      ReviewFields fields) {
    return new Reviews(browsing, reviewing, rereading, forms, fields);
  }

  @Bean
  Rereading rereading(Publishing publishing) {
    return new Rereading(publishing);
  }

  @Bean
  Reviewing reviewing(
      Publishing publishing, DatasetStore store, Accounts accounts, InstantSource clock) {
    return new Reviewing(publishing, store, accounts, clock);
  }

  @Bean
  Bulk bulk(Publishing publishing, Reviewing reviewing, Browsing browsing, Accounts accounts) {
    return new Bulk(publishing, reviewing, browsing, accounts);
  }

  @Bean
  OwnDatasets ownDatasets(
      Accounts accounts, DatasetStore store, Browsing browsing, SearchIndex index) {
    return new OwnDatasets(accounts, store, browsing, index);
  }

  @Bean
  MyDatasetsPages myDatasetsPages(
      OwnDatasets datasets,
      Browsing browsing,
      Tenants tenants,
      FormPages forms,
      ReviewFields fields) {
    return new MyDatasetsPages(datasets, browsing, tenants, fields, forms);
  }

  @Bean
  Scheduling scheduling(
      Publishing publishing,
      Reviewing reviewing,
      Browsing browsing,
      DatasetStore store,
      Accounts accounts,
      InstantSource clock) {
    return new Scheduling(publishing, reviewing, browsing, store, accounts, clock);
  }

  @Bean
  QualityPages qualityPages(
      Browsing browsing, Repairing repairing, Downstream downstream, FormPages forms) {
    return new QualityPages(browsing, repairing, downstream, forms);
  }

  @Bean
  Repairing repairing(DatasetStore store, Publishing publishing, Tenants tenants, Checker checker) {
    var mending = new Mending(checker, Vocabularies.shipped());
    return new Repairing(store, publishing, tenants, mending);
  }

  @Bean
  SourceViews sourceViews(Harvesting harvesting, HarvestQueue queue, InstantSource clock) {
    return new SourceViews(harvesting, queue, clock);
  }

  @Bean
  Downstream downstream() {
    return new Downstream(Vocabularies.shipped());
  }

  @Bean
  UsedTerms usedTerms(SparqlEndpoint endpoint, InstantSource clock) {
    return new UsedTerms(endpoint, clock);
  }

  @Bean
  SparqlPages sparqlPages(
      SparqlEndpoint endpoint,
      Pages pages,
      Page.Portal portal,
      DatasetStore store,
      Vocabularies vocabularies,
      Addresses addresses) {
    var links = new ResultLinks(store, vocabularies, addresses);
    return new SparqlPages(endpoint, pages, portal, links);
  }

  @Bean
  FilterRegistrationBean<Gate> gate(
      Accounts accounts,
      Attempts attempts,
      Sessions sessions,
      Throttle throttle,
      ProblemWriter problems,
      Addresses addresses,
      Replication replication,
      @Value("${allmende.metrics-token:}") String metricsToken,
      @Value("${allmende.replication-token:}") String replicationToken) {
    var watchers = new Watchers(metricsToken);
    var nodes = new Nodes(replicationToken, replication::role);
    var registration =
        new FilterRegistrationBean<>(
            new Gate(
                accounts,
                attempts,
                sessions,
                watchers,
                nodes,
                throttle,
                problems,
                addresses.base()));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  Throttle throttle(
      InstantSource clock,
      @Value("${allmende.requests-per-minute:}") String requests,
      @Value("${allmende.uploads-per-hour:}") String uploads) {
    Throttle.Limits usual = Throttle.Limits.USUAL;
    return new Throttle(
        clock,
        new Throttle.Limits(
            number(requests, usual.requestsPerMinute()), number(uploads, usual.uploadsPerHour())));
  }

  private static int number(String said, int usual) {
    return said.isBlank() ? usual : Integer.parseInt(said.strip());
  }

  @Bean
  Visible visible(Browsing browsing) {
    return new Visible(browsing);
  }

  @Bean
  Freshness freshness(SearchIndex index, SparqlEndpoint endpoint) {
    return new Freshness(index, endpoint);
  }

  @Bean
  DatasetDocument datasetDocument(Browsing browsing, Addresses addresses, Pages pages) {
    return new DatasetDocument(browsing, addresses, pages);
  }

  @Bean
  Describing describing(DatasetStore store, Addresses addresses) {
    return new Describing(store, addresses);
  }

  @Bean
  Chronicle chronicle(DatasetStore store) {
    return new Chronicle(store);
  }

  @Bean
  Listing listing(
      DatasetStore store, Chronicle chronicle, Describing describing, Addresses addresses) {
    return new Listing(store, chronicle, describing, addresses);
  }

  @Bean
  CkanPackages ckanPackages(
      Browsing browsing, Tenants tenants, Concepts concepts, Addresses addresses) {
    return new CkanPackages(browsing, tenants, concepts, addresses);
  }

  @Bean
  CkanSearch ckanSearch(
      SearchIndex index, Chronicle chronicle, Tenants tenants, CkanPackages packages, Hits hits) {
    return new CkanSearch(index, chronicle, tenants, packages, hits);
  }

  @Bean
  CkanLists ckanLists(
      Tenants tenants,
      DatasetStore store,
      SearchIndex index,
      SparqlEndpoint endpoint,
      CkanPackages packages,
      CkanSearch search,
      Concepts concepts) {
    return new CkanLists(tenants, store, index, endpoint, packages, search, concepts);
  }

  @Bean
  CkanRows ckanRows(
      CkanPackages packages, DatasetTables tables, RowEngine rows, Addresses addresses) {
    return new CkanRows(packages, tables, rows, addresses.base());
  }

  @Bean
  UploadLimit uploadLimit(@Value("${allmende.max-upload:2GB}") DataSize maxUpload) {
    return new UploadLimit(maxUpload.toBytes());
  }

  @Bean
  MultipartConfigElement multipart(UploadLimit limit) {
    long most = limit.bytes();
    long withTheRest = most + BESIDE_FILES.toBytes();
    return new MultipartConfigElement("", most, withTheRest, (int) IN_MEMORY.toBytes());
  }

  /// Parts are read when a handler asks for them: not before whoever sends them may do so.
  @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
  MultipartResolver multipartResolver() {
    var resolver = new StandardServletMultipartResolver();
    resolver.setResolveLazily(true);
    return resolver;
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> limits(
      @Value("${allmende.proxies:}") String proxies) {
    return factory -> {
      if (!proxies.isBlank()) {
        factory.addEngineValves(new Proxies(proxies));
      }
      factory.addEngineValves(new Pace());
      factory.setServerHeader("");
      factory.setCompression(compression());
      factory.addConnectorCustomizers(connector -> {
        connector.setProperty("maxThreads", Integer.toString(Places.THREADS));
        connector.setProperty("connectionTimeout", Long.toString(SILENCE.toMillis()));
        connector.setProperty("keepAliveTimeout", Long.toString(KEPT.toMillis()));
        connector.setProperty("maxSwallowSize", "0"); // Pace has done that before
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(MAX_HEADERS));
        connector.setMaxPartCount(MAX_PARTS);
        connector.setMaxPartHeaderSize(MAX_PART_HEADERS);
        connector.setMaxParameterCount(MAX_PARAMETERS);
      });
    };
  }

  private static Compression compression() {
    var compression = new Compression();
    compression.setEnabled(true);
    compression.setMinResponseSize(DataSize.ofKilobytes(2));
    compression.setMimeTypes(
        new String[] {
          "text/html",
          "text/turtle",
          "text/csv",
          "text/tab-separated-values",
          "application/json",
          "application/ld+json",
          "application/geo+json",
          "application/rdf+xml",
          "application/n-triples",
          "application/atom+xml",
          "application/feed+json",
          "application/xml",
          "text/xml",
          "application/sparql-results+json",
          "application/sparql-results+xml",
          "application/problem+json"
        });
    return compression;
  }
}
