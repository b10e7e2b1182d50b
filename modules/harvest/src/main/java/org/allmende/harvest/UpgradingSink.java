package org.allmende.harvest;

import java.util.ArrayList;
import org.allmende.catalog.Catalogues;
import org.allmende.catalog.SourceRecord;
import org.allmende.dcat.Upgrade;
import org.allmende.model.Finding;
import org.allmende.vocabulary.Vocabularies;

/// Brings every record to DCAT-AP.de 3.0 on its way in.
final class UpgradingSink implements Catalogues.Sink {

  private final Upgrade upgrade = new Upgrade(Vocabularies.shipped());
  private final Catalogues.Sink sink;

  UpgradingSink(Catalogues.Sink sink) {
    this.sink = sink;
  }

  private SourceRecord upgraded(SourceRecord record) {
    var upgraded = upgrade.upgrade(record.graph(), record.uri());
    var findings = new ArrayList<>(record.findings());
    findings.addAll(upgraded.findings());
    return new SourceRecord(record.id(), record.uri(), upgraded.graph(), findings);
  }

  @Override
  public void record(SourceRecord record) {
    sink.record(upgraded(record));
  }

  @Override
  public void doubtful(SourceRecord record) {
    sink.doubtful(upgraded(record));
  }

  @Override
  public void deleted(String id) {
    sink.deleted(id);
  }

  @Override
  public void lost(String id, Finding finding) {
    sink.lost(id, finding);
  }

  @Override
  public void finding(Finding finding) {
    sink.finding(finding);
  }

  @Override
  public void complete(long total) {
    sink.complete(total);
  }
}
