package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.allmende.catalog.feedback.Message;
import org.junit.jupiter.api.Test;

abstract class MessageStoreContract extends Contract {

  /// The third is about the portal.
  private static Message message(int number) {
    return new Message(
        "%032x".formatted(number),
        number == 3 ? null : Sample.id("weidenstedt/baeume"),
        Instant.parse("2026-01-0" + number + "T10:00:00.123Z"),
        "Zeile eins\n\"Zeile\" zwei 🌳",
        false);
  }

  @Test
  void keepsMessagesOverARestartUntilTheyAreErased() throws IOException {
    try (var directory = open(folder)) {
      directory.messages().put(message(1));
      directory.messages().put(message(2));
      directory.messages().put(message(3));
    }
    try (var directory = open(folder)) {
      var messages = directory.messages();
      assertEquals(List.of(message(3), message(2), message(1)), messages.messages());
      messages.done(message(2).id(), true);
      messages.remove(List.of(message(1).id(), "f".repeat(32)));
      messages.done(message(1).id(), true);
      assertEquals(List.of(message(3), message(2).done(true)), messages.messages());
      assertTrue(messages.message(message(2).id()).orElseThrow().done());
      assertFalse(messages.message(message(1).id()).isPresent());
    }
  }
}
