package org.allmende.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.allmende.catalog.feedback.Message;
import org.allmende.catalog.feedback.MessageStore;

/// Messages kept in memory.
final class MemoryMessages implements MessageStore {

  private final Map<String, Message> messages = new ConcurrentSkipListMap<>();

  @Override
  public List<Message> messages() {
    return List.copyOf(messages.values());
  }

  @Override
  public Optional<Message> message(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  @Override
  public void put(Message message) {
    messages.put(message.id(), message);
  }

  @Override
  public void done(String id, boolean now) {
    messages.computeIfPresent(id, (_, message) -> message.done(now));
  }

  @Override
  public void remove(List<String> ids) {
    ids.forEach(messages::remove);
  }
}
