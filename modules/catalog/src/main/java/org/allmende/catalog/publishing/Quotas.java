package org.allmende.catalog.publishing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// How much each tenant may keep: datasets, drafts included, and the bytes of their files, earlier
/// versions included, each file once. What is there is counted anew after a minute; what comes
/// meanwhile is added to it.
public final class Quotas {

  /// No tenant is bounded.
  public static final Quotas NONE = new Quotas(Bounds.NONE, null, InstantSource.system());

  private static final Duration COUNTED = Duration.ofMinutes(1);
  private static final long MEGABYTE = 1_000_000;

  private final Bounds bounds;
  private final @Nullable DatasetStore store;
  private final InstantSource clock;
  private final Map<String, Used> used = new HashMap<>();

  /// What every tenant may keep at most.
  ///
  /// @param datasets at most; 0 for no bound
  /// @param bytes at most; 0 for no bound
  public record Bounds(long datasets, long bytes) {

    /// No bound.
    public static final Bounds NONE = new Bounds(0, 0);
  }

  private record Used(long datasets, long bytes, Instant counted) {

    Used and(long more, long moreBytes) {
      return new Used(datasets + more, bytes + moreBytes, counted);
    }
  }

  public Quotas(Bounds bounds, @Nullable DatasetStore store, InstantSource clock) {
    this.bounds = bounds;
    this.store = store;
    this.clock = clock;
  }

  /// Takes room, or says why there is none.
  ///
  /// @param datasets that are new
  /// @param bytes of files that are new
  public synchronized Optional<Finding> take(String tenant, long datasets, long bytes) {
    if (store == null || bounds.equals(Bounds.NONE)) {
      return Optional.empty();
    }
    Used before = used(tenant, store);
    Used after = before.and(datasets, bytes);
    if (datasets > 0 && bounds.datasets() > 0 && after.datasets() > bounds.datasets()) {
      return Optional.of(datasets(before));
    }
    if (bytes > 0 && bounds.bytes() > 0 && after.bytes() > bounds.bytes()) {
      return Optional.of(bytes(before, bytes));
    }
    used.put(tenant, after);
    return Optional.empty();
  }

  private Used used(String tenant, DatasetStore counted) {
    Instant now = clock.instant();
    Used known = used.get(tenant);
    if (known != null && known.counted().plus(COUNTED).isAfter(now)) {
      return known;
    }
    long datasets = 0;
    for (State state : List.of(State.PUBLISHED, State.DRAFT)) {
      datasets += counted.ids(tenant, state).size();
    }
    return new Used(datasets, bounds.bytes() == 0 ? 0 : bytes(tenant, counted), now);
  }

  private static long bytes(String tenant, DatasetStore counted) {
    var files = new HashMap<Sha256, Long>();
    var versioned = new ArrayList<DatasetId>();
    counted.notes(
        tenant,
        (id, written) -> {
          Notes notes = Notes.read(written);
          notes.files().forEach(file -> files.put(file.sha256(), file.size()));
          if (notes.version() > 1) {
            versioned.add(id);
          }
        });
    for (DatasetId id : versioned) {
      counted
          .find(id)
          .ifPresent(stored ->
              stored
                  .entry()
                  .earlier()
                  .forEach(version ->
                      version.files().forEach(file -> files.put(file.sha256(), file.size()))));
    }
    return files.values().stream().mapToLong(size -> size).sum();
  }

  private Finding datasets(Used now) {
    return finding(
        "quota-datasets",
        new Text(
            "Es sind schon " + now.datasets() + " von " + bounds.datasets() + " Datensätzen hier.",
            now.datasets() + " of " + bounds.datasets() + " datasets are here already."),
        new Text(
            "Ziehen Sie zurück, was niemand mehr braucht, oder bitten Sie den Betreiber um mehr Platz.",
            "Withdraw what nobody needs any more, or ask the operator for more room."));
  }

  private Finding bytes(Used now, long more) {
    String there = megabytes(now.bytes());
    String allowed = megabytes(bounds.bytes());
    String coming = megabytes(more);
    return finding(
        "quota-files",
        new Text(
            "Die Dateien belegen schon "
                + there
                + " von "
                + allowed
                + " MB, und "
                + coming
                + " MB kämen dazu.",
            "Files take "
                + there
                + " of "
                + allowed
                + " MB already, and "
                + coming
                + " MB would be added."),
        new Text(
            "Entfernen Sie frühere Versionen oder Datensätze, die niemand mehr braucht, oder bitten Sie den Betreiber um mehr Platz.",
            "Remove earlier versions or datasets that nobody needs any more, or ask the operator for more room."));
  }

  private static String megabytes(long bytes) {
    return Long.toString((bytes + MEGABYTE - 1) / MEGABYTE);
  }

  private static Finding finding(String code, Text says, Text advice) {
    return new Finding(code, Severity.BLOCKING, Finding.Place.WHOLE, says, advice);
  }
}
