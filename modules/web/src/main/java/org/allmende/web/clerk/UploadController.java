package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.descriptors.HandedOver;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.RemoteFiles;
import org.allmende.catalog.publishing.Scheduling;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Review;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Throttle;
import org.allmende.web.datasets.Plans;
import org.allmende.web.http.Caller;
import org.allmende.web.http.FileName;
import org.allmende.web.page.Choice;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.UnreadablePage;
import org.allmende.web.page.Words;
import org.allmende.web.page.WorkplacePage;
import org.allmende.web.quality.Assessments;
import org.allmende.web.search.Hits;
import org.allmende.web.sources.SourceViews;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Where those who publish start: they hand in a file, and it becomes a draft to look over.
@RestController
public final class UploadController {

  private static final int MOST_DRAFTS = 30;
  private static final int MOST_PUBLISHED = 10;
  private static final int MOST_NEEDS = 5;
  private static final int MOST_FAILED = 20;
  private static final int LOOKED_AT = 50;
  private static final int LONGEST_ADDRESS = 2000;
  private static final int MOST_FINDINGS = 200;
  private static final int LONGEST_TITLE = 200;

  /// No tenant is called so.
  private static final String NO_TENANT = "-";

  private final Accounts accounts;
  private final Persons persons;
  private final DatasetStore store;
  private final FormFiles files;
  private final Browsing browsing;
  private final Publishing publishing;
  private final Scheduling scheduling;
  private final SearchIndex index;
  private final Hits hits;
  private final Assessing assessing;
  private final RemoteFiles remote;
  private final Throttle throttle;
  private final SourceViews sources;
  private final FormPages forms;

  UploadController(
      Accounts accounts,
      Persons persons,
      DatasetStore store,
      FormFiles files,
      Browsing browsing,
      Publishing publishing,
      Scheduling scheduling,
      SearchIndex index,
      Hits hits,
      Assessing assessing,
      RemoteFiles remote,
      Throttle throttle,
      SourceViews sources,
      FormPages forms) {
    this.accounts = accounts;
    this.persons = persons;
    this.store = store;
    this.files = files;
    this.browsing = browsing;
    this.publishing = publishing;
    this.scheduling = scheduling;
    this.index = index;
    this.hits = hits;
    this.assessing = assessing;
    this.remote = remote;
    this.throttle = throttle;
    this.sources = sources;
    this.forms = forms;
  }

  @GetMapping("/upload")
  ResponseEntity<byte[]> start(HttpServletRequest request) throws IOException {
    Optional<Actor> actor = Caller.of(request);
    return actor.isEmpty()
        ? forms.signIn(request, "/upload")
        : workplace(request, actor.get(), "", HttpStatus.OK);
  }

