package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.List;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// What was noticed while tabular data were processed. Errors are findings that block. What is an
/// error to a validator is a warning to a converter, which goes on.
public final class Report {

  private static final int MOST = 2_000;
  private static final int LONGEST_VALUE = 200;

  private final boolean validating;
  private final List<Finding> findings = new ArrayList<>();
  private boolean errors;
  private long unlisted;

  Report(boolean validating) {
    this.validating = validating;
  }

  /// The first findings, in the order in which they were met.
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// How many more there are than are listed.
  public long unlisted() {
    return unlisted;
  }

  /// Whether the data or their metadata are not what they should be.
  public boolean hasErrors() {
    return errors;
  }

  boolean validating() {
    return validating;
  }

  void warn(Issue issue, Place place, Text detail) {
    add(issue, Severity.WARNING, place, detail);
  }

  /// Something that validators have to call an error.
  void invalid(Issue issue, Place place, Text detail) {
    add(issue, validating ? Severity.BLOCKING : Severity.WARNING, place, detail);
  }

  void stopped(InvalidMetadata why) {
    add(why.issue(), Severity.BLOCKING, why.place(), why.reason());
  }

  private void add(Issue issue, Severity severity, Place place, Text detail) {
    errors |= severity == Severity.BLOCKING;
    if (findings.size() < MOST) {
      findings.add(
          issue.at(
              severity,
              new Place(place.line(), place.column(), shortened(place.value())),
              new Text(shortened(detail.de()), shortened(detail.en()))));
    } else {
      unlisted++;
    }
  }

  private static String shortened(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
