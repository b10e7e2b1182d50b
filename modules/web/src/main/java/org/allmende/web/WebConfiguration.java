package org.allmende.web;

import jakarta.servlet.MultipartConfigElement;
import java.time.InstantSource;
import org.allmende.catalog.Accounts;
import org.allmende.catalog.SparqlEndpoint;
import org.allmende.model.Addresses;
import org.allmende.web.page.Page;
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

/// Wires what speaks HTTP. Whoever imports this provides the use cases and ports, the [Addresses]
/// and a clock.
@Configuration(proxyBeanMethods = false)
@Import({
  AssetsController.class,
  FailureController.class,
  HomeController.class,
  ProblemAdvice.class,
  ProblemsController.class,
  ResultsController.class,
  SearchController.class,
  SparqlController.class
})
public class WebConfiguration {

  private static final int MAX_HEADERS = 32 * 1024;
  private static final int MAX_PARTS = 64;
  private static final int MAX_PARAMETERS = 1000;
  private static final DataSize IN_MEMORY = DataSize.ofKilobytes(64);

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
  Pages pages(Page.Portal portal, Assets assets, Accounts accounts, InstantSource clock) {
    return new Pages(portal, assets, accounts, clock.millis());
  }

  @Bean
  Hits hits(Accounts accounts) {
    return new Hits(accounts);
  }

  @Bean
  ProblemWriter problemWriter(Pages pages, Page.Portal portal) {
    return new ProblemWriter(pages, portal);
  }

  @Bean
  Attempts attempts(InstantSource clock) {
    return new Attempts(clock);
  }

  @Bean
  SparqlPages sparqlPages(SparqlEndpoint endpoint, Pages pages, Page.Portal portal) {
    return new SparqlPages(endpoint, pages, portal);
  }

  @Bean
  FilterRegistrationBean<Gate> gate(
      Accounts accounts, Attempts attempts, ProblemWriter problems, Addresses addresses) {
    var registration =
        new FilterRegistrationBean<>(new Gate(accounts, attempts, problems, addresses.base()));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  MultipartConfigElement multipart(@Value("${allmende.max-upload:2GB}") DataSize maxUpload) {
    long most = maxUpload.toBytes();
    return new MultipartConfigElement("", most, most, (int) IN_MEMORY.toBytes());
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> limits() {
    return factory -> {
      factory.setServerHeader("");
      factory.setCompression(compression());
      factory.addConnectorCustomizers(connector -> {
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(MAX_HEADERS));
        connector.setMaxPartCount(MAX_PARTS);
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
          "application/rdf+xml",
          "application/n-triples",
          "application/sparql-results+json",
          "application/sparql-results+xml",
          "application/problem+json"
        });
    return compression;
  }
}
