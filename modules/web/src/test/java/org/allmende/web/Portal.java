package org.allmende.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.allmende.catalog.Accounts;
import org.allmende.catalog.SearchIndex;
import org.allmende.catalog.SparqlEndpoint;
import org.allmende.model.Addresses;
import org.allmende.model.Tenant;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The whole of this module on a real port, over ports that are kept in memory.
final class Portal {

  static final String BASE = "https://daten.example.org";
  static final String OPERATOR = "allmende_operator";
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

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
            "allmende.max-upload", "1MB"));
    context = application.run();
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /// Started once for all tests.
  static Portal shared() {
    return SHARED;
  }

  <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  URI uri(String path) {
    return URI.create(address + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
    SparqlEndpoint endpoint() {
      return new CannedSparql();
    }

    @Bean
    Accounts accounts(InstantSource clock) {
      var store = new MemoryAccounts();
      store.put(new Tenant("weidenstedt", "Stadt Weidenstedt", null, null, null, null));
      store.put(new Tenant("hohenlinde", "Gemeinde Hohenlinde", null, null, null, null));
      return new Accounts(store, clock, OPERATOR);
    }
  }
}
