package org.allmende.bench.abuse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// A request as bytes, with nothing put right that is meant to be wrong.
final class Message {

  private static final String BOUNDARY = "----allmende-abuse";

  private final String method;
  private final byte[] target;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream more = new ByteArrayOutputStream();
  private byte[] body = new byte[0];

  Message(String method, String target) {
    this(method, target.getBytes(StandardCharsets.UTF_8));
  }

  Message(String method, byte[] target) {
    this.method = method;
    this.target = target.clone();
    headers.put("Host", "localhost");
    headers.put("Connection", "close");
    headers.put("Accept", "application/json");
  }

  Message header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Headers of the same kind, as many as wanted.
  Message many(int count) {
    for (int i = 0; i < count; i++) {
      more.writeBytes(("X-" + i + ": a\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    return this;
  }

  Message bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  Message json(String text) {
    return body("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  Message body(String type, byte[] bytes) {
    body = bytes.clone();
    return header("Content-Type", type).header("Content-Length", Integer.toString(bytes.length));
  }

  /// A form with a file.
  ///
  /// @param fields by name
  Message upload(Map<String, String> fields, String fileName, String type, byte[] file) {
    var out = new ByteArrayOutputStream(file.length + 1024);
    BiConsumer<String, byte[]> part =
        (head, bytes) -> {
          out.writeBytes(("--" + BOUNDARY + "\r\n").getBytes(StandardCharsets.US_ASCII));
          out.writeBytes(
              ("Content-Disposition: form-data; " + head + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
          out.writeBytes(bytes);
          out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        };
    fields.forEach((name, value) ->
        part.accept("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
    part.accept("name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: " + type, file);
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return body("multipart/form-data; boundary=" + BOUNDARY, out.toByteArray());
  }

  /// So many parts, all the same.
  Message parts(int count) {
    String one = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
    return body(
        "multipart/form-data; boundary=" + BOUNDARY,
        (one.repeat(count) + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream(body.length + 1024);
    out.writeBytes((method + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(target);
    out.writeBytes(" HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
    headers.forEach((name, value) ->
        out.writeBytes((name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    out.writeBytes(more.toByteArray());
    out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /// Parameters as a query; what is percent-encoded already stays, and so does what is written as
  /// several parameters.
  static String query(JsonNode parameters, Words words) {
    var query = new StringBuilder();
    parameters.forEachEntry((name, value) ->
        query
            .append(query.isEmpty() ? "?" : "&")
            .append(name)
            .append('=')
            .append(encoded(words.bytes(value))));
    return query.toString();
  }

  private static String encoded(byte[] bytes) {
    boolean several = bytes.length > 0 && bytes[0] == '&';
    var out = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || "-._~%".indexOf(c) >= 0
              || (several && (c == '&' || c == '='));
      if (plain) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return out.toString();
  }
}
