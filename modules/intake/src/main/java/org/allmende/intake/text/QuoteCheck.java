package org.allmende.intake.text;

/// Looks at the quotes of a record, line by line, to tell what a strict parser would make of it.
final class QuoteCheck {

  /// What a strict parser may be given.
  enum Verdict {
    /// It reads this as it is meant.
    CLEAN,
    /// A cell is still open at the line's end.
    OPEN,
    /// It would read something else, or nothing.
    ODD
  }

  private enum State {
    START,
    PLAIN,
    QUOTED,
    AFTER
  }

  private final Separation separation;
  private State state = State.START;
  private boolean odd;
  private boolean broken;
  private boolean stray;
  private int quoted;

  QuoteCheck(Separation separation) {
    this.separation = separation;
  }

  void restart() {
    state = State.START;
    odd = false;
    broken = false;
    stray = false;
    quoted = 0;
  }

  /// Number of enclosed cells since the record's start.
  int quoted() {
    return quoted;
  }

  /// Whether a quote stands inside a cell that is not enclosed.
  boolean stray() {
    return stray;
  }

  /// Whether an enclosed cell is followed by text, so that no later line can mend it.
  boolean broken() {
    return broken;
  }

  /// Goes on through the next line of the record.
  Verdict line(String line) {
    return line(line, 0);
  }

  /// Goes on from a place in the line before which there is no quote.
  Verdict line(String line, int from) {
    for (int i = from; i < line.length() && !broken; i++) {
      i = step(line, i);
    }
    if (state == State.QUOTED && !broken) {
      return Verdict.OPEN;
    }
    return odd || broken ? Verdict.ODD : Verdict.CLEAN;
  }

  private int step(String line, int i) {
    char c = line.charAt(i);
    switch (state) {
      case START -> {
        if (c == separation.quote()) {
          state = State.QUOTED;
          quoted++;
        } else if (c != separation.delimiter() && !separation.blank(c)) {
          state = State.PLAIN;
        } else if (c != separation.delimiter()) {
          odd |= opens(line, i);
        }
      }
      case PLAIN -> {
        if (c == separation.delimiter()) {
          state = State.START;
        } else if (c == separation.quote()) {
          stray = true;
        }
      }
      case QUOTED -> {
        return quotedStep(line, i, c);
      }
      case AFTER -> {
        if (c == separation.delimiter()) {
          state = State.START;
        } else if (!separation.blank(c)) {
          broken = true;
        }
      }
    }
    return i;
  }

  private int quotedStep(String line, int i, char c) {
    if (c == '\\' && separation.backslash()) {
      odd = true;
      return i + 1;
    }
    if (c != separation.quote()) {
      return i;
    }
    if (i + 1 < line.length() && line.charAt(i + 1) == c) {
      return i + 1;
    }
    state = State.AFTER;
    return i;
  }

  private boolean opens(String line, int i) {
    int at = i;
    while (at < line.length() && separation.blank(line.charAt(at))) {
      at++;
    }
    return at < line.length() && line.charAt(at) == separation.quote();
  }
}
