package org.allmende.web;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.HarvestJournal;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceStore;
import org.allmende.catalog.harvest.Tape;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.model.Text;
import org.allmende.vocabulary.Vocabularies;

/// Sources are entered in memory; no run is ever made over one, and loopback is refused.
final class NoSources implements SourceStore, HarvestJournal, Catalogues {

  private final List<Source> sources = new ArrayList<>();

  private NoSources() {}

  static Harvesting harvesting(DatasetStore store, Tenants tenants, InstantSource clock) {
    var none = new NoSources();
    return new Harvesting(
        none,
        none,
        none,
        () -> new Upgrade(Vocabularies.shipped()),
        store,
        new DatasetLocks(),
        tenants,
        clock);
  }

  @Override
  public synchronized List<Source> sources() {
    return List.copyOf(sources);
  }

  @Override
  public synchronized void put(Source source) {
    remove(source.tenant(), source.name());
    sources.add(source);
  }

  @Override
  public synchronized boolean remove(String tenant, String name) {
    return sources.removeIf(s -> s.tenant().equals(tenant) && s.name().equals(name));
  }

  @Override
  public Recording begin(Source source) throws IOException {
    throw new IOException("no run here");
  }

  @Override
  public List<Harvest> runs(Source source) {
    return List.of();
  }

  @Override
  public Optional<Tape> tape(Source source, int run) {
    return Optional.empty();
  }

  @Override
  public boolean log(Source source, int run, Consumer<Harvest.Line> each) {
    return false;
  }

  @Override
  public void forget(Source source) {
    // There is nothing to forget.
  }

  @Override
  public void requireAllowed(URI address) throws SourceFailed {
    if ("127.0.0.1".equals(address.getHost())) {
      throw SourceFailed.because("harvest-address", Text.same("no"), Text.same("no"));
    }
  }

  @Override
  public void read(Source source, Tape tape, Sink sink) throws IOException {
    throw new IOException("no network here");
  }
}
