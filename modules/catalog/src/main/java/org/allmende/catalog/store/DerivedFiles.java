package org.allmende.catalog.store;

import java.util.Optional;

/// Keeps what can be computed again from the files: may be emptied at any time.
public interface DerivedFiles {

  /// What was kept under a key, if it is still there and whole.
  Optional<byte[]> get(String key);

  /// Keeps bytes under a key; the key is made of letters, digits, dots and hyphens.
  void put(String key, byte[] bytes);
}
