package org.allmende.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.tables.Columns.Stored;
import org.jspecify.annotations.Nullable;

/// The columns that two versions of a table have in common, by name.
final class CommonColumns {

  private final Columns before;
  private final Columns after;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<String> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  /// A column in both versions.
  record Pair(Stored before, Stored after) {

    String name() {
      return after.column().name();
    }

    /// What its values are compared by: numbers as numbers, whatever they were taken for; else
    /// texts.
    String value(Stored side) {
      if (isMomentInOne() && (side.isText() || side.sql().equals("TIMESTAMP"))) {
        String text = "CAST(try_cast(" + side.typed() + " AS TIMESTAMP) AS VARCHAR)";
        return "coalesce(" + text + ", " + (side.isText() ? side.typed() : side.odd()) + ")";
      }
      if (side.isText()) {
        return side.typed();
      }
      boolean widened = !before.sql().equals(after.sql()) && before.isNumber() && after.isNumber();
      String typed = widened ? "CAST(" + side.typed() + " AS DOUBLE)" : side.typed();
      return "coalesce(CAST(" + typed + " AS VARCHAR), " + side.odd() + ")";
    }

    /// Whether moments are kept as such in one version and, as some are only days, as texts in the
    /// other.
    private boolean isMomentInOne() {
      return !before.sql().equals(after.sql())
          && (before.sql().equals("TIMESTAMP") || after.sql().equals("TIMESTAMP"));
    }
  }

  CommonColumns(Columns before, Columns after) {
    this.before = before;
    this.after = after;
    Map<String, Stored> old = new HashMap<>();
    before.all().forEach(column -> old.putIfAbsent(column.column().name(), column));
    Set<String> met = new HashSet<>();
    for (Stored column : after.all()) {
      String name = column.column().name();
      Stored same = old.get(name);
      if (same == null) {
        added.add(name);
      } else if (met.add(name)) {
        pairs.add(new Pair(same, column));
      }
    }
    old.keySet().stream().filter(name -> !met.contains(name)).sorted().forEach(removed::add);
  }

  Columns before() {
    return before;
  }

  Columns after() {
    return after;
  }

  List<Pair> pairs() {
    return pairs;
  }

  List<String> added() {
    return added;
  }

  List<String> removed() {
    return removed;
  }

  /// The columns that somebody names as a key.
  List<Pair> declared(String key) {
    var declared = new ArrayList<Pair>();
    var tokens = new Tokens("key", key);
    while (!tokens.isEnd()) {
      declared.add(pair(after.named(tokens.name())));
      if (!tokens.accept(",") && !tokens.isEnd()) {
        throw tokens.wrong("ein Komma", "a comma");
      }
    }
    return declared;
  }

  /// The columns that a descriptor declares to be the key of the later version; none where the
  /// earlier version lacks one.
  List<Pair> told(List<String> key) {
    var told = new ArrayList<Pair>();
    for (String name : key) {
      pairs.stream()
          .filter(pair -> pair.after().column().name().equals(name))
          .findFirst()
          .ifPresent(told::add);
    }
    return told.size() == key.size() ? told : List.of();
  }

  private Pair pair(Stored column) {
    @Nullable Pair found = null;
    for (Pair pair : pairs) {
      if (pair.after().equals(column)) {
        found = pair;
      }
    }
    if (found == null) {
      String name = Columns.shown(column.column().name());
      throw new WrongQuestion(
          "Die Spalte „" + name + "“ hat nur eine der beiden Fassungen.",
          "Only one of the two versions has the column “" + name + "”.");
    }
    return found;
  }
}
