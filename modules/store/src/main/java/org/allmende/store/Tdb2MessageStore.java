package org.allmende.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.feedback.Message;
import org.allmende.catalog.feedback.MessageStore;
import org.apache.jena.graph.Node;

/// What readers have written, in the private part of the store.
final class Tdb2MessageStore implements MessageStore {

  private final PrivateTexts texts;
  private final Writer writer;

  Tdb2MessageStore(PrivateTexts texts, Writer writer) {
    this.texts = texts;
    this.writer = writer;
  }

  @Override
  public List<Message> messages() {
    return texts.all(Words.MESSAGE, Message.class).stream()
        .sorted(Comparator.comparing(Message::received).reversed().thenComparing(Message::id))
        .toList();
  }

  @Override
  public Optional<Message> message(String id) {
    return texts.one(node(id), Words.MESSAGE, Message.class);
  }

  @Override
  public void put(Message message) {
    texts.write(node(message.id()), Words.MESSAGE, message);
  }

  @Override
  public void done(String id, boolean now) {
    texts.change(node(id), Words.MESSAGE, Message.class, message -> message.done(now));
  }

  @Override
  public void remove(List<String> ids) {
    writer.write(edit -> {
      ids.forEach(id -> edit.about(node(id), Set.of()));
      return true;
    });
  }

  private static Node node(String id) {
    return Words.uri("message:" + id);
  }
}
