package org.allmende.catalog.harvest;

import java.io.IOException;
import java.time.Duration;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// A source cannot be read, or not to its end. Nothing is deleted because of it.
public final class SourceFailed extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Finding finding;
  private final boolean temporary;
  private final Duration pause;

  /// @param temporary whether it may work later, unchanged
  public SourceFailed(Finding finding, boolean temporary) {
    this(finding, temporary, Duration.ZERO);
  }

  /// A source that may work later.
  ///
  /// @param pause how long it asks to be left alone
  public SourceFailed(Finding finding, Duration pause) {
    this(finding, true, pause);
  }

  private SourceFailed(Finding finding, boolean temporary, Duration pause) {
    super(finding.message().en());
    this.finding = finding;
    this.temporary = temporary;
    this.pause = pause;
  }

  /// A source that gives something else than it should.
  public static SourceFailed because(String code, Text message, Text advice) {
    return new SourceFailed(
        new Finding(code, Severity.BLOCKING, Finding.Place.WHOLE, message, advice), false);
  }

  /// Says to the operator what is the matter.
  public Finding finding() {
    return finding;
  }

  public boolean isTemporary() {
    return temporary;
  }

  /// How long the source asks to be left alone; zero where it does not ask.
  public Duration pause() {
    return pause;
  }
}
