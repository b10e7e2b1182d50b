package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.said.ToldJson;
import org.allmende.model.Column;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.allmende.model.Told;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.http.Unchanged;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// How the file of a dataset is read, for programs: what was found out and why, what was told, and
/// telling it. What is sent takes the place of all that was told before; `{}` takes it back.
@RestController
public final class ReadingApi {

  private final Visible visible;
  private final Browsing browsing;
  private final Publishing publishing;
  private final Rereading rereading;
  private final Tenants tenants;
  private final Freshness freshness;

  ReadingApi(
      Visible visible,
      Browsing browsing,
      Publishing publishing,
      Rereading rereading,
      Tenants tenants,
      Freshness freshness) {
    this.visible = visible;
    this.browsing = browsing;
    this.publishing = publishing;
    this.rereading = rereading;
    this.tenants = tenants;
    this.freshness = freshness;
  }

  @GetMapping("/api/v1/datasets/{tenant}/{slug}/reading")
  ResponseEntity<byte[]> read(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    Browsing.Shown shown = visible.find(request, tenant, slug);
    String language = Pages.language(request);
    Map<String, @Nullable Object> json = json(subject(shown), language);
    return Reply.to(request)
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .json(() -> json);
  }

  @PutMapping("/api/v1/datasets/{tenant}/{slug}/reading")
  ResponseEntity<byte[]> tell(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    Browsing.Shown before = visible.toChange(request, tenant, slug);
    Unchanged.require(request, before.stored().change());
    Told told = told(request);
    return publishing.alone(
        before.id(),
        () -> {
          Browsing.Shown now = visible.toChange(request, tenant, slug);
          Visible.refuseWithdrawn(now);
          Unchanged.require(request, now.stored().change());
          return tell(request, now, told);
        });
  }

  private ResponseEntity<byte[]> tell(HttpServletRequest request, Browsing.Shown shown, Told told)
      throws IOException {
    String language = Pages.language(request);
    var say = new DatasetJson(language);
    var submission =
        new Submission(
            tenants.find(shown.id().tenant()).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND)),
            shown.id(),
            shown.id().slug(),
            List.of(),
            shown.notes().said(),
            shown.notes().findings(),
            shown.stored().entry().state() == State.PUBLISHED,
            Caller.mark(request));
    return switch (rereading.reread(submission, shown.notes(), subject(shown), told)) {
      case Rereading.Answer.Unfit(var findings) -> throw refused(say, findings);
      case Rereading.Answer.Read(Outcome.Refused(var findings)) -> throw refused(say, findings);
      case Rereading.Answer.Read(Outcome.Kept kept) -> {
        freshness.await(kept.change());
        Browsing.Shown now =
            browsing.find(shown.id()).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
        Map<String, @Nullable Object> json = json(subject(now), language);
        json.put("change", kept.change());
        json.put("findings", say.findings(kept.findings()));
        yield Reply.written(HttpStatus.OK, Map.of(), json);
      }
    };
  }

  private static Problem refused(DatasetJson say, List<Finding> findings) {
    return Problem.of(Trouble.REFUSED).with("findings", say.findings(findings));
  }

  private static Told told(HttpServletRequest request) throws IOException {
    return told(JsonBody.read(request), "");
  }

  /// What a document says about how a file is to be read.
  ///
  /// @param at where the document stands in the request, such as `reading/`
  static Told told(JsonNode json, String at) {
    try {
      return ToldJson.read(json);
    } catch (ToldJson.Wrong wrong) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Das lässt sich so nicht festlegen: „" + wrong.member() + "“.",
              "This cannot be set like that: “" + wrong.member() + "”.")
          .with("parameter", at + wrong.member());
    }
  }

  private Draft subject(Browsing.Shown shown) throws IOException {
    return Rereading.subject(browsing.drafts(shown))
        .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private static Map<String, @Nullable Object> json(Draft draft, String language)
      throws IOException {
    var json = new LinkedHashMap<String, @Nullable Object>();
    Optional<Table> table = draft.tables().stream().findFirst();
    json.put("file", draft.upload().name());
    json.put("told", ToldJson.write(draft.upload().told()));
    json.put("read", table.map(ReadingApi::read).orElse(null));
    var why = new LinkedHashMap<String, Object>();
    Rereading.reasons(draft).forEach((about, text) -> why.put(about, text.in(language)));
    json.put("why", why);
    return json;
  }

  private static Map<String, @Nullable Object> read(Table table) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    Dialect dialect = table.dialect();
    if (dialect == null) {
      json.put("sheet", table.name());
    } else {
      json.put("encoding", dialect.encoding());
      json.put("delimiter", dialect.delimiter());
      json.put("quote", dialect.quote());
      json.put("decimal", dialect.decimal());
    }
    json.put("headerRow", ReadingForm.headerRow(table));
    json.put("headerRows", table.headerRows());
    json.put("firstDataRow", table.firstDataRow());
    json.put("rows", table.dataRows());
    json.put("columns", table.columns().stream().map(ReadingApi::column).toList());
    return json;
  }

  private static Map<String, @Nullable Object> column(Column column) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("column", column.name());
    json.put("type", column.type().code());
    json.put("form", column.form());
    return json;
  }
}
