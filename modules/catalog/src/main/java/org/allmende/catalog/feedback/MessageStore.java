package org.allmende.catalog.feedback;

import java.util.List;
import java.util.Optional;

/// Keeps what readers have written, where the truth is kept: in no export, no catalogue, no answer
/// to a query.
public interface MessageStore {

  /// All of them, the latest first.
  List<Message> messages();

  Optional<Message> message(String id);

  /// Adds one.
  void put(Message message);

  /// Says whether one has been dealt with; what is not there any more is no matter.
  void done(String id, boolean now);

  /// Erases some at once; what is not there is no matter.
  void remove(List<String> ids);
}
