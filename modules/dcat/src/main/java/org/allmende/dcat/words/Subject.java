package org.allmende.dcat.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// What a file is about, as its words show it: the file's name counts most, then title lines and
/// sheet names, headers, frequent values, folders, and what its columns mean.
///
/// @param themes codes of EU data themes, best first, at most three
/// @param hvd code of a category of high-value datasets that may fit; null where none does
/// @param labels topic words that were found, strongest first
/// @param certainty of the first theme
public record Subject(
    List<String> themes, @Nullable String hvd, List<String> labels, double certainty) {

  private static final double NAME = 3;
  private static final double TITLE = 2.5;
  private static final double HEADER = 2;
  private static final double VALUE = 1;
  private static final double FOLDER = 1;
  private static final double NAME_HEADER = 0.2;
  private static final double WORTH_A_KEYWORD = 0.45;
  private static final double SECOND_THEME = 0.5;
  private static final double MOST_OF_A_SOURCE = 1.8;
  private static final int MOST_COLUMNS = 200;
  private static final int TITLE_LINES = 6;

  /// Columns whose values are names and say nothing about the matter, and whose headers little.
  private static final Set<String> NAMES =
      Set.of(
          "street",
          "house-number",
          "address",
          "postal-code",
          "municipality-name",
          "district-name",
          "person-name",
          "given-name",
          "family-name",
          "email",
          "phone",
          "url",
          "identifier",
          "party");

  private static final Set<String> THEMES =
      Set.of(
          "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI",
          "TECH", "TRAN");

  public Subject {
    themes = List.copyOf(themes);
    labels = List.copyOf(labels);
  }

  public static Subject of(Draft draft, Topics topics) {
    var score = new Scores();
    score.add(NAME, topics.find(FileName.of(draft.upload().name()).words()));
    folders(draft, topics, score);
    int tables = 0;
    for (Table table : draft.tables()) {
      if (++tables > 5) {
        break;
      }
      var lines = table.preamble().subList(0, Math.min(TITLE_LINES, table.preamble().size()));
      score.add(TITLE, topics.find(Words.split(String.join(" ", lines))));
      if (draft.tables().size() > 1 || table.dialect() == null) {
        score.add(TITLE, topics.find(Words.split(table.name())));
      }
      headers(table, topics, score);
      values(table, topics, score);
      meanings(table, score);
    }
    return score.result();
  }

  private static void folders(Draft draft, Topics topics, Scores score) {
    List<String> folders = draft.upload().folders();
    for (int i = folders.size() - 1; i >= Math.max(0, folders.size() - 3); i--) {
      String folder = folders.get(i);
      double weight = FOLDER / (folders.size() - i);
      score.add(weight, topics.find(Words.split(folder)));
      if (THEMES.contains(folder.toUpperCase(Locale.ROOT))) {
        score.addTheme(folder.toUpperCase(Locale.ROOT), 4 * weight);
      }
    }
  }

  private static void headers(Table table, Topics topics, Scores score) {
    var found = new ArrayList<Topics.Match>();
    for (Column column :
        table.columns().subList(0, Math.min(MOST_COLUMNS, table.columns().size()))) {
      boolean name = column.meaning() != null && NAMES.contains(column.meaning());
      double part = name ? NAME_HEADER : 1;
      topics
          .find(Words.split(column.name()))
          .forEach(match -> found.add(new Topics.Match(match.entry(), part * match.strength())));
    }
    score.add(HEADER, found);
  }

  private static void values(Table table, Topics topics, Scores score) {
    var found = new ArrayList<Topics.Match>();
    table.columns().stream()
        .limit(MOST_COLUMNS)
        .filter(column -> column.meaning() == null || !NAMES.contains(column.meaning()))
        .forEach(column -> found.addAll(values(table, column, topics)));
    score.add(VALUE, found);
  }

  /// The more of a column's values say a word, the more it counts.
  private static List<Topics.Match> values(Table table, Column column, Topics topics) {
    List<Column.Frequency> cells = telling(table, column);
    double all = cells.stream().mapToLong(Column.Frequency::count).sum();
    var shares = new LinkedHashMap<Topics.Entry, Double>();
    for (Column.Frequency value : cells) {
      topics.find(Words.split(value.value())).stream()
          .collect(Collectors.toMap(Topics.Match::entry, Topics.Match::strength, Math::max))
          .forEach((entry, s) -> shares.merge(entry, s * value.count() / all, Double::sum));
    }
    return shares.entrySet().stream()
        .map(e -> new Topics.Match(e.getKey(), 0.3 + 0.7 * Math.min(1, e.getValue())))
        .toList();
  }

  /// The frequent values; where none is frequent, the cells of the first rows.
  private static List<Column.Frequency> telling(Table table, Column column) {
    List<Column.Frequency> top = column.profile().top();
    if (!top.isEmpty() && top.getFirst().count() > 1) {
      return top;
    }
    int at = column.position() - 1;
    var cells =
        table.firstRows().stream()
            .filter(row -> row.size() > at && !row.get(at).isBlank())
            .map(row -> new Column.Frequency(row.get(at), 1))
            .toList();
    return cells.isEmpty() ? top : cells;
  }

  private static void meanings(Table table, Scores score) {
    var seen = new HashSet<String>();
    for (Column column : table.columns()) {
      String meaning = column.meaning();
      if (meaning != null && seen.add(meaning)) {
        switch (meaning) {
          case "votes", "party" -> score.addTheme("GOVE", 3);
          case "population" -> score.addTheme("SOCI", 2);
          case "money" -> {
            score.addTheme("GOVE", 0.8);
            score.addTheme("ECON", 0.5);
          }
          case "wkt", "gauss-krueger-x" -> score.addTheme("REGI", 0.3);
          default -> {}
        }
      }
    }
  }

  private static final class Scores {
    private final Map<String, Double> themes = new HashMap<>();
    private final Map<String, Double> hvd = new HashMap<>();
    private final Map<String, Double> labels = new LinkedHashMap<>();

    void addTheme(String code, double points) {
      themes.merge(code, points, Double::sum);
    }

    /// Each topic word counts once per source, each source only so much.
    void add(double weight, List<Topics.Match> matches) {
      var best = new LinkedHashMap<Topics.Entry, Double>();
      for (Topics.Match match : matches) {
        best.merge(match.entry(), match.strength(), Math::max);
      }
      var perTopic = new LinkedHashMap<Topics.Topic, Double>();
      best.forEach((entry, strength) -> {
        perTopic.merge(entry.topic(), strength, Double::sum);
        if (weight * strength >= WORTH_A_KEYWORD) {
          labels.merge(entry.label(), weight * strength, Double::sum);
        }
      });
      perTopic.forEach((topic, sum) -> {
        double points = weight * topic.weight() * Math.min(MOST_OF_A_SOURCE, Math.sqrt(sum));
        for (int i = 0; i < topic.themes().size(); i++) {
          addTheme(topic.themes().get(i), i == 0 ? points : points * SECOND_THEME);
        }
        if (!topic.hvd().isEmpty()) {
          hvd.merge(topic.hvd(), points, Double::sum);
        }
      });
    }

    Subject result() {
      var ranked = ranked(themes);
      double first = ranked.isEmpty() ? 0 : ranked.getFirst().getValue();
      double second = ranked.size() < 2 ? 0 : ranked.get(1).getValue();
      var codes =
          ranked.stream()
              .filter(theme -> theme.getValue() >= first / 2)
              .limit(3)
              .map(Map.Entry::getKey)
              .toList();
      String category =
          ranked(hvd).stream()
              .filter(entry -> entry.getValue() >= first / 2)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(null);
      double certainty = first == 0 ? 0 : Math.min(0.95, 0.4 + 0.5 * (first - second) / first);
      return new Subject(
          codes,
          category,
          distinct(ranked(labels).stream().map(Map.Entry::getKey).toList()),
          certainty);
    }

    /// Without words that are the beginning of another, or the same in another number.
    private static List<String> distinct(List<String> labels) {
      var kept = new LinkedHashMap<String, String>();
      for (String label : labels) {
        String stem = Words.stem(label);
        if (kept.keySet().stream().noneMatch(k -> k.startsWith(stem) || stem.equals(k))) {
          kept.put(stem, label);
        }
      }
      return List.copyOf(kept.values());
    }

    private static List<Map.Entry<String, Double>> ranked(Map<String, Double> scores) {
      return scores.entrySet().stream()
          .sorted(
              Comparator.<Map.Entry<String, Double>>comparingDouble(e -> -e.getValue())
                  .thenComparing(Map.Entry::getKey))
          .toList();
    }
  }
}
