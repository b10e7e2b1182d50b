package org.allmende.catalog.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.model.DatasetId;
import org.junit.jupiter.api.Test;

class FeedbackTest {

  private static final DatasetId TREES = new DatasetId("weidenstedt", "baeume");
  private static final DatasetId OTHERS = new DatasetId("hohenlinde", "baeume");
  private static final String TEXT = "Die Linde am Markt steht nicht mehr.";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
  private final Kept kept = new Kept();
  private final Feedback feedback = new Feedback(kept, now::get, Duration.ofDays(30));

  private static final class Kept implements MessageStore {
    private final Map<String, Message> all = new LinkedHashMap<>();

    @Override
    public List<Message> messages() {
      var messages = new ArrayList<>(all.values());
      messages.sort(Comparator.comparing(Message::received).reversed());
      return messages;
    }

    @Override
    public Optional<Message> message(String id) {
      return Optional.ofNullable(all.get(id));
    }

    @Override
    public void put(Message message) {
      all.put(message.id(), message);
    }

    @Override
    public void done(String id, boolean now) {
      all.computeIfPresent(id, (_, message) -> message.done(now));
    }

    @Override
    public void remove(List<String> ids) {
      ids.forEach(all::remove);
    }
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private List<String> texts() {
    return feedback.of(tenant -> tenant.equals("weidenstedt")).stream().map(Message::text).toList();
  }

  @Test
  void keepsWhatIsWrittenForItsTenantAlone() {
    assertTrue(feedback.receive(TREES, TEXT));
    assertTrue(feedback.receive(OTHERS, TEXT + " Auch hier."));
    assertEquals(List.of(TEXT), texts());
  }

  @Test
  void keepsTheWordsWithoutWhatCannotBeSeen() {
    assertTrue(
        feedback.receive(
            TREES, "\u202e Zeile eins\r\n\r\n\r\n\r\nZeile\u0007 zwei\u200b \t👩\u200d🌾 "));
    assertEquals(List.of("Zeile eins\n\nZeile zwei \t👩\u200d🌾"), texts());
  }

  @Test
  void takesNeitherTooLittleNorTooMuch() {
    assertThrows(IllegalArgumentException.class, () -> feedback.receive(TREES, "  zu kurz \u202e"));
    String long1 = "ä".repeat(Feedback.LONGEST + 1);
    assertThrows(IllegalArgumentException.class, () -> feedback.receive(TREES, long1));
    assertTrue(feedback.receive(TREES, "😀".repeat(Feedback.LONGEST)));
  }

  @Test
  void showsWhatIsOpenFirstAndTheLatestBeforeTheRest() {
    feedback.receive(TREES, TEXT + "1");
    pass(Duration.ofHours(1));
    feedback.receive(TREES, TEXT + "2");
    pass(Duration.ofHours(1));
    feedback.receive(TREES, TEXT + "3");
    Message last = feedback.of(_ -> true).getFirst();
    feedback.done(last, true);
    assertEquals(List.of(TEXT + "2", TEXT + "1", TEXT + "3"), texts());
    feedback.done(last.done(true), false);
    assertEquals(TEXT + "3", texts().getFirst());
  }

  @Test
  void erasesWhatHasBeenKeptLongEnough() {
    feedback.receive(TREES, TEXT + "1");
    pass(Duration.ofDays(29));
    feedback.receive(TREES, TEXT + "2");
    pass(Duration.ofDays(2));
    assertEquals(List.of(TEXT + "2"), texts());
    assertEquals(2, kept.all.size());
    assertEquals(1, feedback.tidy());
    assertEquals(1, kept.all.size());
    feedback.erase(feedback.of(_ -> true).getFirst());
    assertTrue(kept.all.isEmpty());
  }

  @Test
  void hasAnEndOfRoomForEachDataset() {
    for (int i = 0; i < 50; i++) {
      assertTrue(feedback.receive(TREES, TEXT + i));
    }
    assertFalse(feedback.receive(TREES, TEXT));
    assertTrue(feedback.receive(OTHERS, TEXT));
    pass(Duration.ofDays(31));
    assertTrue(feedback.receive(TREES, TEXT));
  }

  @Test
  void takesNothingWhereNothingIsKept() {
    var none = new Feedback(kept, now::get, Duration.ZERO);
    assertFalse(none.receive(TREES, TEXT));
    assertEquals(0, none.days());
  }

  @Test
  void findsNothingUnderWhatIsNoName() {
    assertTrue(feedback.find("../../x").isEmpty());
    assertTrue(feedback.find("0".repeat(32)).isEmpty());
  }
}
