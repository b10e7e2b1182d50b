package org.allmende.intake.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Gathers what is noticed about a file: of each kind the first places, and how many there are.
public final class Findings {

  public static final int LISTED = 20;
  private static final int LONGEST_VALUE = 200;
  private static final int MOST = 2_000;

  private final List<Finding> listed = new ArrayList<>();
  private final Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);

  public void add(FindingCode code, Place place) {
    if (another(code)) {
      listed.add(code.at(shortened(place)));
    }
  }

  public void add(FindingCode code, Place place, Text detail) {
    if (another(code)) {
      listed.add(code.at(shortened(place), detail));
    }
  }

  /// Counts places that are not listed.
  public void more(FindingCode code, long places) {
    if (places > 0) {
      counts.merge(code, places, Long::sum);
    }
  }

  /// All of them in the order of the file, those of the whole file first, and those found elsewhere
  /// among them.
  public List<Finding> inOrder(List<Finding> others) {
    var all = new ArrayList<Finding>();
    counts.forEach((code, count) -> {
      long shown = listed.stream().filter(f -> f.code().equals(code.code())).count();
      if (count > shown) {
        all.add(code.summary(count, (int) shown));
      }
    });
    all.addAll(listed);
    all.addAll(others);
    all.sort(Comparator.comparingInt(finding -> line(finding.place())));
    return all;
  }

  /// The findings of many tables, not more than anybody reads; none that blocks is left out.
  public static List<Finding> bounded(List<Finding> all) {
    int free = MOST;
    var kept = new ArrayList<Finding>();
    for (Finding finding : all) {
      if (finding.blocks() || free-- > 0) {
        kept.add(finding);
      }
    }
    return kept;
  }

  /// A finding in one of the parts of a file, named as spreadsheets name their sheets:
  /// `Blatt!Spalte`.
  public static Finding within(String part, Finding finding) {
    Place place = finding.place();
    String column = place.column();
    return new Finding(
        finding.code(),
        finding.severity(),
        new Place(place.line(), part + "!" + (column == null ? "" : column), place.value()),
        finding.message(),
        finding.advice());
  }

  private boolean another(FindingCode code) {
    return counts.merge(code, 1L, Long::sum) <= LISTED;
  }

  private static int line(Place place) {
    Integer line = place.line();
    return line == null ? 0 : line;
  }

  private static Place shortened(Place place) {
    return new Place(place.line(), shortened(place.column()), shortened(place.value()));
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_VALUE
        ? text
        : text.substring(0, LONGEST_VALUE) + "…";
  }
}
