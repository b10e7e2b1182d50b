package org.allmende.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.Json;
import org.allmende.model.Addresses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// What programs can do here, as [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1). Written by
/// hand in `openapi.json`; a test holds it against the table of routes.
@RestController
final class OpenApiController {

  private final byte[] document;

  OpenApiController(Addresses addresses) {
    this.document = read(addresses.base());
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> document(HttpServletRequest request) {
    return Reply.to(request).type(MediaType.APPLICATION_JSON).body(() -> document);
  }

  private static byte[] read(String base) {
    try (InputStream in = OpenApiController.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is missing");
      }
      var document = (ObjectNode) Json.own().readTree(in.readAllBytes());
      document.set("servers", Json.own().valueToTree(List.of(Map.of("url", base))));
      return Json.own().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
