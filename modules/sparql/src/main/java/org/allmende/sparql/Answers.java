package org.allmende.sparql;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Body;
import org.allmende.catalog.asking.SparqlEndpoint.Request;
import org.allmende.model.Text;

/// Short answers in bytes, so that a question that is asked again is answered without asking the
/// data. What is asked least recently goes first; one change of what is published, and all go.
final class Answers {

  private static final int BESIDES = 300;

  private final long most;
  private final Map<Request, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long change = -1;
  private long size;

  /// @param most bytes that are kept altogether
  Answers(long most) {
    this.most = most;
  }

  private record Kept(Answer answer, long size) {}

  /// What has been answered to the very same question about the very same state.
  synchronized Optional<Answer> find(Request request, long now) {
    if (now != change) {
      return Optional.empty();
    }
    return Optional.ofNullable(kept.get(request)).map(Kept::answer);
  }

  /// Keeps a whole answer.
  synchronized void keep(
      Request request, String mediaType, long about, byte[] bytes, List<Text> notes) {
    if (about < change) {
      return;
    }
    if (about > change) {
      kept.clear();
      size = 0;
      change = about;
    }
    long weight = BESIDES + 2L * request.query().length() + bytes.length;
    var answer = new Answer.Ready(mediaType, about, true, new Bytes(bytes, notes));
    Kept before = kept.put(request, new Kept(answer, weight));
    size += weight - (before == null ? 0 : before.size());
    var oldest = kept.values().iterator();
    while (size > most && oldest.hasNext()) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  private static final class Bytes implements Body {
    private final byte[] bytes;
    private final List<Text> notes;

    Bytes(byte[] bytes, List<Text> notes) {
      this.bytes = bytes;
      this.notes = notes;
    }

    @Override
    public List<Text> notes() {
      return notes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }

    @Override
    public void close() {
      // It holds nothing but its bytes.
    }
  }
}
