package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.model.Addresses;
import org.allmende.model.Dataset;
import org.allmende.model.Draft;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// A dataset as JSON: the fields of its metadata, and what we know about it besides.
public final class DatasetDocument {

  private final Browsing browsing;
  private final Addresses addresses;
  private final Pages pages;

  public DatasetDocument(Browsing browsing, Addresses addresses, Pages pages) {
    this.browsing = browsing;
    this.addresses = addresses;
    this.pages = pages;
  }

  /// The answer to a read. Why something was decided is told only to who may decide.
  ///
  /// @param location where exactly this form lies
  public ResponseEntity<byte[]> answer(HttpServletRequest request, Shown shown, String location) {
    String language = Pages.language(request);
    boolean own = Caller.mayRead(request, shown.id().tenant());
    String variant = "json-" + language + (own ? "-own" : "");
    return Reply.to(request)
        .vary(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .header(HttpHeaders.CONTENT_LOCATION, location)
        .mark(pages.mark(shown.stored().change(), variant + "-" + browsing.linkMark(shown)))
        .json(() -> json(shown, own, language));
  }

  private Map<String, @Nullable Object> json(Shown shown, boolean own, String language) {
    var say = new DatasetJson(language);
    Entry entry = shown.stored().entry();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", entry.id().toString());
    json.put("uri", entry.uri());
    json.put("page", addresses.dataset(entry.id()));
    json.put("state", entry.state().code());
    json.put("version", shown.notes().version());
    json.put("change", shown.stored().change());
    json.putAll(say.metadata(shown.dataset(), own ? shown.notes().said().decisions() : List.of()));
    try {
      var tables = browsing.drafts(shown).stream().map(Draft::tables).flatMap(List::stream);
      json.put("tables", say.tables(tables.toList()));
      json.put("findings", say.findings(browsing.findings(shown)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.put("quality", say.quality(browsing.quality(shown)));
    json.put(
        "distributions",
        shown.dataset().distributions().stream().map(DatasetDocument::distribution).toList());
    json.put("files", shown.notes().files().stream().map(file -> file(file, addresses)).toList());
    return json;
  }

  private static Map<String, @Nullable Object> distribution(Dataset.Distribution distribution) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", distribution.uri());
    json.put("format", distribution.format());
    json.put("mediaType", distribution.mediaType());
    json.put("accessURL", distribution.accessUrl());
    json.put("downloadURL", distribution.downloadUrl());
    json.put("license", distribution.license());
    json.put("byteSize", distribution.byteSize());
    json.put("rows", distribution.rows());
    return json;
  }

  /// A file and where it lies.
  static Map<String, @Nullable Object> file(Notes.File file, Addresses addresses) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", file.name());
    json.put("sha256", file.sha256().hex());
    json.put("byteSize", file.size());
    json.put("url", addresses.file(file.sha256(), file.name()));
    return json;
  }
}
