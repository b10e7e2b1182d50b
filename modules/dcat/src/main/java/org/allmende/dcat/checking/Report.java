package org.allmende.dcat.checking;

import java.util.List;
import org.allmende.model.Finding;
import org.allmende.model.Severity;

/// What a check found: missing mandatory fields first.
///
/// @param findings the worst first
public record Report(List<Finding> findings) {

  public Report {
    findings = List.copyOf(findings);
  }

  /// Whether nothing mandatory is missing or wrong.
  public boolean conforms() {
    return findings.stream().noneMatch(Finding::blocks);
  }

  /// The same with nothing that blocks: for what others have published, which is taken in with all
  /// its faults.
  public Report asWarnings() {
    return new Report(
        findings.stream()
            .map(f ->
                f.blocks()
                    ? new Finding(f.code(), Severity.WARNING, f.place(), f.message(), f.advice())
                    : f)
            .toList());
  }
}
