package org.allmende.web.rows;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Bin;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.model.Table;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.OpenApi;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Cursor;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Spool;
import org.allmende.web.http.Trouble;
import org.allmende.web.rows.DatasetTables.Found;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The tables of a dataset for programs: which there are, what their columns are, and their rows,
/// filtered, grouped and paged. The handbook's page on rows has the grammar.
@RestController
public final class RowsController {

  private static final String TABLES = "/api/v1/datasets/{tenant}/{slug}/tables";
  private static final long USUAL = 100;
  private static final long MOST = 10_000;

  private final Visible visible;
  private final DatasetTables tables;
  private final RowEngine rows;
  private final Spool.Room room;
  private final OpenApi openApi;

  RowsController(
      Visible visible, DatasetTables tables, RowEngine rows, Spool.Room room, OpenApi openApi) {
    this.visible = visible;
    this.tables = tables;
    this.rows = rows;
    this.room = room;
    this.openApi = openApi;
  }

  @GetMapping(TABLES)
  ResponseEntity<byte[]> tables(
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String version,
      HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    String end = version.isEmpty() ? "" : "?version=" + DatasetTables.version(version);
    var listed = new ArrayList<Map<String, Object>>();
    for (Found found : tables.all(shown, version)) {
      listed.add(
          Map.ofEntries(
              Map.entry("table", found.number()),
              Map.entry("name", found.table().name()),
              Map.entry("file", found.draft().upload().name()),
              Map.entry("rows", found.table().dataRows()),
              Map.entry("columns", found.table().columns().size()),
              Map.entry("rowsUrl", found.address() + "/rows" + end),
              Map.entry("badRowsUrl", found.address() + "/bad-rows" + end),
              Map.entry("rdfUrl", found.address() + "/rdf" + end),
              Map.entry("metadataUrl", found.address() + "/metadata" + end),
              Map.entry("columnsUrl", found.address() + "/columns" + end),
              Map.entry("openApiUrl", found.address() + "/openapi.json")));
    }
    return Reply.to(request).vary(HttpHeaders.AUTHORIZATION).json(() -> Map.of("tables", listed));
  }

  @GetMapping(TABLES + "/{number}/columns")
  ResponseEntity<byte[]> columns(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      @RequestParam(defaultValue = "") String version,
      HttpServletRequest request)
      throws IOException {
    Found found = tables.find(visible.find(request, tenant, slug), version, number);
    Table table = found.table();
    var say = new DatasetJson(Pages.language(request));
    return Reply.to(request)
        .vary(HttpHeaders.AUTHORIZATION)
        .mark(found.mark() + "-columns")
        .json(() -> {
          Map<Integer, List<Bin>> histograms = histograms(found);
          return Map.of(
              "rows",
              table.dataRows(),
              "columns",
              table.columns().stream()
                  .map(c -> say.profile(c, histograms.getOrDefault(c.position(), List.of())))
                  .toList());
        });
  }

  private Map<Integer, List<Bin>> histograms(Found found) {
    try {
      return rows.histograms(found.source());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with some rows, and those rows as they stand in the file.
  @GetMapping(TABLES + "/{number}/bad-rows")
  @Nullable ResponseEntity<byte[]> badRows(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      @RequestParam(defaultValue = "") String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Found found = tables.find(visible.find(request, tenant, slug), version, number);
    CleanTable table = found.clean();
    String language = Pages.language(request);
    return Reply.to(request)
        .type(RowFormat.CSV.type())
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .mark(found.mark() + "-bad-" + language)
        .stream(response, out -> table.writeBadRows(language, out));
  }

  @GetMapping(TABLES + "/{number}/openapi.json")
  ResponseEntity<byte[]> description(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    Found found = tables.find(shown, "", number);
    String title = shown.dataset().title(Pages.language(request));
    return Reply.to(request)
        .type(MediaType.APPLICATION_JSON)
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .body(() -> OpenApi.write(TableOpenApi.of(openApi, found, title, shown.notes().version())));
  }

  @GetMapping(TABLES + "/{number}/rows")
  @Nullable ResponseEntity<byte[]> rows(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      @RequestParam(defaultValue = "") String select,
      @RequestParam(defaultValue = "") String where,
      @RequestParam(name = "group_by", defaultValue = "") String groupBy,
      @RequestParam(name = "order_by", defaultValue = "") String orderBy,
      @RequestParam(defaultValue = "") String limit,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "") String format,
      @RequestParam(defaultValue = "") String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    Found found = tables.find(shown, version, number);
    RowFormat form = form(format, request);
    long most = limit(limit, form);
    long offset = Cursor.offset(cursor);
    if (form == RowFormat.XLSX
        && (most < 0 ? found.table().dataRows() : most) > RowFormat.MOST_IN_SHEET) {
      throw Problem.of(
          Trouble.INVALID_REQUEST,
          "Ein Blatt fasst höchstens " + RowFormat.MOST_IN_SHEET + " Zeilen; nennen Sie ein limit.",
          "A sheet holds " + RowFormat.MOST_IN_SHEET + " rows at most; name a limit.");
    }
    String asked = String.join("\n", select, where, groupBy, orderBy);
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String next = most < 0 ? "" : Cursor.next(found.address() + "/rows", query, offset + most);
    var question = new Question(select, where, groupBy, orderBy, most < 0 ? -1 : most + 1, offset);
    return Reply.to(request)
        .type(form.type())
        .vary(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
        .mark(mark(found, asked, form, most, offset))
        .stream(response, out -> answer(found, question, form, most, next, out));
  }

  private void answer(
      Found found, Question question, RowFormat form, long most, String next, OutputStream out)
      throws IOException {
    try (var spool = room.open()) {
      if (form == RowFormat.PARQUET) {
        rows.parquet(found.source(), limited(question, form), spool);
      } else {
        var page = form.page(spool, Json.own().writer(), most, next);
        rows.ask(found.source(), limited(question, form), page);
        page.end();
      }
      spool.give(out);
    }
  }

  /// JSON asks for one row more, to know whether there is a next page.
  private static Question limited(Question question, RowFormat form) {
    return form == RowFormat.JSON || question.limit() < 0
        ? question
        : new Question(
            question.select(),
            question.where(),
            question.groupBy(),
            question.orderBy(),
            question.limit() - 1,
            question.offset());
  }

  private static String mark(Found found, String asked, RowFormat form, long most, long offset) {
    return Reply.hash(String.join("\n", found.mark(), asked, form.code(), most + "+" + offset));
  }

  private static RowFormat form(String format, HttpServletRequest request) {
    return format.isEmpty()
        ? RowFormat.ofType(Negotiation.require(RowFormat.types(), request))
        : RowFormat.of(format)
            .orElseThrow(() ->
                Problem.of(
                    Trouble.INVALID_REQUEST,
                    "format ist json, jsonl, csv, excel, geojson, xlsx oder parquet.",
                    "format is json, jsonl, csv, excel, geojson, xlsx or parquet."));
  }

  private static long limit(String limit, RowFormat form) {
    if (limit.isEmpty()) {
      return form.isWhole() ? -1 : USUAL;
    }
    if (!limit.matches("\\d{1,9}") || (!form.isWhole() && Long.parseLong(limit) > MOST)) {
      throw Problem.of(
          Trouble.INVALID_REQUEST,
          "limit ist eine Zahl, für JSON höchstens " + MOST + ".",
          "limit is a number, for JSON at most " + MOST + ".");
    }
    return Long.parseLong(limit);
  }
}
