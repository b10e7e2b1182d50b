package org.allmende.catalog.harvest;

import java.util.ArrayList;
import java.util.List;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.model.Finding;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;

/// A record of a source as it arrives here: compared with what the source gave last time, and
/// brought to today's rules unless it is the same.
///
/// @param hash of the record as it came and of the rules it was upgraded by
/// @param alias of its identifier and publisher
/// @param graph after the upgrade, without blank nodes; null when it is what it was last time
/// @param findings what was noticed about it
record HarvestArrival(
    String id,
    String uri,
    String hash,
    String alias,
    @Nullable Graph graph,
    List<Finding> findings) {

  HarvestArrival {
    findings = List.copyOf(findings);
  }

  /// Works out of a record what can be without the store; safe from any thread.
  static HarvestArrival of(SourceRecord record, HarvestKnown known, Upgrade upgrade) {
    Graph came = Skolem.named(record.graph(), record.uri());
    String hash = Fingerprint.of(came, upgrade.rules());
    var held = known.held(record.id()).filter(before -> before.isSettledAs(hash));
    if (held.isPresent()) {
      return new HarvestArrival(
          record.id(), record.uri(), hash, held.get().alias(), null, record.findings());
    }
    var upgraded = upgrade.upgrade(came, record.uri());
    var findings = new ArrayList<>(record.findings());
    findings.addAll(upgraded.findings());
    return new HarvestArrival(
        record.id(),
        record.uri(),
        hash,
        Fingerprint.alias(upgraded.graph(), record.uri()),
        upgraded.graph(),
        findings);
  }
}
