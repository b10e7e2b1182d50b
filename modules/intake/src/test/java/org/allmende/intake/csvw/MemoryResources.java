package org.allmende.intake.csvw;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files that a test writes down.
final class MemoryResources implements Resources {

  static final String BASE = "http://example.org/";

  private final Map<String, byte[]> files = new HashMap<>();

  MemoryResources with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  MemoryResources with(String name, byte[] bytes) {
    files.put(BASE + name, bytes);
    return this;
  }

  @Override
  public Optional<Resource> open(String url) {
    return Optional.ofNullable(files.get(url))
        .map(bytes -> new Resource("", List.of(), new ByteArrayInputStream(bytes)));
  }
}
