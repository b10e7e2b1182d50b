package org.allmende.catalog.publishing;

import java.util.List;
import org.allmende.catalog.asking.Classifier;
import org.allmende.catalog.store.NotReady;
import org.allmende.dcat.describing.Experience;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;
import org.jspecify.annotations.Nullable;

/// Asks the catalogue once about the files of a dataset and remembers the answer, so that the same
/// files are described alike when the catalogue has grown.
final class Learning implements Experience {

  private final Classifier classifier;
  private @Nullable Learnt learnt;

  /// @param before what was learnt about the same files; null where nothing was asked yet
  Learning(Classifier classifier, @Nullable Learnt before) {
    this.classifier = classifier;
    this.learnt = before;
  }

  @Override
  public Learnt of(DatasetId asking, String title, List<String> columns) {
    Learnt known = learnt;
    if (known == null) {
      try {
        known = classifier.classify(asking, title, columns);
      } catch (NotReady e) {
        return Learnt.NOTHING;
      }
      learnt = known;
    }
    return known;
  }

  @Nullable Learnt learnt() {
    return learnt;
  }
}
