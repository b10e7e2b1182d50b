package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.descriptors.HandedOver;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Receipt;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.allmende.web.access.Leave;
import org.allmende.web.access.Visible;
import org.allmende.web.datasets.DatasetDocument;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.FileName;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.allmende.web.http.Unchanged;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// Datasets for programs: hand in, read, replace, withdraw.
@RestController
public final class DatasetsApi {

  private final Publishing publishing;
  private final Rereading rereading;
  private final Reviewing reviewing;
  private final Browsing browsing;
  private final Tenants tenants;
  private final FileStore files;
  private final Visible visible;
  private final DatasetDocument document;
  private final Freshness freshness;
  private final Addresses addresses;
  private final UploadLimit limit;

  DatasetsApi(
      Publishing publishing,
      Rereading rereading,
      Reviewing reviewing,
      Browsing browsing,
      Tenants tenants,
      FileStore files,
      Visible visible,
      DatasetDocument document,
      Freshness freshness,
      Addresses addresses,
      UploadLimit limit) {
    this.publishing = publishing;
    this.rereading = rereading;
    this.reviewing = reviewing;
    this.browsing = browsing;
    this.tenants = tenants;
    this.files = files;
    this.visible = visible;
    this.document = document;
    this.freshness = freshness;
    this.addresses = addresses;
    this.limit = limit;
  }

