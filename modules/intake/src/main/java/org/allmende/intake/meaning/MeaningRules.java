package org.allmende.intake.meaning;

import java.util.List;
import java.util.function.BiPredicate;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.model.ColumnType;
import org.jspecify.annotations.Nullable;

/// Decides what a column means: first by what its cells prove alone, then by its name where the
/// cells agree with it, last by the company it keeps. The first rule that holds answers; where none
/// holds, nothing is said.
public final class MeaningRules {

  /// One rule: a meaning and when it is certain enough.
  record Rule(Meaning meaning, BiPredicate<TypedColumn, TableContext> holds) {}

  private static final List<Rule> RULES = rules();

  private MeaningRules() {}

  private static List<Rule> rules() {
    var rules = new java.util.ArrayList<Rule>();
    rules.addAll(PlaceMeanings.RULES);
    rules.addAll(TimeMeanings.RULES);
    rules.addAll(PersonMeanings.RULES);
    rules.addAll(AmountMeanings.RULES);
    rules.addAll(ThingMeanings.RULES);
    return List.copyOf(rules);
  }

  /// The meaning of a column; null when unsure.
  public static @Nullable Meaning of(TypedColumn column, TableContext table) {
    if (column.isEmpty() || (column.isText() && !column.typing().doubts().isEmpty())) {
      return null;
    }
    for (Rule rule : RULES) {
      if (rule.holds().test(column, table)) {
        return rule.meaning();
      }
    }
    return null;
  }

  static boolean isType(TypedColumn column, ColumnType... types) {
    return List.of(types).contains(column.typing().type());
  }
}
