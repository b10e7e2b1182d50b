package org.allmende.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.allmende.catalog.said.Json;
import tools.jackson.databind.JsonNode;

/// A `multipart/form-data` body, written as browsers and curl do.
public final class Form {

  public static final String TYPE = "multipart/form-data; boundary=x-x-x-x";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// A file whose name stands in the header as it is.
  public Form file(String name, String content) {
    return part("file\"; filename=\"" + name, "Content-Type: text/csv\r\n", content);
  }

  public Form field(String name, String value) {
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

  public HttpRequest.BodyPublisher body() {
    write("--x-x-x-x--\r\n");
    return HttpRequest.BodyPublishers.ofByteArray(out.toByteArray());
  }

  public HttpResponse<String> post(Portal portal, String tenant) {
    return post(portal, tenant, "/api/v1/datasets");
  }

  HttpResponse<String> post(Portal portal, String tenant, String path) {
    return portal.send(
        portal
            .request(path, "Content-Type", TYPE, "Authorization", "Bearer " + Portal.token(tenant))
            .POST(body()));
  }

  public HttpResponse<String> put(Portal portal, String tenant, String path, String... headers) {
    var request =
        portal.request(
            path, "Content-Type", TYPE, "Authorization", "Bearer " + Portal.token(tenant));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return portal.send(request.PUT(body()));
  }

  public static JsonNode json(HttpResponse<String> answer) {
    return Json.own().readTree(answer.body());
  }
}
