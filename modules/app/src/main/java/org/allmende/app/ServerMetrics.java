package org.allmende.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.store.Projection;
import org.allmende.model.State;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.http.Trouble;

/// What an operator watches besides requests and memory: how far search and SPARQL are behind the
/// store, what waits, how everything grows, and what the guards turn away.
final class ServerMetrics implements MeterBinder {

  /// What takes long to find out is known so long.
  private static final Duration KNOWN = Duration.ofMinutes(1);

  private final Installation installation;
  private final Node node;
  private final HarvestQueue harvests;
  private final ProblemWriter problems;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Instant since, long value) {}

  ServerMetrics(
      Installation installation, Node node, HarvestQueue harvests, ProblemWriter problems) {
    this.installation = installation;
    this.node = node;
    this.harvests = harvests;
    this.problems = problems;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    lag(registry, installation.search());
    lag(registry, installation.sparql());
    gauge(registry, "allmende.store.change", "number of the last change", _ -> change());
    gauge(
        registry,
        "allmende.writes.waiting",
        "writes that wait for their turn",
        one -> one.directory().waitingWrites());
    gauge(
        registry,
        "allmende.harvests.underway",
        "sources that are read or wait to be",
        _ -> harvests.size());
    replication(registry);
    files(registry);
    store(registry);
    for (State state : State.values()) {
      Gauge.builder("allmende.datasets", installation, _ -> datasets(state))
          .description("datasets by state")
          .tag("state", state.code())
          .register(registry);
    }
    for (String part :
        new String[] {"store", "files", "fetched", "index", "columns", "tables", "derived"}) {
      Gauge.builder("allmende.data.size", installation, _ -> size(part))
          .description("bytes on the disk")
          .baseUnit(BaseUnits.BYTES)
          .tag("part", part)
          .register(registry);
    }
    Gauge.builder("allmende.disk.free", installation, _ -> free())
        .description("bytes that are free where the data lie")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    for (Trouble kind : Trouble.values()) {
      FunctionCounter.builder("allmende.problems", problems, told -> told.told(kind))
          .description("requests that were not answered as asked, by the kind of problem")
          .tag("kind", kind.code())
          .register(registry);
    }
  }

  private void replication(MeterRegistry registry) {
    Gauge.builder("allmende.replication.lag", node, ServerMetrics::lag)
        .description("how old what this node shows may be; 0 where it follows no other")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("allmende.replication.behind", node, ServerMetrics::behind)
        .description("transactions that the node it follows has and this one has not")
        .register(registry);
    Gauge.builder("allmende.replication.writes", node, one -> one.writes() ? 1 : 0)
        .description("1 on the node that writes, 0 on others")
        .register(registry);
    gauge(
        registry,
        "allmende.replication.epoch",
        "how often another node has taken over",
        one -> one.directory().replication().position().epoch());
    gauge(
        registry,
        "allmende.replication.transaction",
        "number of the last transaction",
        one -> one.directory().replication().position().number());
  }

  private void files(MeterRegistry registry) {
    FunctionCounter.builder(
            "allmende.files.requests", installation, one -> one.directory().fileTraffic().asked())
        .description("requests to the store that files are kept in; 0 where that is a folder")
        .register(registry);
    FunctionCounter.builder(
            "allmende.files.failures", installation, one -> one.directory().fileTraffic().failed())
        .description("requests that it has not answered in several tries")
        .register(registry);
    gauge(
        registry,
        "allmende.files.away",
        "1 while the store that files are kept in does not answer",
        one -> one.directory().fileTraffic().away() ? 1 : 0);
  }

  private void store(MeterRegistry registry) {
    gauge(
        registry,
        "allmende.store.away",
        "1 while the store that several nodes share does not answer",
        one -> one.directory().isStoreAway() ? 1 : 0);
  }

  private static double lag(Node node) {
    return node.health().map(one -> one.lag().toMillis() / 1_000.0).orElse(0.0);
  }

  private static double behind(Node node) {
    return node.health().map(Following.Health::behind).orElse(0L);
  }

  private long change() {
    return installation.directory().datasets().change();
  }

  private void lag(MeterRegistry registry, Projection projection) {
    Gauge.builder(
            "allmende.projection.lag", projection, one -> Math.max(0, change() - one.position()))
        .description("changes that this way to ask does not show yet")
        .tag("projection", projection.name())
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String says, ToLongFunction<Installation> value) {
    Gauge.builder(name, installation, value::applyAsLong).description(says).register(registry);
  }

  private long datasets(State state) {
    return known(
        "datasets " + state.name().toLowerCase(Locale.ROOT),
        () -> installation.directory().datasets().ids(null, state).size());
  }

  private long size(String part) {
    return known(part, () -> installation.directory().bytes(part));
  }

  private double free() {
    try {
      return Files.getFileStore(installation.directory().path()).getUsableSpace();
    } catch (IOException _) {
      return Double.NaN;
    }
  }

  private interface Measure {
    long get() throws IOException;
  }

  private long known(String name, Measure measure) {
    Instant now = installation.clock().instant();
    Known last = known.get(name);
    if (last != null && now.isBefore(last.since().plus(KNOWN))) {
      return last.value();
    }
    try {
      long value = measure.get();
      known.put(name, new Known(now, value));
      return value;
    } catch (IOException | UncheckedIOException _) {
      return last == null ? 0 : last.value();
    }
  }
}
