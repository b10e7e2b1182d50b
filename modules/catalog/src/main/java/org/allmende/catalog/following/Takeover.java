package org.allmende.catalog.following;

import java.io.IOException;
import java.util.Optional;

/// How this node is doing that follows another, and how it takes over.
public interface Takeover {

  /// How it is doing; empty where it follows nobody.
  Optional<Following.Health> health();

  /// Has it write from now on.
  Following.Promotion promote() throws IOException;
}