  @PostMapping("/upload")
  ResponseEntity<byte[]> receive(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String tenant,
      @RequestParam(defaultValue = "") String address,
      @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> given)
      throws IOException {
    Actor actor = forms.sender(request, formToken);
    Words words = forms.frame(request).words();
    Optional<Tenant> owner = owner(actor, tenant);
    if (owner.isEmpty()) {
      return workplace(request, actor, words.t("upload.no-tenant"), HttpStatus.BAD_REQUEST);
    }
    HandedOver handedOver;
    try {
      handedOver = address.isBlank() ? files.receive(given) : fetched(actor, address.strip());
    } catch (SourceFailed e) {
      String why = words.t(e.finding().message()) + " " + words.t(e.finding().advice());
      return workplace(request, actor, Plain.of(why), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    List<Upload> uploads = handedOver.uploads();
    if (uploads.isEmpty()) {
      return workplace(request, actor, words.t("upload.no-file"), HttpStatus.BAD_REQUEST);
    }
    var submission =
        new Submission(
            owner.get(),
            null,
            FileName.stem(uploads.getFirst().name()),
            uploads,
            handedOver.said(),
            handedOver.findings(),
            false,
            actor.mark());
    return switch (publishing.publish(submission)) {
      case Outcome.Kept kept -> forms.goOn(request, "/upload/" + kept.id());
      case Outcome.Refused refused -> unreadable(request, uploads, refused);
    };
  }

  /// The file at an address, as if it had been handed in.
  private HandedOver fetched(Actor actor, String address) throws IOException {
    throttle.upload(actor.mark());
    URI uri;
    try {
      uri = address.length() > LONGEST_ADDRESS ? URI.create("") : new URI(address);
    } catch (URISyntaxException _) {
      uri = URI.create("");
    }
    return HandedOver.of(List.of(remote.fetch(uri, FileName::of, files.limit())));
  }

  private Optional<Tenant> owner(Actor actor, String wanted) {
    List<Tenant> own = tenants(actor);
    return own.size() == 1
        ? Optional.of(own.getFirst())
        : own.stream().filter(tenant -> tenant.slug().equals(wanted)).findFirst();
  }

  private List<Tenant> tenants(Actor actor) {
    return accounts.tenants().stream().filter(t -> actor.mayWrite(t.slug())).toList();
  }

  private ResponseEntity<byte[]> unreadable(
      HttpServletRequest request, List<Upload> uploads, Outcome.Refused refused) {
    Page page = forms.frame(request);
    var content =
        new UnreadablePage(
            uploads.stream().map(Upload::name).toList(),
            Assessments.findings(
                page.words(),
                refused.findings().subList(0, Math.min(MOST_FINDINGS, refused.findings().size()))));
    return forms.answer(request, HttpStatus.UNPROCESSABLE_CONTENT, "unreadable", page, content);
  }

  private ResponseEntity<byte[]> workplace(
      HttpServletRequest request, Actor actor, String note, HttpStatus status) throws IOException {
    Page page = forms.frame(request);
    Words words = page.words();
    List<Tenant> own = tenants(actor);
    List<DatasetId> ids = drafts(actor);
    var published = published(actor);
    var choices =
        own.stream()
            .map(t -> new Choice(t.slug(), t.name(), false))
            .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
            .toList();
    List<WorkplacePage.Draft> drafts = drafts(actor, words, latest(ids));
    var content =
        new WorkplacePage(
            forms.formToken(request),
            ways(words, actor),
            sources.asking(words, tenant -> actor.is(Role.ADMINISTRATOR, tenant)),
            choices,
            words.t(actor.isOperator() ? "workplace.no-tenants" : "workplace.reads"),
            note,
            failed(actor, words),
            drafts,
            Math.max(0, ids.size() - MOST_DRAFTS),
            needs(actor, words),
            published.hits().stream().map(hit -> hits.hit(words, hit)).toList(),
            allPublished(actor),
            published.total(),
            words.bytes(files.limit()));
    return forms.answer(request, status, "workplace", page, content);
  }

  private List<DatasetId> drafts(Actor actor) {
    return actor.isOperator()
        ? store.ids(null, State.DRAFT)
        : actor.roles().keySet().stream()
            .sorted()
            .flatMap(tenant -> store.ids(tenant, State.DRAFT).stream())
            .toList();
  }

  /// The drafts changed last.
  private List<Browsing.Shown> latest(List<DatasetId> ids) {
    var changed = new HashMap<DatasetId, Instant>();
    for (DatasetId id : ids) {
      store.standing(id).ifPresent(standing -> changed.put(id, standing.modified()));
    }
    return changed.entrySet().stream()
        .sorted(
            Map.Entry.<DatasetId, Instant>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_DRAFTS)
        .flatMap(one -> browsing.find(one.getKey()).stream())
        .toList();
  }

  private static String allPublished(Actor actor) {
    return actor.roles().keySet().stream()
        .sorted()
        .map(tenant -> "&tenant=" + tenant)
        .collect(Collectors.joining("", "/datasets?sort=modified", ""));
  }

  private SearchIndex.Results published(Actor actor) {
    List<String> published =
        actor.roles().isEmpty() ? List.of(NO_TENANT) : List.copyOf(actor.roles().keySet());
    return index.search(
        new SearchIndex.Request(
            "",
            actor.isOperator() ? Map.of() : Map.of("tenant", published),
            Range.OPEN,
            Range.OPEN,
            null,
            SearchIndex.Sort.MODIFIED,
            1,
            MOST_PUBLISHED));
  }

  /// Drafts that were not published as planned, where the actor may do something about it.
  private List<WorkplacePage.Failed> failed(Actor actor, Words words) {
    return scheduling.failed().stream()
        .filter(id -> actor.mayWrite(id.tenant()))
        .limit(MOST_FAILED)
        .flatMap(id -> browsing.find(id).stream())
        .map(shown ->
            new WorkplacePage.Failed(
                title(words, shown),
                "/upload/" + shown.id(),
                tenant(shown),
                Plans.said(words, shown.notes().plan())))
        .toList();
  }

  private static String title(Words words, Browsing.Shown shown) {
    return Plain.shorten(shown.dataset().title(words.language()), LONGEST_TITLE);
  }

  private String tenant(Browsing.Shown shown) {
    String tenant = shown.id().tenant();
    return accounts.tenant(tenant).map(Tenant::name).orElse(tenant);
  }

  private List<WorkplacePage.Draft> drafts(Actor actor, Words words, List<Browsing.Shown> latest)
      throws IOException {
    var drafts = new ArrayList<WorkplacePage.Draft>();
    for (Browsing.Shown shown : latest) {
      var score = browsing.quality(shown);
      boolean edits = shown.notes().isOurs() && actor.mayWrite(shown.id().tenant());
      drafts.add(
          new WorkplacePage.Draft(
              title(words, shown),
              (edits ? "/upload/" : "/datasets/") + shown.id(),
              tenant(shown),
              standing(words, shown.notes().review()),
              Plans.tag(words, shown.notes().plan()),
              words.moment(shown.stored().modified()),
              Publishing.undecided(browsing.findings(shown), shown.notes().said()).size(),
              Assessments.percent(score.points(), score.of())));
    }
    return drafts;
  }

  /// What is described here and lacks most, where the actor may do something about it.
  private List<WorkplacePage.Need> needs(Actor actor, Words words) {
    return assessing.needs(actor::mayPublish, LOOKED_AT).stream()
        .flatMap(need ->
            browsing
                .find(need.dataset())
                .filter(shown -> shown.notes().isOurs())
                .map(shown -> need(words, need, shown))
                .stream())
        .limit(MOST_NEEDS)
        .toList();
  }

  private WorkplacePage.Need need(Words words, Assessing.Need need, Browsing.Shown shown) {
    return new WorkplacePage.Need(
        title(words, shown),
        "/upload/" + need.dataset() + "/quality",
        tenant(shown),
        Assessments.percent(need.points(), need.of()),
        words.t(need.first().name()),
        need.first().points());
  }

  private static String standing(Words words, @Nullable Review review) {
    if (review == null) {
      return "";
    }
    return review.waits()
        ? words.t("workplace.waits", Plain.of(review.name()))
        : words.t("workplace.returned");
  }

  /// What whoever is signed in looks after besides.
  private List<WorkplacePage.Way> ways(Words words, Actor actor) {
    var ways = new ArrayList<WorkplacePage.Way>();
    List<Tenant> managed =
        accounts.tenants().stream()
            .filter(tenant -> actor.is(Role.ADMINISTRATOR, tenant.slug()))
            .toList();
    for (Tenant tenant : managed) {
      String name = Plain.of(tenant.name());
      String label =
          managed.size() == 1 ? words.t("people.link.one") : words.t("people.title", name);
      ways.add(
          new WorkplacePage.Way(
              "/manage/" + tenant.slug() + "/settings",
              managed.size() == 1
                  ? words.t("settings.link.one")
                  : words.t("settings.title", name)));
      ways.add(new WorkplacePage.Way("/manage/" + tenant.slug() + "/people", label));
      ways.add(
          new WorkplacePage.Way(
              "/manage/" + tenant.slug() + "/sources",
              managed.size() == 1 ? words.t("sources.link.one") : words.t("sources.title", name)));
    }
    if (actor.isOperator()) {
      ways.add(new WorkplacePage.Way("/manage/new-tenant", words.t("new-tenant.title")));
      ways.add(new WorkplacePage.Way("/manage/trail", words.t("trail.link")));
    }
    if (actor.mark().equals(actor.login()) && persons.hasPassword(actor.login())) {
      ways.add(new WorkplacePage.Way("/account/password", words.t("password.change")));
    }
    return ways;
  }
}
