package org.allmende.intake.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import org.allmende.intake.cells.Fold;
import org.allmende.intake.columns.Declared;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.intake.text.Row;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.jspecify.annotations.Nullable;

/// Which of the columns of a table are the declared ones.
///
/// Names decide, first as they are written, then as they sound: `PLZ_Ort` is `plz ort`. What names
/// leave open the order decides, where the table has as many columns as are declared.
final class DeclaredColumns {

  /// Where nothing is declared.
  static final DeclaredColumns NONE = new DeclaredColumns(DeclaredTable.NOTHING, List.of());

  private final DeclaredTable table;
  private final List<String> names;
  private final @Nullable DeclaredColumn[] found;
  private final boolean[] taken;
  private final Told.@Nullable Column[] told;
  private @Nullable String decimal;

  private DeclaredColumns(DeclaredTable table, List<String> names) {
    this.told = new Told.Column[names.size()];
    this.table = table;
    this.names = names;
    this.found = new DeclaredColumn[names.size()];
    this.taken = new boolean[table.columns().size()];
  }

  /// The columns of a text, of which one table only can be declared.
  ///
  /// @param names the columns' names
  /// @param named whether the file has them
  static DeclaredColumns of(
      List<DeclaredTable> tables, List<String> names, boolean named, Findings findings) {
    if (tables.isEmpty()) {
      return NONE;
    }
    var columns = new DeclaredColumns(tables.getFirst(), names);
    if (named) {
      columns.byName();
    }
    columns.byOrder(named, findings);
    columns.missing(findings);
    return columns;
  }

  /// The columns of one of the tables of a file: the declared table that most of them are in, where
  /// they are half of it at least.
  static DeclaredColumns among(List<DeclaredTable> tables, List<String> names, Findings findings) {
    DeclaredColumns best = NONE;
    int most = 0;
    for (DeclaredTable table : tables) {
      var columns = new DeclaredColumns(table, names);
      columns.byName();
      int count = columns.count();
      if (count > most && count * 2 >= table.columns().size()) {
        best = columns;
        most = count;
      }
    }
    best.missing(findings);
    return best;
  }

  /// What is declared about the column at a place, from 0.
  Declared at(int place) {
    if (place >= found.length) {
      return Declared.NOTHING;
    }
    Told.Column word = told[place];
    if (word == null && decimal == null) {
      return found[place] == null ? Declared.NOTHING : new Declared(found[place]);
    }
    return Declared.told(
        found[place], word == null ? new Told.Column(names.get(place)) : word, decimal);
  }

  /// The same with what a person says about columns, each called by its name, or else by its
  /// number.
  DeclaredColumns telling(Told words, List<String> all, Findings findings) {
    if (words.columns().isEmpty() && words.decimal() == null) {
      return this;
    }
    var columns = new DeclaredColumns(table, all);
    System.arraycopy(found, 0, columns.found, 0, found.length);
    columns.decimal = words.decimal();
    for (Told.Column word : words.columns()) {
      int place = place(word.column(), all);
      if (place < 0) {
        findings.add(
            FindingCode.TOLD_COLUMN, Place.column(word.column()), Text.same(word.column()));
      } else {
        columns.told[place] = word;
      }
    }
    return columns;
  }

  /// Where the column stands that somebody means, from 0; negative where there is none.
  static int place(String column, List<String> names) {
    int place = names.indexOf(column);
    if (place >= 0 || !column.matches("\\d{1,6}")) {
      return place;
    }
    int number = Integer.parseInt(column);
    return number <= names.size() ? number - 1 : -1;
  }

  /// The same without some of the columns.
  ///
  /// @param places theirs, counted from 1
  DeclaredColumns without(Collection<Integer> places) {
    if (places.isEmpty() || found.length == 0) {
      return this;
    }
    var columns = new DeclaredColumns(table, Row.without(names, places));
    columns.decimal = decimal;
    int kept = 0;
    for (int place = 0; place < found.length; place++) {
      if (!places.contains(place + 1)) {
        columns.found[kept] = found[place];
        columns.told[kept] = told[place];
        kept++;
      }
    }
    return columns;
  }

  /// The names of the columns that are declared to be the key; empty where one is not there.
  List<String> key() {
    var key = new ArrayList<String>();
    for (String name : table.key()) {
      for (int place = 0; place < found.length; place++) {
        DeclaredColumn column = found[place];
        if (column != null && column.name().equals(name)) {
          key.add(names.get(place));
          break;
        }
      }
    }
    return key.size() == table.key().size() ? List.copyOf(key) : List.of();
  }

  /// The same for columns of which the names are known now.
  DeclaredColumns named(List<String> other) {
    var columns = new DeclaredColumns(table, other);
    System.arraycopy(found, 0, columns.found, 0, found.length);
    return columns;
  }

  /// Whether a row holds the declared names rather than data.
  static boolean holds(DeclaredTable table, List<String> row) {
    var columns = new DeclaredColumns(table, row);
    columns.byName();
    return columns.count() * 2 > table.columns().size();
  }

  private int count() {
    return (int) Arrays.stream(found).filter(column -> column != null).count();
  }

  private void byName() {
    pair((declared, name) -> declared.contains(name.strip()));
    pair((declared, name) -> declared.stream().anyMatch(one -> sounds(one).equals(sounds(name))));
  }

  private void pair(BiPredicate<List<String>, String> same) {
    for (int d = 0; d < taken.length; d++) {
      for (int place = 0; place < found.length && !taken[d]; place++) {
        if (found[place] == null && same.test(table.columns().get(d).names(), names.get(place))) {
          take(d, place);
        }
      }
    }
  }

  private void byOrder(boolean named, Findings findings) {
    if (taken.length != found.length) {
      return;
    }
    for (int place = 0; place < found.length; place++) {
      if (!taken[place] && found[place] == null) {
        take(place, place);
        String declared = label(place);
        if (named && !declared.isEmpty()) {
          findings.add(
              FindingCode.DECLARED_COLUMN_RENAMED,
              Place.column(names.get(place)),
              Text.same(declared));
        }
      }
    }
  }

  private void take(int declared, int place) {
    found[place] = table.columns().get(declared);
    taken[declared] = true;
  }

  private void missing(Findings findings) {
    for (int d = 0; d < taken.length; d++) {
      if (!taken[d]) {
        findings.add(
            FindingCode.DECLARED_COLUMN_MISSING, Place.column(label(d)), Text.same(label(d)));
      }
    }
  }

  private String label(int declared) {
    return table.columns().get(declared).name();
  }

  static String sounds(String name) {
    return Fold.of(name).replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
