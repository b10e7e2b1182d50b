package org.allmende.web.ckan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.said.Json;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Why a call of the CKAN action API is not answered, in the shape clients of CKAN know.
final class CkanProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Map<String, Object> error;

  private CkanProblem(int status, Map<String, Object> error) {
    super(error.toString(), null, false, false);
    this.status = status;
    this.error = error;
  }

  static CkanProblem notFound(String message) {
    return told(404, "Not Found Error", message);
  }

  static CkanProblem forbidden(String message) {
    return told(403, "Authorization Error", message);
  }

  static CkanProblem wrongQuery(String message) {
    return told(400, "Search Query Error", message);
  }

  static CkanProblem busy() {
    return told(503, "Service Unavailable", "Too many questions at once; please ask again later.");
  }

  static CkanProblem internal() {
    return told(500, "Internal Server Error", "Internal server error.");
  }

  /// A parameter that is not what it should be.
  static CkanProblem invalid(String parameter, String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("__type", "Validation Error");
    error.put(parameter, List.of(message));
    return new CkanProblem(409, error);
  }

  static CkanProblem told(int status, String type, String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("__type", type);
    error.put("message", message);
    return new CkanProblem(status, error);
  }

  /// @param help where the call is explained
  ResponseEntity<byte[]> answer(String help) {
    var body = new LinkedHashMap<String, Object>();
    body.put("help", help);
    body.put("success", false);
    body.put("error", error);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(Json.own().writeValueAsBytes(body));
  }
}
