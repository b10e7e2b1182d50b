package org.allmende.web.http;

import org.allmende.web.page.Words;

/// The kinds of problems an answer can name. Title and explanation stand in the messages, under
/// `problem.{code}.title` and `problem.{code}.explanation`; the page `/problems` lists them all.
public enum Trouble {
  INVALID_REQUEST(400, "invalid-request"),
  MALFORMED_QUERY(400, "malformed-query"),
  UNAUTHENTICATED(401, "unauthenticated"),
  FORBIDDEN(403, "forbidden"),
  FORBIDDEN_QUERY(403, "forbidden-query"),
  NOT_FOUND(404, "not-found"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed"),
  NOT_ACCEPTABLE(406, "not-acceptable"),
  CONFLICT(409, "conflict"),
  GONE(410, "gone"),
  PRECONDITION_FAILED(412, "precondition-failed"),
  TOO_LARGE(413, "too-large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type"),
  RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable"),
  UNREADABLE(422, "unreadable"),
  REFUSED(422, "refused"),
  TOO_COSTLY(422, "too-costly"),
  TOO_MANY_REQUESTS(429, "too-many-requests"),
  INTERNAL(500, "internal"),
  BUSY(503, "busy"),
  ENGINE_AWAY(503, "engine-away"),
  STORE_AWAY(503, "store-away"),
  READ_ONLY(503, "read-only"),
  OUT_OF_SPACE(507, "out-of-space");

  private final int status;
  private final String code;

  Trouble(int status, String code) {
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String title(Words words) {
    return words.t("problem." + code + ".title");
  }

  public String explanation(Words words) {
    return words.t("problem." + code + ".explanation");
  }
}
