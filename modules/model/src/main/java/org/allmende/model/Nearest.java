package org.allmende.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name somebody may have meant who typed one that is not there.
public final class Nearest {

  private static final int LONGEST = 60;
  private static final int MOST = 500;

  private Nearest() {}

  /// The name that takes the fewest letters changed, if that is no more than every third.
  public static Optional<String> of(String typed, Collection<String> names) {
    String best = null;
    String wanted = folded(typed);
    int least = Math.max(2, wanted.length() / 3) + 1;
    for (String name : names.stream().limit(MOST).toList()) {
      int distance = distance(wanted, folded(name));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String folded(String name) {
    String start = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return start.toLowerCase(Locale.ROOT);
  }

  /// How many letters have to be put in, left out or changed.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
