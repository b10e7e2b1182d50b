package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import org.allmende.web.http.Reply;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Gives programs the description of all routes.
@RestController
public final class OpenApiController {

  private final byte[] document;

  OpenApiController(OpenApi all) {
    this.document = OpenApi.write(all.copy());
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> document(HttpServletRequest request) {
    return Reply.to(request).type(MediaType.APPLICATION_JSON).body(() -> document);
  }
}
