package org.allmende.web.clerk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ReviewPage.Gate;
import org.allmende.web.page.Words;

/// What publication waits for: findings about which somebody has to decide, those of one kind and
/// column together.
final class Gates {

  private static final String PERSONAL = "personal-";
  private static final int MOST = 50;
  private static final int MOST_PLACES = 5;
  private static final int LONGEST = 600;
  private static final int LONGEST_VALUE = 60;

  private Gates() {}

  /// Whether publication waits for a finding that is about people.
  static boolean isPersonal(Finding finding) {
    return finding.blocks() && finding.code().startsWith(PERSONAL);
  }

  /// Those among some findings.
  ///
  /// @param said with what was decided so far
  /// @param sent by a form with the same gates; empty where none was
  static List<Gate> of(
      Words words, List<Finding> findings, Metadata said, Map<String, String> sent) {
    record Kind(String code, String column) {}
    var kinds = new LinkedHashMap<Kind, List<Finding>>();
    for (Finding finding : findings) {
      if (finding.blocks()) {
        String column = finding.place().column();
        var kind = new Kind(finding.code(), column == null ? "" : column);
        kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(finding);
      }
    }
    var gates = new ArrayList<Gate>();
    for (var entry : kinds.entrySet()) {
      if (gates.size() < MOST) {
        Finding first = entry.getValue().getFirst();
        String typed = sent.get("gate." + (gates.size() + 1) + ".reason");
        gates.add(
            new Gate(
                isPersonal(first),
                first.code(),
                entry.getKey().column(),
                Plain.shorten(words.t(first.message()), LONGEST),
                Plain.shorten(words.t(first.advice()), LONGEST),
                isPersonal(first) ? "" : places(words, entry.getValue()),
                typed != null ? Plain.of(typed) : reason(said, first)));
      }
    }
    return gates;
  }

  private static String reason(Metadata said, Finding finding) {
    String column = finding.place().column();
    return said.decisions().stream()
        .filter(d -> d.code().equals(finding.code()))
        .filter(d -> d.column() == null || d.column().equals(column))
        .map(Metadata.Decision::reason)
        .map(Plain::of)
        .findFirst()
        .orElse("");
  }

  private static String places(Words words, List<Finding> findings) {
    var places = new ArrayList<String>();
    for (Finding finding : findings) {
      Integer line = finding.place().line();
      String value = finding.place().value();
      String shown =
          value == null ? "" : words.t("review.quoted", Plain.shorten(value, LONGEST_VALUE));
      String place = line == null ? "" : words.t("review.line", line);
      String both = (place + " " + shown).strip();
      if (!both.isEmpty()) {
        places.add(both);
      }
    }
    int more = places.size() - MOST_PLACES;
    String first = String.join(", ", places.subList(0, Math.min(MOST_PLACES, places.size())));
    return more > 0 ? first + " " + words.t("review.and-more", more) : first;
  }
}
