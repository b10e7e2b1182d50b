package org.allmende.web.page;

import java.util.List;

/// An earlier version of a dataset.
///
/// @param label its number and until when it was the present one
/// @param files to download
/// @param difference the page that shows what the next version changed; empty without tables
public record VersionView(String label, List<Link> files, String difference) {

  public VersionView {
    files = List.copyOf(files);
  }
}
