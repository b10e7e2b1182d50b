package org.allmende.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads years out of titles: `2019`, `seit 1992`, `2010 bis 2015`, `2010-2015`.
final class DatedText {

  static final int OPEN_START = 0;
  static final int OPEN_END = 9999;

  private static final int MOST = 10;
  private static final Pattern TOLD =
      Pattern.compile(
          "(?iu)(?:\\b(seit|ab|since)\\s+)?(?<!\\d)((?:18|19|20)\\d\\d)(?!\\d)"
              + "(?:\\s*(?:-|–|bis|to)\\s*((?:18|19|20)\\d\\d)(?!\\d))?");

  private DatedText() {}

  /// A stretch of years.
  ///
  /// @param from [#OPEN_START] where it has no beginning
  /// @param to [#OPEN_END] where it has no end
  record Years(int from, int to) {

    private static final int MOST_SHOWN = 60;

    /// The years as texts; of an open stretch the end that is known.
    Stream<String> each() {
      if (to == OPEN_END || from == OPEN_START) {
        return Stream.of(Integer.toString(to == OPEN_END ? from : to));
      }
      return IntStream.rangeClosed(Math.max(from, to - MOST_SHOWN), to).mapToObj(Integer::toString);
    }
  }

  static List<Years> years(String title) {
    var years = new ArrayList<Years>();
    Matcher told = TOLD.matcher(title);
    while (told.find() && years.size() < MOST) {
      int from = Integer.parseInt(told.group(2));
      String end = told.group(3);
      int to = end != null ? Integer.parseInt(end) : told.group(1) != null ? OPEN_END : from;
      if (from <= to) {
        years.add(new Years(from, to));
      }
    }
    return years;
  }
}
