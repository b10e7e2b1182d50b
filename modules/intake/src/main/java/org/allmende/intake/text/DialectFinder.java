package org.allmende.intake.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Told;
import org.allmende.model.Upload;

/// Finds what parts the records of a text into cells, from a sample of it.
///
/// Every character that may be a delimiter is tried with every quote that may be meant; the way
/// that gives the best table wins ([DialectTrial]). Some characters part cells more often than
/// others where towns publish, so each has a prior.
public final class DialectFinder {

  /// Margin below which a person should look.
  public static final double SURE = 1.15;

  private static final String STRONG = ",;\t|§^\u001F\u0001";
  private static final String CANDIDATES = STRONG + "~:#*=& !";
  private static final char NOTHING = '\uFFFE';
  private static final double STEADY = 0.95;
  private static final int MANY_LINES = 20;
  private static final Pattern ADDRESS_OR_TIME =
      Pattern.compile("\\w{3,6}://[^\\s,;\"]+|\\d{1,2}:\\d{2}(?::\\d{2})?|HH:mm(?::ss)?");
  private static final Pattern SEP_LINE =
      Pattern.compile("\"?sep=([^\"'\\\\])\"?[,;\\t|]*", Pattern.CASE_INSENSITIVE);

  private DialectFinder() {}

  /// What was found.
  ///
  /// @param separation how to part cells
  /// @param width the usual number of cells
  /// @param told whether a first line `sep=;` said so; that line is no record
  /// @param margin how much better than the next best delimiter
  /// @param rival the next best delimiter
  public record Found(Separation separation, int width, boolean told, double margin, char rival) {}

  /// What parts the cells of a text about which somebody may have said something: a person's word
  /// counts, where it parts anything; a descriptor's leaves the last word to the lines.
  public static Found find(Sample beginning, Upload upload) {
    Told told = upload.told();
    if (told.delimiter() == null && told.quote() == null) {
      return find(beginning, upload.declared());
    }
    boolean line = find(beginning).told();
    Sample sample =
        line
            ? beginning.with(beginning.text().substring(endOfLine(beginning.text())))
            : beginning.with(withoutComments(beginning.text()));
    char delimiter =
        told.delimiter() == null
            ? find(beginning, upload.declared()).separation().delimiter()
            : single(told.delimiter());
    String quote = told.quote();
    DialectTrial trial =
        delimiter == NOTHING || quote == null
            ? best(delimiter, sample)
            : DialectTrial.of(sample, quoted(delimiter, quote, sample));
    return delimiter == NOTHING || (told.delimiter() != null && trial.width() == 1)
        ? find(beginning, upload.declared())
        : new Found(trial.separation(), trial.width(), line, Double.MAX_VALUE, '\0');
  }

  private static Separation quoted(char delimiter, String quote, Sample sample) {
    char said = quote.isEmpty() ? Separation.NONE : quote.charAt(0);
    return said == '"' ? escaped(delimiter, sample).separation() : new Separation(delimiter, said);
  }

  /// Whether cells are parted as a person says they are.
  public static boolean follows(Found found, Told told) {
    String delimiter = told.delimiter();
    return delimiter == null || delimiter.equals(String.valueOf(found.separation().delimiter()));
  }

  /// What parts the cells of a text of which a descriptor may say it. Its word counts where the
  /// lines leave room for it: they are parted as regularly that way, and no other way is clearly
  /// better or gives as many columns as are declared.
  public static Found find(Sample beginning, List<DeclaredTable> declared) {
    Found found = find(beginning);
    char said = declared.isEmpty() ? NOTHING : delimiter(declared.getFirst());
    if (said == NOTHING || found.told()) {
      return found;
    }
    if (said == found.separation().delimiter()) {
      return new Found(found.separation(), found.width(), false, Double.MAX_VALUE, '\0');
    }
    var trial = best(said, beginning.with(withoutComments(beginning.text())));
    boolean likely = trial.width() > 1 && trial.consistency() >= STEADY;
    int columns = declared.getFirst().columns().size();
    boolean fits = trial.width() == columns && found.width() != columns;
    return likely && (found.width() == 1 || found.margin() < SURE || fits)
        ? new Found(trial.separation(), trial.width(), false, Double.MAX_VALUE, '\0')
        : found;
  }

  /// Whether a descriptor says that another character parts the cells.
  public static boolean contradicts(Found found, List<DeclaredTable> declared) {
    char said = declared.isEmpty() ? NOTHING : delimiter(declared.getFirst());
    return said != NOTHING && found.width() > 1 && said != found.separation().delimiter();
  }

  private static char delimiter(DeclaredTable table) {
    String said = table.delimiter();
    return said == null ? NOTHING : single(said);
  }

  private static char single(String said) {
    return said.length() != 1 || "\r\n\"'\\".contains(said) ? NOTHING : said.charAt(0);
  }

  /// How the cells of a text are parted.
  ///
  /// @param beginning of the text
  public static Found find(Sample beginning) {
    String sample = beginning.text();
    int firstEnd = endOfLine(sample);
    var told = SEP_LINE.matcher(sample.substring(0, firstEnd).strip());
    if (told.matches()) {
      var best = best(told.group(1).charAt(0), beginning.with(sample.substring(firstEnd)));
      return new Found(best.separation(), best.width(), true, Double.MAX_VALUE, '\0');
    }
    return among(beginning.with(withoutComments(sample)));
  }

  /// Whether a character parts cells more often than it stands in texts.
  public static boolean isStrong(char delimiter) {
    return STRONG.indexOf(delimiter) >= 0;
  }

