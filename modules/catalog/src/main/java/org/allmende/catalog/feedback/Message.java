package org.allmende.catalog.feedback;

import java.time.Instant;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;

/// What somebody has written about a dataset or about the portal. Nothing is kept of the sender but
/// these words.
///
/// @param id random, of 32 hexadecimal digits
/// @param dataset what it is about; null where it is about the portal
/// @param done whether the office has dealt with it
public record Message(
    String id, @Nullable DatasetId dataset, Instant received, String text, boolean done) {

  public Message {
    if (!isId(id)) {
      throw new IllegalArgumentException("not a message's id: " + id);
    }
  }

  /// Whose it is to read: a tenant's; of nobody but the operator where it is empty.
  public String tenant() {
    DatasetId about = dataset;
    return about == null ? "" : about.tenant();
  }

  static boolean isId(String text) {
    return text.matches("[0-9a-f]{32}");
  }

  /// The same, dealt with or not.
  public Message done(boolean now) {
    return new Message(id, dataset, received, text, now);
  }
}
