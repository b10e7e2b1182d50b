package org.allmende.intake.csvw;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What texts of a column look like. An expression comes from outside and may take for ever: after
/// a number of steps a text counts as one that does not match.
record RegularExpression(Pattern pattern) implements CellFormat {

  private static final int LONGEST = 1_000;
  private static final int MOST_STEPS = 200_000;

  static Optional<CellFormat> of(String format) {
    if (format.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RegularExpression(Pattern.compile(format)));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> lexical(String cell) {
    try {
      return cell.length() <= LONGEST && pattern.matcher(new Bounded(cell)).matches()
          ? Optional.of(cell)
          : Optional.empty();
    } catch (TooManySteps e) {
      return Optional.empty();
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /// A text that can be looked at only so often.
  private static final class Bounded implements CharSequence {

    private final String text;
    private int steps;

    Bounded(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
