package org.allmende.web.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.allmende.model.Sha256;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilesControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String BYTES = "Art\nabcdefghij\n";
  private static final String HASH = hash(BYTES);
  private static final String FILE = "/files/" + HASH + "/b%C3%A4ume.csv";

  private static String hash(String bytes) {
    return Sha256.of(bytes.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @BeforeAll
  static void publish() {
    var answer =
        new Form().file("b.csv", BYTES).field("publish", "true").post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void givesTheBytesToBeSaved() {
    var answer = PORTAL.get(FILE);
    assertEquals(200, answer.statusCode());
    assertEquals(BYTES, answer.body());
    assertEquals("text/csv", header(answer, "Content-Type"));
    assertEquals("\"" + HASH + "\"", header(answer, "ETag"));
    assertEquals("bytes", header(answer, "Accept-Ranges"));
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    assertTrue(header(answer, "Content-Security-Policy").contains("sandbox"));
    assertTrue(header(answer, "Content-Disposition").startsWith("attachment"));
    assertTrue(header(answer, "Content-Disposition").contains("filename*=UTF-8''b%C3%A4ume.csv"));
    assertEquals(304, PORTAL.get(FILE, "If-None-Match", "\"" + HASH + "\"").statusCode());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void hasNothingABrowserWouldRun() {
    for (String name : new String[] {"x.html", "x.svg", "x.js", "x", "x.exe"}) {
      var answer = PORTAL.get("/files/" + HASH + "/" + name);
      assertEquals("application/octet-stream", header(answer, "Content-Type"), name);
    }
    var odd = PORTAL.get("/files/" + HASH + "/a%22;%20filename=%22x%0D%0ASet-Cookie:%20a.csv");
    assertTrue(odd.statusCode() == 400 || header(odd, "Set-Cookie").isEmpty());
  }

  @Test
  void givesParts() {
    assertPart("bytes=4-6", "abc", "bytes 4-6/15");
    assertPart("bytes=-3", "ij\n", "bytes 12-14/15");
    assertPart("bytes=12-", "ij\n", "bytes 12-14/15");
    assertPart("bytes=12-900", "ij\n", "bytes 12-14/15");
    var many = PORTAL.get(FILE, "Range", "bytes=0-2,4-5");
    assertEquals(206, many.statusCode());
    assertTrue(header(many, "Content-Type").startsWith("multipart/byteranges"));
    assertTrue(many.body().contains("Content-Range: bytes 4-5/15"), many.body());
  }

  private static void assertPart(String range, String expected, String contentRange) {
    var answer = PORTAL.get(FILE, "Range", range);
    assertEquals(206, answer.statusCode(), range);
    assertEquals(expected, answer.body(), range);
    assertEquals(contentRange, header(answer, "Content-Range"), range);
  }

  @Test
  void givesThePartOnlyOfTheFileTheClientKnows() {
    assertEquals(
        206, PORTAL.get(FILE, "Range", "bytes=0-1", "If-Range", "\"" + HASH + "\"").statusCode());
    assertEquals(200, PORTAL.get(FILE, "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode());
  }

  @Test
  void answersOddRangesWithTheWholeOrNothing() {
    var outside = PORTAL.get(FILE, "Range", "bytes=500-600");
    assertEquals(416, outside.statusCode());
    assertEquals("bytes */15", header(outside, "Content-Range"));
    for (String odd :
        new String[] {
          "lines=1-2", "bytes=5-2", "bytes=x", "bytes=", "bytes=" + "0-,".repeat(900) + "0-"
        }) {
      int status = PORTAL.get(FILE, "Range", odd).statusCode();
      assertTrue(status == 200 || status == 416, status + " for " + odd);
    }
  }

  /// Parts are counted in the bytes of the file, so these are never sent compressed.
  @Test
  void givesTheBytesAsTheyAre() {
    String many = "Art\n" + "Hainbuche\n".repeat(1000);
    new Form().file("viele.csv", many).field("publish", "true").post(PORTAL, "weidenstedt");
    var answer = PORTAL.get("/files/" + hash(many) + "/viele.csv", "Accept-Encoding", "gzip");
    assertEquals(200, answer.statusCode());
    assertEquals("", header(answer, "Content-Encoding"));
    assertEquals(many, answer.body());
  }

  @Test
  void answersHeadWithoutABody() {
    var head =
        PORTAL.send(PORTAL.request(FILE).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("15", header(head, "Content-Length"));
    assertEquals("", head.body());
  }

  @Test
  void opensNothingToWhoOnlyKnowsAHash() {
    String secret = "Art\ngeheim\n";
    new Form().file("geheim.csv", secret).post(PORTAL, "weidenstedt");
    String file = "/files/" + hash(secret) + "/geheim.csv";
    assertEquals(404, PORTAL.get(file).statusCode());
    assertEquals(404, get(file, "hohenlinde").statusCode());
    assertEquals(secret, get(file, "weidenstedt").body());
    assertEquals(secret, get(file, "operator").body());
    assertEquals(404, get("/files/" + hash("nichts") + "/x.csv", "operator").statusCode());
    assertEquals(404, PORTAL.get("/files/" + HASH.substring(1) + "/x.csv").statusCode());
    assertFalse(PORTAL.get("/files/..%2f..%2f/x").statusCode() < 400);
  }

  private static HttpResponse<String> get(String path, String who) {
    return PORTAL.get(path, "Authorization", "Bearer " + Portal.token(who));
  }
}
