package org.allmende.dcat;

import java.util.List;
import org.allmende.model.Dataset;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// The rectangle of the data's own coordinates, where they lie in and around Germany. One stray
/// point at 0/0 makes the extremes worthless, so such tables say nothing.
final class Extent {

  private Extent() {}

  static Dataset.@Nullable Box of(List<Draft> drafts) {
    for (Draft draft : drafts) {
      for (Table table : draft.tables()) {
        Dataset.Box box = table.extent();
        if (box != null && isNear(box)) {
          return box;
        }
      }
    }
    return null;
  }

  private static boolean isNear(Dataset.Box box) {
    return box.south() > 45
        && box.north() < 57
        && box.west() > 4
        && box.east() < 17
        && box.west() < box.east()
        && box.south() < box.north();
  }
}
