package org.allmende.catalog.publishing;

import java.util.List;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// What somebody hands in to become a dataset.
///
/// @param tenant whose dataset it will be
/// @param id the dataset it replaces; null for a new one
/// @param wish what the address of a new dataset is made from
/// @param uploads its files, the most telling first; none keeps those of the dataset it replaces
/// @param said what is said about it
/// @param findings what of the things said was not understood
/// @param publish whether it shall be public; otherwise it is kept as a draft
/// @param actor who hands it in, as the trail names them
public record Submission(
    Tenant tenant,
    @Nullable DatasetId id,
    String wish,
    List<Upload> uploads,
    Metadata said,
    List<Finding> findings,
    boolean publish,
    String actor) {

  public Submission {
    uploads = List.copyOf(uploads);
    findings = List.copyOf(findings);
    if (id == null && uploads.isEmpty()) {
      throw new IllegalArgumentException("a new dataset needs a file");
    }
    if (id != null && !id.tenant().equals(tenant.slug())) {
      throw new IllegalArgumentException(id + " is not a dataset of " + tenant.slug());
    }
  }

  /// The same with other files.
  Submission of(List<Upload> others) {
    return new Submission(tenant, id, wish, others, said, findings, publish, actor);
  }
}
