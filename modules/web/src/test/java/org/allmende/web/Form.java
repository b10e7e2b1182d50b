package org.allmende.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.allmende.catalog.said.Json;
import tools.jackson.databind.JsonNode;

/// A `multipart/form-data` body, written as browsers and curl do.
final class Form {

  static final String TYPE = "multipart/form-data; boundary=x-x-x-x";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// A file whose name stands in the header as it is.
  Form file(String name, String content) {
    return part("file\"; filename=\"" + name, "Content-Type: text/csv\r\n", content);
  }

  Form field(String name, String value) {
    return part(name, "", value);
  }

  private Form part(String name, String headers, String content) {
    write("--x-x-x-x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n");
    write(headers + "\r\n" + content + "\r\n");
    return this;
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest.BodyPublisher body() {
    write("--x-x-x-x--\r\n");
    return HttpRequest.BodyPublishers.ofByteArray(out.toByteArray());
  }

  HttpResponse<String> post(Portal portal, String tenant) {
    return post(portal, tenant, "/api/v1/datasets");
  }

  HttpResponse<String> post(Portal portal, String tenant, String path) {
    return portal.send(
        portal
            .request(path, "Content-Type", TYPE, "Authorization", "Bearer " + Portal.token(tenant))
            .POST(body()));
  }

  HttpResponse<String> put(Portal portal, String tenant, String path, String... headers) {
    var request =
        portal.request(
            path, "Content-Type", TYPE, "Authorization", "Bearer " + Portal.token(tenant));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return portal.send(request.PUT(body()));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return Json.own().readTree(answer.body());
  }
}
