package org.allmende.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.Browsing;
import org.allmende.catalog.Browsing.Shown;
import org.allmende.catalog.Json;
import org.allmende.catalog.Readings;
import org.allmende.catalog.RowEngine;
import org.allmende.catalog.RowEngine.Question;
import org.allmende.model.Addresses;
import org.allmende.model.Draft;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The tables of a dataset for programs: which there are, what their columns are, and their rows,
/// filtered, grouped and paged. The handbook's page on rows has the grammar.
@RestController
final class RowsController {

  private static final String TABLES = "/api/v1/datasets/{tenant}/{slug}/tables";
  private static final long USUAL = 100;
  private static final long MOST = 10_000;
  private static final int MARK_LENGTH = 20;

  private final Visible visible;
  private final Browsing browsing;
  private final RowEngine rows;
  private final Addresses addresses;

  RowsController(Visible visible, Browsing browsing, RowEngine rows, Addresses addresses) {
    this.visible = visible;
    this.browsing = browsing;
    this.rows = rows;
    this.addresses = addresses;
  }

  /// A table and the file it stands in.
  private record Found(Draft draft, Table table, int number) {}

  @GetMapping(TABLES)
  ResponseEntity<byte[]> tables(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    var tables = new ArrayList<Map<String, Object>>();
    for (Found found : all(shown)) {
      String address = address(shown, found.number());
      tables.add(
          Map.of(
              "table", found.number(),
              "name", found.table().name(),
              "file", found.draft().upload().name(),
              "rows", found.table().dataRows(),
              "columns", found.table().columns().size(),
              "rowsUrl", address + "/rows",
              "columnsUrl", address + "/columns"));
    }
    return Reply.to(request).vary(HttpHeaders.AUTHORIZATION).json(() -> Map.of("tables", tables));
  }

  @GetMapping(TABLES + "/{number}/columns")
  ResponseEntity<byte[]> columns(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      HttpServletRequest request)
      throws IOException {
    Table table = find(visible.find(request, tenant, slug), number).table();
    return Reply.to(request)
        .vary(HttpHeaders.AUTHORIZATION)
        .json(() -> Map.of("rows", table.dataRows(), "columns", table.columns()));
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
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    Found found = find(shown, number);
    RowFormat form = form(format, request);
    long most = limit(limit, form);
    long offset = offset(cursor);
    if (form == RowFormat.XLSX
        && (most < 0 ? found.table().dataRows() : most) > RowFormat.MOST_IN_SHEET) {
      throw Problem.of(
          Trouble.INVALID_REQUEST,
          "Ein Blatt fasst höchstens " + RowFormat.MOST_IN_SHEET + " Zeilen; nennen Sie ein limit.",
          "A sheet holds " + RowFormat.MOST_IN_SHEET + " rows at most; name a limit.");
    }
    String asked = String.join("\n", select, where, groupBy, orderBy);
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String next =
        most < 0 ? "" : address(shown, number) + "/rows?" + with(query, cursor(offset + most));
    var question = new Question(select, where, groupBy, orderBy, most < 0 ? -1 : most + 1, offset);
    return Reply.to(request)
        .type(form.type())
        .vary(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
        .mark(mark(found, asked, form, most, offset))
        .stream(
            response,
            request.getMethod().equals("HEAD")
                ? out -> {}
                : out -> answer(found, question, form, most, next, out));
  }

  private void answer(
      Found found, Question question, RowFormat form, long most, String next, OutputStream out)
      throws IOException {
    var page = form.page(out, Json.own().writer(), most, next);
    try {
      rows.ask(found.draft(), found.table(), limited(question, form), page);
    } catch (RowEngine.WrongQuestion wrong) {
      throw Problem.of(Trouble.INVALID_REQUEST, wrong.text().de(), wrong.text().en());
    }
    page.end();
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
    String all =
        String.join(
            "\n",
            Readings.mark(found.draft()),
            String.valueOf(found.number()),
            asked,
            form.code(),
            String.valueOf(most),
            String.valueOf(offset));
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, MARK_LENGTH);
  }

  private static RowFormat form(String format, HttpServletRequest request) {
    return format.isEmpty()
        ? RowFormat.ofType(Negotiation.require(RowFormat.types(), request))
        : RowFormat.of(format)
            .orElseThrow(() ->
                Problem.of(
                    Trouble.INVALID_REQUEST,
                    "format ist json, jsonl, csv, excel, geojson oder xlsx.",
                    "format is json, jsonl, csv, excel, geojson or xlsx."));
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

  private static String cursor(long offset) {
    byte[] text = ("row " + offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static long offset(String cursor) {
    if (cursor.isEmpty()) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.matches("row \\d{1,15}")) {
        return Long.parseLong(text.substring(4));
      }
    } catch (IllegalArgumentException e) {
      throw wrongCursor();
    }
    throw wrongCursor();
  }

  private static Problem wrongCursor() {
    return Problem.of(
        Trouble.INVALID_REQUEST,
        "cursor ist der Wert, den „next“ nennt.",
        "cursor is the value that “next” names.");
  }

  private static String with(String query, String cursor) {
    var kept =
        List.of(query.split("&", -1)).stream()
            .filter(part -> !part.isEmpty() && !part.startsWith("cursor="))
            .toList();
    return (kept.isEmpty() ? "" : String.join("&", kept) + "&") + "cursor=" + cursor;
  }

  private String address(Shown shown, int number) {
    return addresses.base() + "/api/v1/datasets/" + shown.id() + "/tables/" + number;
  }

  private List<Found> all(Shown shown) throws IOException {
    var all = new ArrayList<Found>();
    for (Draft draft : browsing.drafts(shown)) {
      for (Table table : draft.tables()) {
        all.add(new Found(draft, table, all.size() + 1));
      }
    }
    return all;
  }

  private Found find(Shown shown, int number) throws IOException {
    List<Found> all = all(shown);
    if (number < 1 || number > all.size()) {
      throw Problem.of(
          Trouble.NOT_FOUND,
          "Der Datensatz hat " + all.size() + " Tabellen.",
          "The dataset has " + all.size() + " tables.");
    }
    return all.get(number - 1);
  }
}
