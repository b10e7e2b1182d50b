package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.allmende.model.Reading;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uploads meant to do harm are refused, or read, as the cases say; in time and without a crash.
class AbuseTest {

  @TestFactory
  Stream<DynamicTest> readsOrRefuses(@TempDir Path folder) throws IOException {
    return Files.readAllLines(Folders.shared("abuse/upload.jsonl")).stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .map(one ->
            dynamicTest(
                one.path("id").asString() + " " + one.path("why").asString(),
                () -> check(folder, one)));
  }

  private static void check(Path folder, JsonNode one) throws IOException {
    JsonNode request = one.path("request");
    byte[] body = body(request);
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Reading reading = Uploads.read(folder, request.path("filename").asString(), body);
    long took = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    assertTrue(took < one.path("expect").path("max_ms").asInt(), () -> "took " + took + " ms");
    var statuses = StreamSupport.stream(one.path("expect").path("status").spliterator(), false);
    var kinds = statuses.map(status -> status.asInt() / 100).distinct().toList();
    if (kinds.size() == 1) {
      Class<?> wanted = kinds.contains(2) ? Reading.Understood.class : Reading.Rejected.class;
      assertInstanceOf(wanted, reading);
    }
  }

  private static byte[] body(JsonNode request) throws IOException {
    if (request.has("body_b64")) {
      return Base64.getDecoder().decode(request.path("body_b64").asString());
    }
    var bytes = new ByteArrayOutputStream();
    JsonNode body = request.path("body");
    if (body.isString()) {
      bytes.write(text(body));
    }
    for (JsonNode part : body.path("parts")) {
      if (part.isString()) {
        bytes.write(text(part));
      } else if (part.has("hex")) {
        bytes.write(HexFormat.of().parseHex(part.path("hex").asString()));
      } else {
        byte[] repeated = text(part.path("rep").get(0));
        for (int i = 0; i < part.path("rep").get(1).asInt(); i++) {
          bytes.write(repeated);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] text(JsonNode node) {
    return node.asString().getBytes(StandardCharsets.UTF_8);
  }
}
