package org.allmende.store;

import java.util.List;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// What [Doctor] has found in a data directory.
///
/// @param checks in the order in which they were made; those that an earlier finding made
///   impossible are missing
public record Examination(List<Check> checks) {

  public Examination {
    checks = List.copyOf(checks);
  }

  /// One thing that was looked at.
  ///
  /// @param code kebab-case, stable
  /// @param about what was looked at
  /// @param findings what is not as it should be, the first few
  /// @param more how many further findings there are
  public record Check(String code, Text about, List<Finding> findings, long more) {

    public Check {
      findings = List.copyOf(findings);
    }

    public boolean ok() {
      return findings.isEmpty();
    }
  }

  /// All findings, in order.
  public List<Finding> findings() {
    return checks.stream().flatMap(c -> c.findings().stream()).toList();
  }

  /// Whether there is nothing that an operator has to do something about.
  public boolean healthy() {
    return findings().stream().allMatch(f -> f.severity() == Severity.INFO);
  }
}
