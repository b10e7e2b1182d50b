package org.allmende.sparql;

import java.io.IOException;
import org.allmende.model.Text;

/// An answer that had already begun came to a limit. What was written does not parse as a whole.
public final class AnswerCutOff extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Text why;

  AnswerCutOff(Text why, Throwable cause) {
    super(why.en(), cause);
    this.why = why;
  }

  /// Which limit it was.
  public Text why() {
    return why;
  }
}
