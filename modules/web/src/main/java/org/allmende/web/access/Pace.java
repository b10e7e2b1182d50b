package org.allmende.web.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// Takes bodies as long as they come at some pace, and leaves alone what nobody wants any more.
/// Tomcat ends a connection on which nothing comes for a while, so that a byte now and then holds a
/// thread for good; and it waits in the same way for two megabytes of a body that was refused, so
/// that the client reads why before it is cut off. Here that takes a second.
///
/// The place of a request is given back when nothing waits for its client any more.
public final class Pace extends ValveBase {

  private static final long LINGER = Duration.ofSeconds(1).toNanos();
  private static final long LOOK = Duration.ofMillis(10).toNanos();
  private static final int MOST_LINGERING = 20;
  private static final int MOST_UNWANTED = 2 << 20;
  private static final String PLACE = Pace.class.getName();

  private final Semaphore lingering = new Semaphore(MOST_LINGERING);

  public Pace() {
    super(true);
  }

  /// Keeps the place of a request until its client has the answer.
  static void keepUntilAnswered(HttpServletRequest request, Places.Place place) {
    request.setAttribute(PLACE, place);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    var asked = request.getCoyoteRequest();
    InputBuffer body = asked.getInputBuffer();
    asked.setInputBuffer(new Paced(body, System::nanoTime));
    try {
      getNext().invoke(request, response);
      asked.setInputBuffer(body);
      if (!request.isAsync()) {
        end(asked, response);
      }
    } finally {
      asked.setInputBuffer(body);
      if (!request.isAsync() && request.getAttribute(PLACE) instanceof Places.Place place) {
        request.removeAttribute(PLACE);
        place.close();
      }
    }
  }

  /// Answers, waits a moment for what is on its way, and ends the connection unless that was all. A
  /// client that waits to be told to send is not told any more.
  private void end(org.apache.coyote.Request asked, Response response) {
    try {
      response.finishResponse();
      if (!asked.isFinished() && !asked.hasExpectation() && lingering.tryAcquire()) {
        try {
          swallow(asked);
        } finally {
          lingering.release();
        }
      }
    } catch (IOException _) {
      // The client has gone.
    }
    if (!asked.isFinished()) {
      asked.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  private static void swallow(org.apache.coyote.Request asked) throws IOException {
    long until = System.nanoTime() + LINGER;
    var nowhere = new Nowhere();
    long swallowed = 0;
    while (!asked.isFinished() && swallowed < MOST_UNWANTED && System.nanoTime() - until < 0) {
      asked.action(ActionCode.AVAILABLE, true);
      if (asked.getAvailable() > 0) {
        swallowed += asked.doRead(nowhere);
      } else {
        LockSupport.parkNanos(LOOK);
      }
    }
  }

  /// A body that is given up when it comes too slowly. What counts is the time somebody has waited
  /// for it, not how long it took to do something with it.
  static final class Paced implements InputBuffer {

    /// So long may be waited besides, for connections are lost for a moment.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// A kilobyte a second, an eighth of what ISDN carries.
    static final Duration FOR_EACH_BYTE = Duration.ofMillis(1);

    private final InputBuffer body;
    private final LongSupplier nanos;
    private long waited;
    private long taken;

    /// @param nanos tells the time
    Paced(InputBuffer body, LongSupplier nanos) {
      this.body = body;
      this.nanos = nanos;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      long began = nanos.getAsLong();
      int bytes = body.doRead(handler);
      waited += nanos.getAsLong() - began;
      taken += Math.max(0, bytes);
      if (waited > PATIENCE.toNanos() + taken * FOR_EACH_BYTE.toNanos()) {
        throw new SocketTimeoutException("the body comes too slowly");
      }
      return bytes;
    }

    @Override
    public int available() {
      return body.available();
    }
  }

  /// Where bytes go that nobody wants.
  private static final class Nowhere implements ApplicationBufferHandler {

    private ByteBuffer bytes = EMPTY_BUFFER;

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {}
  }
}
