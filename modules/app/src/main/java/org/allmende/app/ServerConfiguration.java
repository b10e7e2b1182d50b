package org.allmende.app;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Set;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.erasing.Erasure;
import org.allmende.catalog.feedback.Feedback;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.nodes.Everywhere;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.RemoteFiles;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Trail;
import org.allmende.dcat.checking.Checker;
import org.allmende.harvest.NetworkFiles;
import org.allmende.harvest.NetworkNodes;
import org.allmende.model.Addresses;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.WebConfiguration;
import org.allmende.web.frame.ProblemWriter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Hands the use cases of an open installation to what speaks HTTP.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebConfiguration.class)
class ServerConfiguration {

  @Bean
  Addresses addresses(Installation installation) {
    return installation.addresses();
  }

  @Bean
  InstantSource clock(Installation installation) {
    return installation.clock();
  }

  @Bean(destroyMethod = "")
  Vocabularies vocabularies(Installation installation) {
    return installation.vocabularies();
  }

  @Bean(destroyMethod = "")
  DatasetStore datasets(Installation installation) {
    return installation.directory().datasets();
  }

  @Bean
  FileStore files(Installation installation) {
    return installation.directory().files();
  }

  /// Whoever may hand in files may name addresses; hosts of the inner network are for sources only.
  @Bean
  RemoteFiles remoteFiles(Installation installation) {
    return new NetworkFiles(Set.of(), installation.directory().files());
  }

  @Bean(destroyMethod = "")
  SearchIndex search(Installation installation) {
    return installation.search();
  }

  /// Hosts of the inner network may be nodes where sources may be on them.
  @Bean
  Everywhere everywhere(Installation installation) {
    return new Everywhere(
        installation.search(),
        Settings.nodes(),
        new NetworkNodes(Settings.harvestAllow()),
        installation.clock());
  }

  @Bean(destroyMethod = "")
  RowEngine rows(Installation installation) {
    return installation.tables();
  }

  @Bean(destroyMethod = "")
  SparqlEndpoint sparql(Installation installation) {
    return installation.sparql();
  }

  @Bean
  Accounts accounts(Installation installation) {
    return installation.accounts();
  }

  @Bean
  Persons persons(Installation installation) {
    return installation.persons();
  }

  @Bean
  Trail trail(Installation installation) {
    return installation.directory().trail();
  }

  @Bean
  Tenants tenants(Installation installation) {
    return installation.tenants();
  }

  @Bean
  Erasure erasure(Installation installation) {
    return new ErasingSoon(installation);
  }

  @Bean
  Publishing publishing(Installation installation) {
    return installation.publishing();
  }

  @Bean
  Harvesting harvesting(Installation installation) {
    return installation.harvesting();
  }

  @Bean
  HarvestQueue harvests(Harvesting harvesting) {
    return new HarvestQueue(harvesting);
  }

  @Bean
  Replication replication(Installation installation) {
    return installation.directory().replication();
  }

  @Bean
  HealthIndicator nodeHealthIndicator(
      Installation installation, Node node, Replication replication) {
    return new NodeHealth(node, replication, installation.directory()::isStoreAway);
  }

  @Bean
  MeterBinder metrics(
      Installation installation, Node node, HarvestQueue harvests, ProblemWriter problems) {
    return new ServerMetrics(installation, node, harvests, problems);
  }

  @Bean
  KnownLinks links(Installation installation) {
    return installation.links();
  }

  @Bean
  Browsing browsing(Installation installation) {
    return installation.browsing();
  }

  @Bean
  Assessing assessing(Installation installation) {
    return installation.assessing();
  }

  @Bean
  Feedback feedback(Installation installation) {
    return installation.feedback();
  }

  @Bean
  Checker checker(Installation installation) {
    return installation.checker();
  }
}
