package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.said.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The protocol's own client asks.
class McpTest {

  private static final Portal PORTAL = Portal.written();
  private static final String ID = "weidenstedt/pilze";
  private static final McpSyncClient CLIENT =
      McpClient.sync(
              HttpClientStreamableHttpTransport.builder(PORTAL.uri("").toString())
                  .endpoint("/mcp")
                  .build())
          .build();

  @BeforeAll
  static void publish() {
    var answer =
        new Form()
            .file("pilze.csv", "Art\nMorchel\nMaronen\nTrüffel\n")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
    new Form()
        .file("entwurf.csv", "Art\nX\n")
        .field("publish", "false")
        .post(PORTAL, "weidenstedt");
    CLIENT.initialize();
  }

  @AfterAll
  static void leave() {
    CLIENT.close();
  }

  private static CallToolResult call(String tool, Map<String, Object> arguments) {
    return CLIENT.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static JsonNode answer(String tool, Map<String, Object> arguments) {
    CallToolResult result = call(tool, arguments);
    assertFalse(result.isError(), result::toString);
    return Json.own().readTree(text(result));
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  private static String refused(String tool, Map<String, Object> arguments) {
    CallToolResult result = call(tool, arguments);
    assertTrue(result.isError(), result::toString);
    return text(result);
  }

  @Test
  void listsToolsThatOnlyRead() {
    List<Tool> tools = CLIENT.listTools().tools();
    assertEquals(
        List.of("describe_dataset", "query_rows", "run_sparql", "search_datasets"),
        tools.stream().map(Tool::name).sorted().toList());
    for (Tool tool : tools) {
      assertTrue(tool.annotations().readOnlyHint(), tool.name());
      assertFalse(tool.inputSchema().isEmpty(), tool.name());
    }
    assertTrue(CLIENT.getServerInstructions().contains("do not guess"));
  }

  @Test
  void searches() {
    JsonNode found = answer("search_datasets", Map.of("query", "", "size", 2));
    assertTrue(found.path("total").asInt() > 0, found::toString);
    assertTrue(found.path("datasets").size() <= 2, found::toString);
    assertTrue(
        found.path("datasets").path(0).path("page").asString().startsWith(Portal.BASE),
        found::toString);
    assertTrue(refused("search_datasets", Map.of("size", 5_000)).contains("size"));
  }

  @Test
  void describesColumnsAndSaysWhatNobodyKnows() {
    JsonNode described = answer("describe_dataset", Map.of("id", ID));
    JsonNode table = described.path("tables").path(0);
    assertEquals(3, table.path("rows").asInt(), described::toString);
    JsonNode column = table.path("columns").path(0);
    assertEquals("Art", column.path("name").asString());
    assertEquals(0, column.path("missing").asInt());
    assertNotEquals(column.has("meaning"), column.path("note").asString().contains("not guess"));
    assertTrue(described.path("source").has("license"), described::toString);
  }

  @Test
  void asksRows() {
    JsonNode rows = answer("query_rows", Map.of("id", ID, "limit", 2));
    assertEquals("[[\"Ahorn\"],[\"Birke\"]]", rows.path("rows").toString());
    assertTrue(rows.path("more").asBoolean());
    assertEquals("Art", rows.path("columns").path(0).path("name").asString());
    assertTrue(
        refused("query_rows", Map.of("id", ID, "where", "wrong")).contains("This will not do."));
    assertTrue(refused("query_rows", Map.of("id", ID, "table", 9)).contains("1 tables"));
  }

  @Test
  void asksSparql() {
    JsonNode answer = answer("run_sparql", Map.of("query", "SELECT * WHERE { ?s ?p ?o }"));
    assertTrue(answer.path("answer").asString().contains("612"), answer::toString);
    String wrong = refused("run_sparql", Map.of("query", "BROKEN"));
    assertTrue(wrong.contains("The prefix is missing. (3:14)"), wrong);
  }

  @Test
  void knowsNothingThatIsNotPublic() {
    for (String id : List.of("weidenstedt/entwurf", "weidenstedt/nie", "../x", "a/b/c", "")) {
      assertTrue(call("describe_dataset", Map.of("id", id)).isError(), id);
      assertTrue(call("query_rows", Map.of("id", id)).isError(), id);
    }
  }

  @Test
  void refusesWhatIsNoRequestOrTooLong() {
    for (String body : List.of("", "{", "[]", "{\"jsonrpc\":\"2.0\"}", "x".repeat(300_000))) {
      var answer =
          PORTAL.send(
              HttpRequest.newBuilder(PORTAL.uri("/mcp"))
                  .header("Content-Type", "application/json")
                  .header("Accept", "application/json, text/event-stream")
                  .POST(HttpRequest.BodyPublishers.ofString(body)));
      assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, answer::body);
    }
    assertEquals(405, PORTAL.get("/mcp").statusCode());
  }
}
