package org.allmende.catalog.feedback;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;

/// Takes what readers write to an office about a dataset, or to the operator about the portal,
/// shows it to them, and forgets it after a time. There is an end to how much is kept, so that
/// nobody can fill the disk with words.
public final class Feedback {

  /// Fewer characters say nothing.
  public static final int SHORTEST = 10;

  /// More characters are not taken.
  public static final int LONGEST = 3_000;

  private static final int MOST_ABOUT_ONE = 50;
  private static final int MOST_OF_TENANT = 500;
  private static final int MOST = 5_000;
  private static final int ID_BYTES = 16;

  /// What is no letter but changes how others are shown, besides line breaks and tabs.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}&&[^\\n\\t\\u200d]]");

  private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

  private final MessageStore store;
  private final InstantSource clock;
  private final Duration kept;
  private final SecureRandom random = new SecureRandom();
  private final Object receiving = new Object();

  /// @param kept for how long; for no time, nothing is taken
  public Feedback(MessageStore store, InstantSource clock, Duration kept) {
    this.store = store;
    this.clock = clock;
    this.kept = kept;
  }

  /// For how many days messages are kept; 0 where none are taken.
  public long days() {
    return kept.toDays();
  }

  /// A text as it would be kept: without what cannot be seen.
  public static String plain(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n");
    String seen = UNSEEN.matcher(lines).replaceAll("");
    return Normalizer.normalize(EMPTY_LINES.matcher(seen).replaceAll("\n\n"), Normalizer.Form.NFC)
        .strip();
  }

  /// Takes a message about the portal, which its operator reads.
  ///
  /// @return whether there was room for it
  /// @throws IllegalArgumentException when it is too short or too long
  public boolean receive(String text) {
    return take(null, text);
  }

  /// Takes a message about a dataset.
  ///
  /// @return whether there was room for it
  /// @throws IllegalArgumentException when it is too short or too long
  public boolean receive(DatasetId dataset, String text) {
    return take(dataset, text);
  }

  private boolean take(@Nullable DatasetId dataset, String text) {
    String plain = plain(text);
    int length = plain.codePointCount(0, plain.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException(
          "a message has " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (kept.isZero()) {
      return false;
    }
    synchronized (receiving) {
      tidy();
      byte[] id = new byte[ID_BYTES];
      random.nextBytes(id);
      var message =
          new Message(HexFormat.of().formatHex(id), dataset, clock.instant(), plain, false);
      if (!hasRoom(message)) {
        return false;
      }
      store.put(message);
      return true;
    }
  }

  private boolean hasRoom(Message next) {
    List<Message> all = store.messages();
    DatasetId dataset = next.dataset();
    return all.size() < MOST
        && count(all, message -> message.tenant().equals(next.tenant())) < MOST_OF_TENANT
        && (dataset == null
            || count(all, message -> dataset.equals(message.dataset())) < MOST_ABOUT_ONE);
  }

  private static long count(List<Message> all, Predicate<Message> which) {
    return all.stream().filter(which).count();
  }

  /// What some tenants have been written, the latest first; what is not dealt with before the rest.
  ///
  /// @param tenant which tenants; the empty one is the portal
  public List<Message> of(Predicate<String> tenant) {
    Instant oldest = oldest();
    List<Message> all =
        store.messages().stream()
            .filter(message -> tenant.test(message.tenant()))
            .filter(message -> !message.received().isBefore(oldest))
            .toList();
    return Stream.concat(
            all.stream().filter(message -> !message.done()), all.stream().filter(Message::done))
        .toList();
  }

  public Optional<Message> find(String id) {
    return Message.isId(id) ? store.message(id) : Optional.empty();
  }

  /// Says whether the office has dealt with a message.
  public void done(Message message, boolean now) {
    store.put(message.done(now));
  }

  public void erase(Message message) {
    store.remove(List.of(message.id()));
  }

  /// Erases what has been kept long enough; returns how many messages that were.
  public int tidy() {
    Instant oldest = oldest();
    List<String> old =
        store.messages().stream()
            .filter(message -> message.received().isBefore(oldest))
            .map(Message::id)
            .toList();
    if (!old.isEmpty()) {
      store.remove(old);
    }
    return old.size();
  }

  private Instant oldest() {
    return clock.instant().minus(kept);
  }
}
