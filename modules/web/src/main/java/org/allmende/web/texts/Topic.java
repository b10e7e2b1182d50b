package org.allmende.web.texts;

import java.util.List;
import java.util.Optional;

/// What a text is about.
enum Topic {
  IMPRINT("imprint"),
  PRIVACY("privacy"),
  ACCESSIBILITY("accessibility"),
  PLAIN_LANGUAGE("plain-language"),
  SIGN_LANGUAGE("sign-language");

  private final String path;

  Topic(String path) {
    this.path = path;
  }

  static Optional<Topic> of(String path) {
    return List.of(values()).stream().filter(topic -> topic.path.equals(path)).findFirst();
  }

  /// The end of its address, the beginning of its file's name, and of its keys in the messages.
  String path() {
    return path;
  }
}
