package org.allmende.dcat.quality;

import java.util.Optional;

/// Knows which addresses elsewhere answer, as far as they have been asked.
@FunctionalInterface
public interface LinkStatuses {

  /// Nothing has been asked.
  LinkStatuses NONE = _ -> Optional.empty();

  /// What is known of an address; empty where it has not been asked, or not for long.
  Optional<LinkStatus> of(String address);
}
