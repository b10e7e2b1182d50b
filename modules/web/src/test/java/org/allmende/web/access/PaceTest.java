package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.allmende.web.Portal;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final int PATIENCE = 10_000;

  private long now;

  /// A body of which so many bytes come each time, after a while.
  private InputBuffer sending(int bytes, Duration pause) {
    return new InputBuffer() {
      @Override
      public int doRead(ApplicationBufferHandler handler) {
        now += pause.toNanos();
        return bytes;
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }

  /// What is done with what has come takes its time, too.
  private void read(InputBuffer body, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      body.doRead(ApplicationBufferHandler.EMPTY);
      now += Duration.ofMinutes(1).toNanos();
    }
  }

  @Test
  void givesUpBodiesThatComeByTheByte() throws IOException {
    var body = new Pace.Paced(sending(1, Duration.ofSeconds(2)), () -> now);
    read(body, 5);
    assertThrows(SocketTimeoutException.class, () -> read(body, 1));
  }

  @Test
  void waitsForBodiesThatComeOverSlowLines() throws IOException {
    read(new Pace.Paced(sending(4096, Duration.ofSeconds(4)), () -> now), 1000);
  }

  @Test
  void waitsAMomentOnlyForABodyThatIsRefused() throws IOException {
    URI portal = Portal.shared().uri("/");
    String request =
        "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx";
    try (var socket = new Socket(portal.getHost(), portal.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      assertTrue(text.startsWith("HTTP/1.1 401"), text);
    }
  }
}
