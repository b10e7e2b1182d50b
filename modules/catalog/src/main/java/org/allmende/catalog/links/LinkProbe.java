package org.allmende.catalog.links;

import java.net.URI;
import java.time.Duration;
import org.allmende.dcat.quality.LinkStatus;

/// Asks whether something is at an address elsewhere. Each call makes one request at most, besides
/// redirects of a `robots.txt`: whoever calls keeps the pauses between them.
public interface LinkProbe {

  /// Asks, and waits for the answer; never fails.
  Reply ask(Question question);

  /// A request still to be made.
  ///
  /// @param address to be asked now
  /// @param whole whether to ask for the content; else only for what is said about it
  /// @param hops how many redirects have led here
  record Question(URI address, boolean whole, int hops) {

    /// The first about a link.
    public static Question about(URI address) {
      return new Question(address, false, 0);
    }
  }

  /// What came of a request.
  sealed interface Reply {

    /// How long the host wants to be left alone before the next request; zero where it says
    /// nothing.
    Duration pause();

    /// The question about the link is answered.
    ///
    /// @param status of HTTP; 0 where none was given
    record Told(LinkStatus.Reason reason, int status, Duration pause) implements Reply {}

    /// One more request is needed, perhaps of another host.
    record Next(Question question, Duration pause) implements Reply {}

    /// The host has too much to do.
    ///
    /// @param status it said so with
    record Busy(int status, Duration pause) implements Reply {}

    /// The host cannot be reached, whatever the address on it.
    ///
    /// @param reason why
    record Away(LinkStatus.Reason reason) implements Reply {
      @Override
      public Duration pause() {
        return Duration.ZERO;
      }
    }
  }
}
