package org.allmende.dcat;

import java.util.List;
import org.allmende.model.Column;
import org.allmende.model.Dataset;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// The rectangle of the data's own coordinates, where columns hold degrees that lie in and around
/// Germany. One stray point at 0/0 makes the extremes worthless, so such columns say nothing.
final class Extent {

  private Extent() {}

  static Dataset.@Nullable Box of(List<Draft> drafts) {
    for (Draft draft : drafts) {
      for (Table table : draft.tables()) {
        Dataset.Box box = of(table);
        if (box != null) {
          return box;
        }
      }
    }
    return null;
  }

  private static Dataset.@Nullable Box of(Table table) {
    double[] north = range(table, "latitude");
    double[] east = range(table, "longitude");
    boolean near =
        north != null
            && east != null
            && north[0] > 45
            && north[1] < 57
            && east[0] > 4
            && east[1] < 17;
    return near && north != null && east != null
        ? new Dataset.Box(east[0], north[0], east[1], north[1])
        : null;
  }

  private static double @Nullable [] range(Table table, String meaning) {
    for (Column column : table.columns()) {
      String min = column.profile().min();
      String max = column.profile().max();
      if (meaning.equals(column.meaning()) && min != null && max != null) {
        try {
          double low = Double.parseDouble(min);
          double high = Double.parseDouble(max);
          return low < high ? new double[] {low, high} : null;
        } catch (NumberFormatException e) {
          return null;
        }
      }
    }
    return null;
  }
}
