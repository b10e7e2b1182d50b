package org.allmende.catalog.harvest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;

/// What a tenant has from its sources, as the notes of its datasets say, when a run begins.
final class HarvestKnown {

  private final Map<String, Held> held = new HashMap<>();
  private final Map<String, DatasetId> aliases = new HashMap<>();

  /// What the source of this run has given before.
  ///
  /// @param alias of its identifier and publisher
  /// @param settled whether an equal hash means that there is nothing to do
  record Held(DatasetId dataset, String hash, String alias, boolean settled, boolean gone) {
    boolean isSettledAs(String now) {
      return settled && hash.equals(now);
    }
  }

  HarvestKnown(DatasetStore store, Source source) {
    store.notes(
        source.tenant(),
        (dataset, json) ->
            Notes.read(json)
                .origins()
                .forEach(o -> {
                  if (o.source().equals(source.name())) {
                    held.put(
                        o.id(),
                        new Held(dataset, o.hash(), o.alias(), o.shown() && !o.gone(), o.gone()));
                  } else if (!o.alias().isEmpty() && !o.gone()) {
                    aliases.putIfAbsent(o.alias(), dataset);
                  }
                }));
  }

  Optional<Held> held(String id) {
    return Optional.ofNullable(held.get(id));
  }

  /// The dataset that another source gives by the same identifier and publisher.
  Optional<DatasetId> ofAlias(String alias) {
    return alias.isEmpty() ? Optional.empty() : Optional.ofNullable(aliases.get(alias));
  }

  /// The ids of what the source has given and not taken back.
  Collection<String> ids() {
    return held.entrySet().stream()
        .filter(one -> !one.getValue().gone())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
