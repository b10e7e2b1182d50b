package org.allmende.catalog.store;

import java.util.Optional;

/// Keeps what can be computed again from the files: may be emptied at any time.
public interface DerivedFiles {

  /// What was kept under a key, if it is still there and whole.
  Optional<byte[]> get(String key);

  /// Keeps bytes under a key; the key is made of letters, digits, dots and hyphens. What is read
  /// out of a file bears the file's SHA-256 in its key, and goes with it; nothing else bears one.
  void put(String key, byte[] bytes);
}
