package org.allmende.web.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allmende.dcat.quality.Score;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.web.page.FindingView;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ScoreView;
import org.allmende.web.page.Words;

/// Says scores and findings as pages show them.
public final class Assessments {

  private static final int LONGEST_VALUE = 120;
  private static final int LONGEST_MESSAGE = 600;

  private Assessments() {}

  public static ScoreView score(Words words, Score score, int mostGains) {
    var parts = new ArrayList<ScoreView.Part>();
    for (Score.Dimension dimension : Score.Dimension.values()) {
      int possible =
          score.indicators().stream()
              .filter(i -> i.dimension() == dimension)
              .mapToInt(Score.Indicator::points)
              .sum();
      parts.add(
          new ScoreView.Part(
              words.t("score." + dimension.name().toLowerCase(Locale.ROOT)),
              percent(score.points(dimension), possible)));
    }
    var gains =
        score.gains().stream()
            .limit(mostGains)
            .map(gain -> new ScoreView.Gain(words.t(gain.name()), gain.points()))
            .toList();
    String sentence =
        words.t(
            "score.band." + score.band().name().toLowerCase(Locale.ROOT),
            score.points(),
            score.of());
    return new ScoreView(percent(score.points(), score.of()), sentence, parts, gains);
  }

  public static int percent(int points, int of) {
    return of == 0 ? 0 : points * 100 / of;
  }

  public static List<FindingView> findings(Words words, List<Finding> findings) {
    return findings.stream().map(finding -> finding(words, finding)).toList();
  }

  private static FindingView finding(Words words, Finding finding) {
    Integer line = finding.place().line();
    return new FindingView(
        kind(finding.severity()),
        words.t("severity." + finding.severity().name().toLowerCase(Locale.ROOT)),
        line == null ? "" : words.number(line),
        place(words, finding),
        plain(finding.place().value(), LONGEST_VALUE),
        plain(words.t(finding.message()), LONGEST_MESSAGE),
        plain(words.t(finding.advice()), LONGEST_MESSAGE));
  }

  /// The column, or the field by the name it has in the form.
  static String place(Words words, Finding finding) {
    String column = finding.place().column();
    if (column == null) {
      return "";
    }
    String key = "field." + column;
    return finding.place().line() == null && words.has(key)
        ? words.t(key)
        : Plain.shorten(column, LONGEST_VALUE);
  }

  private static String plain(@org.jspecify.annotations.Nullable String text, int most) {
    return text == null ? "" : Plain.shorten(text, most);
  }

  private static String kind(Severity severity) {
    return switch (severity) {
      case BLOCKING -> "bad";
      case WARNING -> "warn";
      case INFO -> "info";
    };
  }
}
