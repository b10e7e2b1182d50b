package org.allmende.web.access;

import java.util.HashMap;
import java.util.Map;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;

/// The threads that answer, shared out. A thread waits for as long as whoever asks takes to send
/// the body or to read the answer, and a byte now and then keeps it waiting. So one client holds
/// only some of them, those that wait for bodies are never all, and a few are left for whoever is
/// not counted and for saying no.
public final class Places {

  /// All there are.
  public static final int THREADS = 200;

  static final int MOST_OF_ONE = 64;
  static final int MOST_WITH_BODY = 100;
  static final int MOST = 180;

  /// Of whoever is not counted.
  static final Place UNCOUNTED = () -> {};

  private static final int WAIT = 5;

  private final Map<String, Integer> clients = new HashMap<>();
  private int taken;
  private int bodies;

  /// A thread for one request, until it is answered.
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /// @param body whether the request brings one
  /// @throws Problem where the client has enough, or all are taken
  synchronized Place take(String client, boolean body) {
    if (clients.getOrDefault(client, 0) >= MOST_OF_ONE) {
      throw later(
          Problem.of(
              Trouble.TOO_MANY_REQUESTS,
              "Von hier sind zu viele Anfragen offen. Versuchen Sie es in %d Sekunden wieder."
                  .formatted(WAIT),
              "Too many requests from here are open. Try again in %d seconds.".formatted(WAIT)));
    }
    if (taken >= MOST || (body && bodies >= MOST_WITH_BODY)) {
      throw later(Problem.of(Trouble.BUSY));
    }
    clients.merge(client, 1, Integer::sum);
    taken++;
    bodies += body ? 1 : 0;
    return () -> leave(client, body);
  }

  private static Problem later(Problem problem) {
    return problem.header(HttpHeaders.RETRY_AFTER, Integer.toString(WAIT));
  }

  private synchronized void leave(String client, boolean body) {
    int held = clients.getOrDefault(client, 1) - 1;
    if (held == 0) {
      clients.remove(client);
    } else {
      clients.put(client, held);
    }
    taken--;
    bodies -= body ? 1 : 0;
  }
}
