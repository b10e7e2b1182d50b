package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Version;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Cursor;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Spool;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.rows.DatasetTables.Found;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The versions of a dataset: which there were, what differs between two of them, and taking one
/// away that should never have been public.
@RestController
public final class VersionsController {

  private static final String DATASET = "/api/v1/datasets/{tenant}/{slug}";
  private static final long USUAL = 100;
  private static final long MOST = 10_000;

  private final Visible visible;
  private final DatasetTables tables;
  private final RowEngine rows;
  private final Spool.Room room;
  private final Publishing publishing;
  private final Freshness freshness;
  private final Addresses addresses;

  VersionsController(
      Visible visible,
      DatasetTables tables,
      RowEngine rows,
      Spool.Room room,
      Publishing publishing,
      Freshness freshness,
      Addresses addresses) {
    this.visible = visible;
    this.tables = tables;
    this.rows = rows;
    this.room = room;
    this.publishing = publishing;
    this.freshness = freshness;
    this.addresses = addresses;
  }

  /// The latest comes first.
  @GetMapping(DATASET + "/versions")
  ResponseEntity<byte[]> versions(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.find(request, tenant, slug);
    var versions = new ArrayList<Map<String, @Nullable Object>>();
    versions.add(version(shown, shown.notes().version(), null, shown.notes().files()));
    for (Version earlier : shown.stored().entry().earlier().reversed()) {
      versions.add(
          version(
              shown,
              earlier.number(),
              earlier.until().truncatedTo(ChronoUnit.SECONDS).toString(),
              earlier.files()));
    }
    return Reply.to(request)
        .vary(HttpHeaders.AUTHORIZATION)
        .json(() -> Map.of("versions", versions));
  }

  private Map<String, @Nullable Object> version(
      Shown shown, int number, @Nullable String until, List<Notes.File> files) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("version", number);
    json.put("until", until);
    json.put("files", files.stream().map(file -> DatasetDocument.file(file, addresses)).toList());
    json.put("tablesUrl", tables.address(shown) + "/tables?version=" + number);
    return json;
  }

  @DeleteMapping(DATASET + "/versions/{version}")
  ResponseEntity<byte[]> forget(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable String version,
      HttpServletRequest request) {
    Shown shown = visible.toChange(request, tenant, slug);
    DatasetId id = shown.id();
    var receipt =
        publishing
            .forget(id, DatasetTables.version(version), Caller.mark(request))
            .orElseThrow(() -> DatasetTables.unknownVersion(shown));
    return freshness.written(
        HttpStatus.OK,
        Map.of(),
        Map.of("id", id.toString(), "change", receipt.change()),
        receipt.change(),
        Pages.language(request));
  }

  /// What differs between two versions of a table; without numbers, between the present one and the
  /// one before it.
  @GetMapping(DATASET + "/diff")
  @Nullable ResponseEntity<byte[]> difference(
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "1") int table,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String limit,
      @RequestParam(defaultValue = "") String cursor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    var asked = tables.versions(shown, from, to, table);
    Found before = asked.before();
    Found after = asked.after();
    long most = limit(limit);
    long offset = Cursor.offset(cursor);
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String next = Cursor.next(tables.address(shown) + "/diff", query, offset + most);
    return Reply.to(request)
        .type(MediaType.APPLICATION_JSON)
        .vary(HttpHeaders.AUTHORIZATION)
        .mark(mark(before.mark(), after.mark(), key, most, offset))
        .stream(
            response,
            out -> {
              try (var spool = room.open()) {
                var written = new WrittenDifferences(Json.own().createGenerator(spool), most, next);
                rows.compare(before.source(), after.source(), key, most + 1, offset, written);
                written.end();
                spool.give(out);
              }
            });
  }

  private static String mark(String before, String after, String key, long most, long offset) {
    return Reply.hash(String.join("\n", before, after, key, most + "+" + offset));
  }

  private static long limit(String limit) {
    if (limit.isEmpty()) {
      return USUAL;
    }
    if (!limit.matches("\\d{1,5}") || Long.parseLong(limit) > MOST) {
      throw SearchParameters.wrong(
          "limit", "eine Zahl, höchstens " + MOST, "a number, at most " + MOST);
    }
    return Long.parseLong(limit);
  }
}
