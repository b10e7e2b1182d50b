package org.allmende.harvest;

import java.nio.charset.StandardCharsets;
import org.allmende.model.Sha256;

/// What a record is called that its source calls nothing: it is named by what it says.
final class ContentId {

  private static final int LENGTH = 24;

  private ContentId() {}

  static String of(String content) {
    return Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex().substring(0, LENGTH);
  }
}
