package org.allmende.web.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class RowsControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String TABLES = "/api/v1/datasets/weidenstedt/arten/tables";
  private static final String ROWS = TABLES + "/1/rows";

  @BeforeAll
  static void publish() {
    var answer =
        new Form()
            .file("arten.csv", "Art\nAhorn\nBirke\nLinde\n")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void listsTablesAndColumns() {
    JsonNode table = Form.json(PORTAL.get(TABLES)).path("tables").path(0);
    assertEquals(3, table.path("rows").asInt());
    assertEquals(Portal.BASE + ROWS, table.path("rowsUrl").asString());
    JsonNode column = Form.json(PORTAL.get(TABLES + "/1/columns")).path("columns").path(0);
    assertEquals("Art", column.path("name").asString());
    assertEquals(3, column.path("profile").path("distinct").asInt());
    assertEquals("string", column.path("type").asString());
    assertEquals(
        "{\"from\":1,\"to\":5,\"count\":3}",
        column.path("profile").path("histogram").path(0).toString());
    assertEquals(404, PORTAL.get(TABLES + "/2/columns").statusCode());
  }

  @Test
  void describesTheRoutesOfOneTable() {
    JsonNode document = Form.json(PORTAL.get(TABLES + "/1/openapi.json"));
    assertEquals(
        Portal.BASE + TABLES + "/1", document.path("servers").path(0).path("url").asString());
    assertEquals(4, document.path("paths").size());
    JsonNode rows = document.path("paths").path("/rows").path("get");
    String type =
        rows.at(
                "/responses/200/content/application~1json/schema/properties/rows/items/properties/Art/type/0")
            .asString();
    assertEquals("string", type);
  }

  @Test
  void givesTheRowsThatAreWrong() {
    var answer = PORTAL.get(TABLES + "/1/bad-rows", "Accept-Language", "en");
    assertEquals("line,reason,Art\r\n", answer.body());
    assertEquals(404, PORTAL.get(TABLES + "/2/bad-rows").statusCode());
  }

  @Test
  void pagesToTheLastRow() {
    JsonNode first = Form.json(PORTAL.get(ROWS + "?limit=2"));
    assertEquals("[{\"Art\":\"Ahorn\"},{\"Art\":\"Birke\"}]", first.path("rows").toString());
    String next = first.path("next").asString();
    assertTrue(next.startsWith(Portal.BASE + ROWS + "?limit=2&cursor="), next);
    JsonNode second = Form.json(PORTAL.get(next.substring(Portal.BASE.length())));
    assertEquals("[{\"Art\":\"Linde\"}]", second.path("rows").toString());
    assertTrue(second.path("next").isNull(), second::toString);
  }

  @Test
  void givesEveryForm() {
    assertEquals("Art\r\nAhorn\r\nBirke\r\nLinde\r\n", PORTAL.get(ROWS + "?format=csv").body());
    assertEquals("\uFEFFArt\r\nAhorn\r\n", PORTAL.get(ROWS + "?format=excel&limit=1").body());
    assertEquals(
        "{\"Art\":\"Ahorn\"}\n{\"Art\":\"Birke\"}\n{\"Art\":\"Linde\"}\n",
        PORTAL.get(ROWS, "Accept", "application/jsonl").body());
    JsonNode feature = Form.json(PORTAL.get(ROWS + "?format=geojson")).path("features").path(2);
    assertEquals("Linde", feature.path("properties").path("Art").asString());
    assertTrue(feature.path("geometry").isNull());
    var book = PORTAL.get(ROWS + "?format=xlsx");
    assertEquals(200, book.statusCode());
    assertTrue(book.body().startsWith("PK"));
    var parquet = PORTAL.get(ROWS + "?limit=2", "Accept", "application/vnd.apache.parquet");
    assertEquals("PAR1 2", parquet.body());
    assertEquals(
        "application/vnd.apache.parquet", parquet.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void answersUnchangedRowsWith304() {
    String mark = PORTAL.get(ROWS).headers().firstValue("ETag").orElseThrow();
    assertEquals(304, PORTAL.get(ROWS, "If-None-Match", mark).statusCode());
    assertEquals(200, PORTAL.get(ROWS + "?limit=1", "If-None-Match", mark).statusCode());
  }

  @Test
  void answersUnchangedColumnsWith304() {
    String columns = TABLES + "/1/columns";
    String mark = PORTAL.get(columns).headers().firstValue("ETag").orElseThrow();
    assertEquals(304, PORTAL.get(columns, "If-None-Match", mark).statusCode());
    assertEquals(200, PORTAL.get(columns, "If-None-Match", "\"other\"").statusCode());
  }

  @Test
  void neverPassesHalfAnAnswerOffAsAWholeOne() {
    var answer = PORTAL.get(ROWS + "?format=csv&where=broken");
    assertEquals(500, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("problem"));
  }

  /// Hears what is logged, after the number of the request that it is about.
  private static final class Heard extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getMDCPropertyMap().get("trace") + " " + event.getFormattedMessage());
    }
  }

  @Test
  void tellsANumberThatOneLineOfTheLogHas() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var heard = new Heard();
    heard.start();
    root.addAppender(heard);
    try {
      JsonNode problem = Form.json(PORTAL.get(ROWS + "?format=csv&where=broken"));
      String reference = problem.path("reference").asString();
      List<String> lines = heard.lines.stream().filter(line -> line.contains(reference)).toList();
      assertEquals(1, lines.size(), heard.lines::toString);
      assertTrue(lines.getFirst().startsWith(reference + " GET "), lines.getFirst());
    } finally {
      root.detachAppender(heard);
    }
  }

  @Test
  void saysWhatIsWrong() {
    for (String query :
        new String[] {
          "where=wrong",
          "limit=x",
          "limit=99999",
          "cursor=abc",
          "format=pdf",
          "format=parquet&where=wrong"
        }) {
      var answer = PORTAL.get(ROWS + "?" + query);
      assertEquals(400, answer.statusCode(), query);
      assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("problem"), query);
      assertEquals(
          "*", answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""), query);
      assertTrue(answer.headers().firstValue("ETag").isEmpty(), query);
    }
    assertEquals(404, PORTAL.get("/api/v1/datasets/weidenstedt/nichts/tables/1/rows").statusCode());
  }
}
