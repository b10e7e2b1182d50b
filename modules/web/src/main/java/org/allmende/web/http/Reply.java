package org.allmende.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;
import org.allmende.catalog.said.Json;
import org.allmende.model.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// An answer to a read, with the marks that let a client ask again cheaply: `ETag`, `Vary`, and 304
/// where nothing has changed. A mark that is known beforehand spares making the body. What somebody
/// signed in sees is kept by nobody.
public final class Reply {

  private static final int MARK_LENGTH = 20;

  private final HttpServletRequest request;
  private final HttpHeaders headers = new HttpHeaders();
  private String mark = "";

  private Reply(HttpServletRequest request) {
    this.request = request;
    headers.setCacheControl(
        Caller.isSignedIn(request)
            ? CacheControl.noStore().cachePrivate()
            : CacheControl.noCache());
  }

  public static Reply to(HttpServletRequest request) {
    return new Reply(request);
  }

  public Reply type(MediaType type) {
    headers.setContentType(type);
    return this;
  }

  /// What the answer depends on besides the address.
  public Reply vary(String... names) {
    headers.setVary(java.util.List.of(names));
    return this;
  }

  public Reply header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /// The moment to ask from the next time, where that is not the present one: what is being written
  /// while this is read is dated behind it.
  public Reply date(Instant settled) {
    headers.setDate(settled.toEpochMilli());
    return this;
  }

  /// A mark that changes whenever the body would; without one, the body's hash is taken.
  public Reply mark(String known) {
    mark = "W/\"" + known + "\"";
    return this;
  }

  /// A mark made of all that an answer depends on.
  public static String hash(String all) {
    return hash(all.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(byte[] bytes) {
    return Sha256.of(bytes).hex().substring(0, MARK_LENGTH);
  }

  /// The answer in bytes.
  public ResponseEntity<byte[]> body(Supplier<byte[]> body) {
    if (Caller.isSignedIn(request)) {
      return new ResponseEntity<>(body.get(), headers, HttpStatus.OK);
    }
    if (!mark.isEmpty() && unchanged(mark)) {
      return notModified();
    }
    byte[] bytes = body.get();
    if (mark.isEmpty()) {
      mark = "W/\"" + hash(bytes) + "\"";
      if (unchanged(mark)) {
        return notModified();
      }
    }
    headers.setETag(mark);
    return new ResponseEntity<>(bytes, headers, HttpStatus.OK);
  }

  /// The answer as a stream, for what may be large; needs a mark. Who asks for the headers only
  /// does not have it made. Nothing is left to be answered when this returns nothing.
  public @Nullable ResponseEntity<byte[]> stream(HttpServletResponse response, Writing writing)
      throws IOException {
    if (!Caller.isSignedIn(request)) {
      headers.setETag(mark);
      if (unchanged(mark)) {
        return notModified();
      }
    }
    var body = new Body(response);
    if (!request.getMethod().equals("HEAD")) {
      writing.to(body);
    }
    body.begin();
    return null;
  }

  /// The body on its way. Its headers are set with its first bytes, so that what goes wrong before
  /// is answered as if nothing had been promised.
  private final class Body extends OutputStream {

    private final HttpServletResponse response;
    private boolean begun;

    Body(HttpServletResponse response) {
      this.response = response;
    }

    private OutputStream begin() throws IOException {
      if (!begun) {
        begun = true;
        headers.forEach((name, values) -> values.forEach(one -> response.addHeader(name, one)));
      }
      return response.getOutputStream();
    }

    @Override
    public void write(int octet) throws IOException {
      begin().write(octet);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      begin().write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      if (begun) {
        response.getOutputStream().flush();
      }
    }
  }

  /// Writes a body.
  public interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// The answer as JSON.
  public ResponseEntity<byte[]> json(Supplier<?> body) {
    type(MediaType.APPLICATION_JSON);
    return body(() -> Json.own().writeValueAsBytes(body.get()));
  }

  /// An answer to a write, as JSON, never kept by anybody.
  public static ResponseEntity<byte[]> written(
      HttpStatus status, Map<String, String> headers, Object body) {
    var answer =
        ResponseEntity.status(status)
            .contentType(MediaType.APPLICATION_JSON)
            .cacheControl(CacheControl.noStore());
    headers.forEach(answer::header);
    return answer.body(Json.own().writeValueAsBytes(body));
  }

  private ResponseEntity<byte[]> notModified() {
    headers.setETag(mark);
    headers.setContentType(null);
    return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
  }

  private boolean unchanged(String current) {
    return matches(request, current);
  }

  /// Whether `If-None-Match` names a mark, compared weakly ([RFC 9110,
  /// 13.1.2](https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match)).
  public static boolean matches(HttpServletRequest request, String current) {
    var known = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
    for (String line : known) {
      for (String one : line.split(",", -1)) {
        String candidate = one.trim();
        if (candidate.equals("*") || opaque(candidate).equals(opaque(current))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String opaque(String mark) {
    return mark.startsWith("W/") ? mark.substring(2) : mark;
  }
}
