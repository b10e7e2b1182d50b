package org.allmende.web.rows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// How something goes over time, in steps that suit the span: moments as they stand for a few days,
/// days for a few years, then months, then years. Of what falls into one step, the mean counts,
/// each value alike; rows that are counted are added up.
final class Course {

  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;
  private static final int WHOLE = 16;
  private static final long DAYS_OF_MOMENTS = 4;
  private static final long DAYS_OF_DAYS = 1_100;
  private static final long DAYS_OF_MONTHS = 22_000;

  private final Map<String, Map<String, Sum>> steps = new TreeMap<>();
  private final Set<String> groups = new LinkedHashSet<>();
  private final boolean means;

  private Course(boolean means) {
    this.means = means;
  }

  /// What falls into one step.
  private record Sum(double total, double count) {
    Sum plus(Sum other) {
      return new Sum(total + other.total, count + other.count);
    }
  }

  /// @param rows a time, the group where there is one, a value, and how many rows it stands for
  /// @param grouped whether there is a group
  /// @param means whether values are means, not counts
  static Course of(List<List<@Nullable Object>> rows, boolean grouped, boolean means) {
    var course = new Course(means);
    List<String> times = rows.stream().map(row -> String.valueOf(row.getFirst())).toList();
    int length = times.isEmpty() ? DAY : step(times.getFirst(), times.getLast());
    int value = grouped ? 2 : 1;
    for (int i = 0; i < rows.size(); i++) {
      List<@Nullable Object> row = rows.get(i);
      Object group = grouped ? row.get(1) : "";
      String time = times.get(i).substring(0, Math.min(length, times.get(i).length()));
      if (group != null && row.get(value) instanceof Number number && moment(time).isPresent()) {
        double count = Charts.number(row.get(value + 1));
        double total = means ? number.doubleValue() * count : number.doubleValue();
        course.groups.add(group.toString());
        course
            .steps
            .computeIfAbsent(time, _ -> new LinkedHashMap<>())
            .merge(group.toString(), new Sum(total, count), Sum::plus);
      }
    }
    return course;
  }

  /// How many signs of a time in ISO form are looked at.
  private static int step(String first, String last) {
    try {
      long days =
          ChronoUnit.DAYS.between(
              LocalDate.parse(first.substring(0, Math.min(DAY, first.length()))),
              LocalDate.parse(last.substring(0, Math.min(DAY, last.length()))));
      return days <= DAYS_OF_MOMENTS
          ? WHOLE
          : days <= DAYS_OF_DAYS ? DAY : days <= DAYS_OF_MONTHS ? MONTH : YEAR;
    } catch (DateTimeException _) {
      return DAY;
    }
  }

  /// Seconds, or years where no more is said.
  private static OptionalDouble moment(String time) {
    try {
      return OptionalDouble.of(
          switch (time.length()) {
            case MONTH -> seconds(time + "-01T00:00");
            case DAY -> seconds(time + "T00:00");
            case WHOLE -> seconds(time.replace(' ', 'T'));
            default -> Double.parseDouble(time);
          });
    } catch (DateTimeException | NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  private static double seconds(String moment) {
    return LocalDateTime.parse(moment).toEpochSecond(ZoneOffset.UTC);
  }

  /// The groups in the order in which they come; one without a name where there are none.
  Set<String> groups() {
    return groups;
  }

  private double value(Sum sum) {
    return means ? sum.total / Math.max(1, sum.count) : sum.total;
  }

  /// All corners of all lines.
  List<double[]> points() {
    return groups.stream().flatMap(group -> points(group).stream()).toList();
  }

  /// The corners of a group's line.
  List<double[]> points(String group) {
    var points = new ArrayList<double[]>();
    steps.forEach((time, sums) -> {
      Sum sum = sums.get(group);
      if (sum != null) {
        points.add(new double[] {moment(time).orElse(0), value(sum)});
      }
    });
    return points;
  }

  /// The same as a table: a row for each step, a column for each group.
  List<List<String>> rows(Words words) {
    var rows = new ArrayList<List<String>>();
    steps.forEach((time, sums) -> {
      var row = new ArrayList<String>();
      row.add(time.length() == WHOLE ? words.value(time) : words.date(time));
      for (String group : groups) {
        Sum sum = sums.get(group);
        row.add(sum == null ? "" : words.decimal(value(sum)));
      }
      rows.add(row);
    });
    return rows;
  }
}
