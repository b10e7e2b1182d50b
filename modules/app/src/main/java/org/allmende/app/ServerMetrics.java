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
  private final HarvestQueue harvests;
  private final ProblemWriter problems;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Instant since, long value) {}

  ServerMetrics(Installation installation, HarvestQueue harvests, ProblemWriter problems) {
    this.installation = installation;
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
    for (State state : State.values()) {
      Gauge.builder("allmende.datasets", installation, _ -> datasets(state))
          .description("datasets by state")
          .tag("state", state.code())
          .register(registry);
    }
    for (String part : new String[] {"store", "files", "index", "columns", "tables", "derived"}) {
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
