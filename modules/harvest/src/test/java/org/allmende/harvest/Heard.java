package org.allmende.harvest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.model.Finding;

/// Remembers what a catalogue gave.
final class Heard implements Catalogues.Sink {

  final Map<String, SourceRecord> records = new LinkedHashMap<>();
  final List<String> deleted = new ArrayList<>();
  final Map<String, Finding> lost = new LinkedHashMap<>();
  final List<String> findings = new ArrayList<>();
  long total = Long.MIN_VALUE;

  SourceRecord record(String id) {
    return Objects.requireNonNull(records.get(id), id);
  }

  boolean isComplete() {
    return total != Long.MIN_VALUE;
  }

  @Override
  public void record(SourceRecord record) {
    records.put(record.id(), record);
  }

  @Override
  public void deleted(String id) {
    deleted.add(id);
  }

  @Override
  public void lost(String id, Finding finding) {
    lost.put(id, finding);
  }

  @Override
  public void finding(Finding finding) {
    findings.add(finding.code());
  }

  @Override
  public void complete(long said) {
    total = said;
  }
}
