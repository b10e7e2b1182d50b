package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.model.Text;

/// An answer of a source. It lies on the tape and can be read more than once.
final class Fetched {

  private final Tape.Answer answer;

  Fetched(Tape.Answer answer) {
    this.answer = answer;
  }

  /// Where it came from in the end; relative addresses in it are meant against this.
  URI address() {
    return URI.create(answer.head().address());
  }

  /// As the server says, in lower case and without parameters; empty when it does not say.
  String mediaType() {
    String said = answer.head().mediaType();
    int end = said.indexOf(';');
    return (end < 0 ? said : said.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// In bytes, not compressed.
  long size() {
    return answer.size();
  }

  InputStream open() throws IOException {
    return answer.open();
  }

  /// The whole answer in memory.
  ///
  /// @throws SourceFailed when it is larger than `most` bytes
  byte[] bytes(int most) throws IOException {
    if (size() > most) {
      throw SourceFailed.because(
          "harvest-answer-too-large",
          new Text(
              "Die Antwort ist größer, als wir am Stück lesen: " + size() + " Byte.",
              "The answer is larger than is read at once: " + size() + " bytes."),
          new Text(
              "Wählen Sie kleinere Seiten, wenn die Quelle das anbietet.",
              "Choose smaller pages where the source offers that."));
    }
    try (InputStream in = open()) {
      return in.readAllBytes();
    }
  }
}
