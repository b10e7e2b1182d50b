package org.allmende.dcat.coverage;

import java.util.List;
import org.allmende.model.Dataset;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// The rectangle of the data's own coordinates, where they lie in and around Germany. One stray
/// point at 0/0 makes the extremes worthless, so such tables say nothing; nor does a single point.
public final class Extent {

  private Extent() {}

  public static Dataset.@Nullable Box of(List<Draft> drafts) {
    Dataset.Box all = null;
    for (Draft draft : drafts) {
      for (Table table : draft.tables()) {
        Dataset.Box box = table.extent();
        if (box != null && isNear(box)) {
          all = all == null ? box : around(all, box);
        }
      }
    }
    return all == null || all.west() == all.east() || all.south() == all.north() ? null : all;
  }

  private static Dataset.Box around(Dataset.Box a, Dataset.Box b) {
    return new Dataset.Box(
        Math.min(a.west(), b.west()),
        Math.min(a.south(), b.south()),
        Math.max(a.east(), b.east()),
        Math.max(a.north(), b.north()));
  }

  private static boolean isNear(Dataset.Box box) {
    return box.south() > 45 && box.north() < 57 && box.west() > 4 && box.east() < 17;
  }
}