  private static Found among(Sample sample) {
    var trials = new ArrayList<DialectTrial>();
    for (char delimiter : candidates(sample.text())) {
      trials.add(best(delimiter, sample));
    }
    trials.add(best(NOTHING, sample));
    boolean strongThere =
        trials.stream()
            .anyMatch(trial ->
                STRONG.indexOf(trial.separation().delimiter()) >= 0
                    && trial.width() > 1
                    && trial.pattern() > 0.85);
    var ranked =
        trials.stream()
            .sorted(
                Comparator.comparingDouble((DialectTrial t) -> weighed(t, strongThere)).reversed())
            .toList();
    DialectTrial best = ranked.getFirst();
    if (best.width() == 1) {
      var single = best(',', sample);
      return new Found(
          new Separation(',', single.separation().quote()), 1, false, Double.MAX_VALUE, '\0');
    }
    Optional<DialectTrial> second =
        ranked.stream().skip(1).filter(trial -> trial.width() > 1).findFirst();
    double rival = second.map(trial -> weighed(trial, strongThere)).orElse(0.0);
    double margin = rival == 0 ? Double.MAX_VALUE : weighed(best, strongThere) / rival;
    return new Found(
        best.separation(),
        best.width(),
        false,
        margin,
        second.map(trial -> trial.separation().delimiter()).orElse('\0'));
  }

  private static double weighed(DialectTrial trial, boolean strongThere) {
    char delimiter = trial.separation().delimiter();
    double score = trial.score() * prior(delimiter);
    if (STRONG.indexOf(delimiter) < 0) {
      score *= strongThere ? 0.55 : 1;
      score *= trial.records() < 3 ? 0.5 : 1;
      score *= delimiter == ' ' && !isSteady(trial) ? 0.4 : 1;
    }
    return score;
  }

  /// Blanks part words too; only many records of one width show that they part cells.
  private static boolean isSteady(DialectTrial trial) {
    return trial.records() > 3 && trial.consistency() > 0.9;
  }

  private static double prior(char delimiter) {
    return switch (delimiter) {
      case '§' -> 1.12;
      case '^' -> 1.1;
      case '~' -> 0.9;
      case '#' -> 0.75;
      case ' ' -> 0.62;
      case ':' -> 0.6;
      case '=', '*', '&' -> 0.5;
      case '!' -> 0.4;
      default -> 1;
    };
  }

  /// The best quote for a delimiter: the double quote wherever it does not spoil the table, even
  /// where none is met in the sample, for one may still come later.
  private static DialectTrial best(char delimiter, Sample sample) {
    if (sample.text().indexOf('"') < 0) {
      return orSingle(DialectTrial.of(sample, new Separation(delimiter, '"')), sample);
    }
    DialectTrial none = DialectTrial.of(sample, new Separation(delimiter, Separation.NONE));
    DialectTrial quoted = escaped(delimiter, sample);
    DialectTrial best = quoted.consistency() >= none.consistency() - 0.02 ? quoted : none;
    return best.quoted() == 0 ? orSingle(best, sample) : best;
  }

  private static DialectTrial orSingle(DialectTrial other, Sample sample) {
    char delimiter = other.separation().delimiter();
    if (!opens('\'', delimiter, sample.text())) {
      return other;
    }
    DialectTrial single = DialectTrial.of(sample, new Separation(delimiter, '\''));
    return single.quotedShare() >= 0.2 || single.consistency() > other.consistency()
        ? single
        : other;
  }

  private static DialectTrial escaped(char delimiter, Sample sample) {
    DialectTrial doubled = DialectTrial.of(sample, new Separation(delimiter, '"'));
    if (!sample.text().contains("\\\"")) {
      return doubled;
    }
    DialectTrial backslash = DialectTrial.of(sample, new Separation(delimiter, '"', true));
    return backslash.strays() < doubled.strays() || backslash.consistency() > doubled.consistency()
        ? backslash
        : doubled;
  }

  private static boolean opens(char quote, char delimiter, String sample) {
    for (int i = sample.indexOf(quote); i >= 0; i = sample.indexOf(quote, i + 1)) {
      char before = i == 0 ? '\n' : sample.charAt(i - 1);
      if (before == delimiter || before == '\n' || before == '\r') {
        return true;
      }
    }
    return false;
  }

  private static List<Character> candidates(String sample) {
    var found = new ArrayList<Character>();
    String[] lines = sample.split("\\R", -1);
    String[] plain = ADDRESS_OR_TIME.matcher(sample).replaceAll("").split("\\R", -1);
    for (int i = 0; i < CANDIDATES.length(); i++) {
      char c = CANDIDATES.charAt(i);
      int filled = 0;
      int with = 0;
      for (String line : STRONG.indexOf(c) >= 0 ? lines : plain) {
        boolean comment = c == '#' && line.startsWith("#");
        if (comment) {
          filled++;
        } else if (!Row.blank(line) || (c == '\t' && line.indexOf(c) >= 0)) {
          filled++;
          with += line.indexOf(c) >= 0 ? 1 : 0;
        }
      }
      if (with > 0 && (with >= MANY_LINES || with >= filled * 0.25)) {
        found.add(c);
      }
    }
    return found;
  }

  private static String withoutComments(String sample) {
    int at = 0;
    int comments = 0;
    while (at < sample.length() && sample.charAt(at) == '#') {
      int end = sample.indexOf('\n', at);
      at = end < 0 ? sample.length() : end + 1;
      comments++;
    }
    return comments >= 2 && at < sample.length() ? sample.substring(at) : sample;
  }

  private static int endOfLine(String sample) {
    for (int i = 0; i < sample.length(); i++) {
      if (sample.charAt(i) == '\n' || sample.charAt(i) == '\r') {
        return i;
      }
    }
    return sample.length();
  }
}
