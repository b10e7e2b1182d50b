package org.allmende.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.harvest.Tape;
import org.jspecify.annotations.Nullable;

/// A tape in memory.
final class MemoryTape implements Tape {

  private final Map<String, Answer> answers = new HashMap<>();
  private final @Nullable MemoryTape earlier;
  private final boolean played;

  MemoryTape() {
    this(null, false);
  }

  private MemoryTape(@Nullable MemoryTape earlier, boolean played) {
    this.earlier = earlier;
    this.played = played;
  }

  /// The tape of the run after this one.
  MemoryTape next() {
    return new MemoryTape(this, false);
  }

  /// This tape, to be played.
  MemoryTape again() {
    var tape = new MemoryTape(null, true);
    tape.answers.putAll(answers);
    return tape;
  }

  private static final class Kept implements Answer {
    private final Head head;
    private final byte[] bytes;

    Kept(Head head, byte[] bytes) {
      this.head = head;
      this.bytes = bytes;
    }

    @Override
    public Head head() {
      return head;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  @Override
  public boolean isPlayed() {
    return played;
  }

  @Override
  public Optional<Answer> find(String request) {
    return Optional.ofNullable(answers.get(request));
  }

  @Override
  public Optional<Answer> earlier(String request) {
    return earlier == null ? Optional.empty() : earlier.find(request);
  }

  @Override
  public Answer keep(Head head, InputStream body) throws IOException {
    return keep(new Kept(head, body.readAllBytes()));
  }

  @Override
  public Answer keep(Answer known) {
    answers.put(known.head().request(), known);
    return known;
  }
}
