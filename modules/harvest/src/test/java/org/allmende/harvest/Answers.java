package org.allmende.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// A source that answers from memory.
final class Answers implements Fetcher {

  private final Function<Request, byte @Nullable []> server;
  private final List<Request> asked = new ArrayList<>();

  /// @param server null where there is nothing
  Answers(Function<Request, byte @Nullable []> server) {
    this.server = server;
  }

  List<Request> asked() {
    return asked;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Fetched fetch(Request request) throws IOException {
    asked.add(request);
    byte[] answer = server.apply(request);
    if (answer == null) {
      throw SourceFailed.because("harvest-status", Text.same("404"), Text.same("404"));
    }
    return answer(request.address().toString(), answer);
  }

  static Fetched answer(String address, byte[] answer) {
    var head = new Tape.Head(address, address, "", null, null);
    return new Fetched(
        new Tape.Answer() {
          @Override
          public Tape.Head head() {
            return head;
          }

          @Override
          public long size() {
            return answer.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(answer);
          }
        });
  }
}