  @PostMapping("/api/v1/datasets")
  ResponseEntity<byte[]> create(HttpServletRequest request) throws IOException {
    if (!isMultipart(request)) {
      throw unsupported("multipart/form-data");
    }
    Actor actor = actor(request);
    HandedIn given = HandedIn.parts(request);
    Tenant tenant = tenant(actor, given.tenant());
    boolean publish = given.publish().orElse(false);
    if (publish) {
      Leave.require(reviewing.verdict(actor, tenant.slug()));
    }
    if (given.files().isEmpty()) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Es fehlt eine Datei: der Teil „file“.",
              "A file is missing: the part “file”.")
          .with("parameter", "file");
    }
    HandedOver handedOver = received(request, given);
    List<Upload> uploads = handedOver.uploads();
    Metadata said = given.said().orElse(Metadata.NOTHING).or(handedOver.said());
    var submission =
        new Submission(
            tenant,
            null,
            wish(said, uploads),
            uploads,
            said,
            Stream.concat(given.findings().stream(), handedOver.findings().stream()).toList(),
            publish,
            actor.mark());
    return hand(request, submission, false, Trouble.UNREADABLE);
  }

  @GetMapping("/api/v1/datasets/{tenant}/{slug}")
  ResponseEntity<byte[]> read(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.find(request, tenant, slug);
    return document.answer(request, shown, address(shown.id()));
  }

  @PutMapping("/api/v1/datasets/{tenant}/{slug}")
  ResponseEntity<byte[]> replace(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Shown before = visible.toChange(request, tenant, slug);
    Unchanged.require(request, before.stored().change());
    HandedIn given = replacement(request);
    HandedOver handedOver = received(request, given);
    return publishing.alone(
        before.id(),
        () -> {
          Shown now = visible.toChange(request, tenant, slug);
          Unchanged.require(request, now.stored().change());
          Submission submission = replacing(request, now, given, handedOver);
          if (submission.publish()) {
            Leave.require(reviewing.verdict(actor(request), now.stored()));
          }
          return hand(request, submission, isPublic(now), Trouble.REFUSED);
        });
  }

  /// Submits a draft to those who may publish it.
  @PostMapping("/api/v1/datasets/{tenant}/{slug}/submission")
  ResponseEntity<byte[]> submit(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.toChange(request, tenant, slug);
    Unchanged.require(request, shown.stored().change());
    return reviewed(shown.id(), reviewing.submit(shown.id(), actor(request)), true);
  }

  /// Returns what was submitted, with a reason.
  @DeleteMapping("/api/v1/datasets/{tenant}/{slug}/submission")
  ResponseEntity<byte[]> giveBack(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.toChange(request, tenant, slug);
    Unchanged.require(request, shown.stored().change());
    String reason = SearchParameters.text(request, "reason").strip();
    if (reason.isEmpty()) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Es fehlt, was geändert werden soll: „reason“.",
              "What should be changed is missing: “reason”.")
          .with("parameter", "reason");
    }
    return reviewed(shown.id(), reviewing.giveBack(shown.id(), actor(request), reason), false);
  }

  private ResponseEntity<byte[]> reviewed(
      DatasetId id, Optional<Receipt> receipt, boolean submitted) {
    long change =
        receipt
            .orElseThrow(() ->
                Problem.of(
                    Trouble.CONFLICT,
                    "Das geht nur mit einem Entwurf, und zurückgeben lässt sich nur, was"
                        + " eingereicht ist.",
                    "This is for drafts, and only what was submitted can be returned."))
            .change();
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id.toString());
    json.put("state", State.DRAFT.code());
    json.put("submitted", submitted);
    json.put("change", change);
    return Reply.written(HttpStatus.OK, Map.of(), json);
  }

  @DeleteMapping("/api/v1/datasets/{tenant}/{slug}")
  ResponseEntity<byte[]> withdraw(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    String reason = SearchParameters.text(request, "reason");
    Shown before = visible.toChange(request, tenant, slug);
    DatasetId id = before.id();
    long change =
        publishing.alone(
            id,
            () -> {
              Shown now = visible.toChange(request, tenant, slug);
              Unchanged.require(request, now.stored().change());
              return publishing
                  .withdraw(id, reason, Caller.mark(request))
                  .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND))
                  .change();
            });
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id.toString());
    json.put("state", State.WITHDRAWN.code());
    json.put("change", change);
    return isPublic(before)
        ? freshness.written(HttpStatus.OK, Map.of(), json, change, Pages.language(request))
        : Reply.written(HttpStatus.OK, Map.of(), json);
  }

  /// The files, the first of which that listens is told how it is to be read.
  private HandedOver received(HttpServletRequest request, HandedIn given) throws IOException {
    HandedOver handedOver = given.receive(files, limit.bytes());
    if (given.told().isEmpty()) {
      return handedOver;
    }
    if (handedOver.uploads().isEmpty()) {
      throw SearchParameters.wrong(
          "reading", "nur zusammen mit einer Datei", "only together with a file");
    }
    Rereading.Telling telling = rereading.telling(handedOver.uploads(), given.told().get());
    if (!telling.unfit().isEmpty()) {
      throw Problem.of(Trouble.REFUSED)
          .with("findings", new DatasetJson(Pages.language(request)).findings(telling.unfit()));
    }
    return handedOver.with(telling.uploads());
  }

  private static HandedIn replacement(HttpServletRequest request) throws IOException {
    if (isMultipart(request)) {
      return HandedIn.parts(request);
    }
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw unsupported("multipart/form-data, application/json");
    }
    return HandedIn.json(request);
  }

  /// What is not sent stays as it is: the files, what is said about them, whether it is public.
  private Submission replacing(
      HttpServletRequest request, Shown before, HandedIn given, HandedOver handedOver) {
    HandedOver files = handedOver.replacing(before.notes());
    DatasetId id = before.id();
    State state = before.stored().entry().state();
    if (state == State.WITHDRAWN && given.publish().isEmpty()) {
      throw Visible.gone(before);
    }
    if (given.tenant().isPresent() && !given.tenant().get().equals(id.tenant())) {
      throw Problem.of(
          Trouble.FORBIDDEN,
          "Ein Datensatz bleibt bei seinem Mandanten.",
          "A dataset stays with its tenant.");
    }
    if (files.uploads().isEmpty() && before.notes().files().isEmpty()) {
      throw Problem.of(
          Trouble.CONFLICT,
          "Dieser Datensatz wurde anderswo beschrieben und hat hier keine Dateien."
              + " Schicken Sie Dateien mit, um ihn zu ersetzen.",
          "This dataset was described elsewhere and has no files here."
              + " Send files along to replace it.");
    }
    Tenant tenant = tenants.find(id.tenant()).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    return new Submission(
        tenant,
        id,
        id.slug(),
        files.uploads(),
        said(before.notes().said(), given.said(), files.said()),
        Stream.concat(given.findings().stream(), files.findings().stream()).toList(),
        given.publish().orElse(state == State.PUBLISHED),
        Caller.mark(request));
  }

  /// Whoever only decides about findings leaves what was said as it was. What a descriptor says
  /// that comes along counts before that, and after what is said in so many words.
  private static Metadata said(Metadata before, Optional<Metadata> now, Metadata described) {
    Metadata known = described.or(before);
    return now.map(said ->
            said.equals(Metadata.NOTHING.deciding(said.decisions()))
                ? known.deciding(said.decisions())
                : said.or(described))
        .orElse(known);
  }

  private static boolean isPublic(Shown shown) {
    return shown.stored().entry().state() == State.PUBLISHED;
  }

  /// @param wasPublic whether others see the state before
  private ResponseEntity<byte[]> hand(
      HttpServletRequest request, Submission submission, boolean wasPublic, Trouble refusal)
      throws IOException {
    var say = new DatasetJson(Pages.language(request));
    return switch (publishing.publish(submission)) {
      case Outcome.Refused(var findings) ->
          throw Problem.of(refusal).with("findings", say.findings(findings));
      case Outcome.Kept kept -> {
        boolean fresh = submission.id() == null;
        HttpStatus status = fresh ? HttpStatus.CREATED : HttpStatus.OK;
        Map<String, String> headers =
            fresh ? Map.of(HttpHeaders.LOCATION, address(kept.id())) : Map.of();
        var json = json(kept, say);
        yield wasPublic || kept.state() == State.PUBLISHED
            ? freshness.written(status, headers, json, kept.change(), Pages.language(request))
            : Reply.written(status, headers, json);
      }
    };
  }

  private Map<String, @Nullable Object> json(Outcome.Kept kept, DatasetJson say) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", kept.id().toString());
    json.put("uri", kept.uri());
    json.put("page", addresses.dataset(kept.id()));
    json.put("state", kept.state().code());
    json.put("change", kept.change());
    json.put("findings", say.findings(kept.findings()));
    json.put(
        "quality",
        browsing.find(kept.id()).map(shown -> say.quality(browsing.quality(shown))).orElse(null));
    return json;
  }

  /// Whose dataset it will be. Nobody learns from the answer which other tenants there are.
  private Tenant tenant(Actor actor, Optional<String> wanted) {
    Optional<String> meant = wanted.or(actor::onlyTenant).or(this::only);
    if (meant.isPresent() && !actor.mayWrite(meant.get())) {
      throw Problem.of(Trouble.FORBIDDEN);
    }
    return meant.flatMap(tenants::find).orElseThrow(unknown(wanted));
  }

  private Optional<String> only() {
    List<Tenant> all = tenants.all();
    return all.size() == 1 ? Optional.of(all.getFirst().slug()) : Optional.empty();
  }

  private static Supplier<Problem> unknown(Optional<String> wanted) {
    return () ->
        wanted.isPresent()
            ? SearchParameters.wrong(
                "tenant", "das Kürzel eines Mandanten, den es gibt", "the slug of a known tenant")
            : SearchParameters.wrong(
                "tenant",
                "das Kürzel des Mandanten, dem der Datensatz gehören soll",
                "the slug of the tenant whose dataset it shall be");
  }

  private static String wish(Metadata said, List<Upload> uploads) {
    String title = said.title().getOrDefault("de", said.title().getOrDefault("en", ""));
    return title.isBlank() ? FileName.stem(uploads.getFirst().name()) : title;
  }

  private String address(DatasetId id) {
    return addresses.base() + "/api/v1/datasets/" + id;
  }

  private static Actor actor(HttpServletRequest request) {
    return Caller.of(request).orElseThrow(() -> Problem.of(Trouble.UNAUTHENTICATED));
  }

  private static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, MediaType.MULTIPART_FORM_DATA_VALUE, 0, 19);
  }

  private static Problem unsupported(String possible) {
    return Problem.of(
            Trouble.UNSUPPORTED_MEDIA_TYPE,
            "Hier kommt " + possible + " an.",
            "This address takes " + possible + ".")
        .header(HttpHeaders.ACCEPT, possible);
  }
}
