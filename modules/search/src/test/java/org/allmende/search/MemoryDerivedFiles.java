package org.allmende.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.store.DerivedFiles;

/// Derived files in memory.
final class MemoryDerivedFiles implements DerivedFiles {

  private final Map<String, byte[]> files = new HashMap<>();

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(files.get(key));
  }

  @Override
  public void put(String key, byte[] bytes) {
    files.put(key, bytes);
  }
}
