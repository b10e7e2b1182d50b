package org.allmende.catalog.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answers of a source as they came in one run, so that the run can be repeated without it.
public interface Tape {

  /// Whether this tape is from an earlier run and is only read.
  boolean isPlayed();

  /// The answer to a request on this tape.
  ///
  /// @param request what was asked, in full: method, address, body
  Optional<Answer> find(String request);

  /// The answer that the last complete run before this one got.
  Optional<Answer> earlier(String request);

  /// Keeps an answer; the body is read to its end.
  ///
  /// @throws SourceFailed when the tape is full
  Answer keep(Head head, InputStream body) throws IOException;

  /// Takes over an answer that has not changed since the run before.
  Answer keep(Answer earlier) throws IOException;

  /// What goes before an answer.
  ///
  /// @param request what was asked, in full
  /// @param address where it was answered, after redirects
  /// @param mediaType as the server said, with its parameters; empty when it did not
  /// @param etag null where there is none
  /// @param lastModified as the server wrote it; null where there is none
  record Head(
      String request,
      String address,
      String mediaType,
      @Nullable String etag,
      @Nullable String lastModified) {}

  /// An answer on a tape.
  interface Answer {

    Head head();

    /// Bytes of the body, not compressed.
    long size();

    /// The body, not compressed.
    InputStream open() throws IOException;
  }
}
