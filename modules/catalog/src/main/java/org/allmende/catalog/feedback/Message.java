package org.allmende.catalog.feedback;

import java.time.Instant;
import org.allmende.model.DatasetId;

/// What somebody has written about a dataset. Nothing is kept of the sender but these words.
///
/// @param id random, of 32 hexadecimal digits
/// @param done whether the office has dealt with it
public record Message(String id, DatasetId dataset, Instant received, String text, boolean done) {

  public Message {
    if (!isId(id)) {
      throw new IllegalArgumentException("not a message's id: " + id);
    }
  }

  static boolean isId(String text) {
    return text.matches("[0-9a-f]{32}");
  }

  /// The same, dealt with or not.
  public Message done(boolean now) {
    return new Message(id, dataset, received, text, now);
  }
}
