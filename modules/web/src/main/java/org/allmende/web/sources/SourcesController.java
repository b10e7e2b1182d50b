package org.allmende.web.sources;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Pagination;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.RunView;
import org.allmende.web.page.SourceFormPage;
import org.allmende.web.page.SourceRemovalPage;
import org.allmende.web.page.SourcesPage;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pages on which the administrator of a tenant sees its sources, enters them, changes what is
/// said about them, and removes them.
@RestController
public final class SourcesController {

  private static final String LIST = "/manage/{tenant}/sources";
  private static final String NEW = "/manage/{tenant}/new-source";
  private static final String SETTINGS = LIST + "/{name}/settings";
  private static final String REMOVAL = LIST + "/{name}/removal";
  private static final int ON_A_PAGE = 25;
  private static final int LAST_PAGE = 1_000;
  private static final Set<String> NOTES = Set.of("removed");

  private final Harvesting harvesting;
  private final HarvestQueue queue;
  private final SourceViews views;
  private final Tenants tenants;
  private final Trail trail;
  private final FormPages forms;

  SourcesController(
      Harvesting harvesting,
      HarvestQueue queue,
      SourceViews views,
      Tenants tenants,
      Trail trail,
      FormPages forms) {
    this.harvesting = harvesting;
    this.queue = queue;
    this.views = views;
    this.tenants = tenants;
    this.trail = trail;
    this.forms = forms;
  }

  @GetMapping(LIST)
  ResponseEntity<byte[]> list(
      @PathVariable String tenant,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String done)
      throws IOException {
    if (Caller.of(request).isEmpty()) {
      return forms.signIn(request, request.getRequestURI());
    }
    Tenant owner = owner(tenant);
    List<Source> all = of(tenant);
    int last = Math.max(1, Math.ceilDiv(all.size(), ON_A_PAGE));
    int number = Math.min(last, SearchParameters.number(request, "page", 1, 1, LAST_PAGE));
    int from = (number - 1) * ON_A_PAGE;
    Page page = forms.frame(request);
    Words words = page.words();
    var entries = new ArrayList<SourcesPage.Entry>();
    for (Source source : all.subList(from, Math.min(all.size(), from + ON_A_PAGE))) {
      entries.add(entry(words, source));
    }
    Address here = Address.of(SourceViews.list(tenant));
    var content =
        new SourcesPage(
            forms.formToken(request),
            SourceViews.list(tenant),
            "/manage/" + tenant + "/new-source",
            Plain.of(owner.name()),
            NOTES.contains(done) ? words.t("sources.done." + done) : "",
            entries,
            Pagination.links(
                words,
                page.languageSaid() ? here.with("lang", page.language()) : here,
                number,
                last));
    return forms.answer(request, HttpStatus.OK, "sources", page, content);
  }

  private SourcesPage.Entry entry(Words words, Source source) throws IOException {
    var looked = views.look(words, source);
    List<Harvest> runs = looked.runs();
    @Nullable RunView last = runs.isEmpty() ? null : SourceViews.run(words, source, runs.getLast());
    return new SourcesPage.Entry(
        source.name(),
        SourceViews.path(source),
        SourceViews.kind(words, source.kind()),
        Plain.of(source.address().toString()),
        words.number(source.priority()),
        SourceViews.every(words, source),
        last,
        looked.standing());
  }

  @GetMapping(NEW)
  ResponseEntity<byte[]> blank(@PathVariable String tenant, HttpServletRequest request) {
    if (Caller.of(request).isEmpty()) {
      return forms.signIn(request, request.getRequestURI());
    }
    return form(request, owner(tenant), null, SourceForm.empty(words(request)), HttpStatus.OK);
  }

  @PostMapping(NEW)
  ResponseEntity<byte[]> enter(
      @PathVariable String tenant,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken) {
    forms.sender(request, formToken);
    Tenant owner = owner(tenant);
    SourceForm form = SourceForm.sent(words(request), request);
    Optional<String> name = form.name(of(tenant).stream().map(Source::name).toList());
    // What else is wrong is said at once, even where the name is.
    Optional<Source> source = form.source(tenant, name.orElse("x"), Map.of());
    return name.isPresent() && source.isPresent() && keep(request, form, source.get())
        ? forms.goOn(request, SourceViews.path(source.get()) + "?done=entered")
        : form(request, owner, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @GetMapping(SETTINGS)
  ResponseEntity<byte[]> settings(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request) {
    if (Caller.of(request).isEmpty()) {
      return forms.signIn(request, request.getRequestURI());
    }
    Source source = source(tenant, name);
    return form(
        request, owner(tenant), source, SourceForm.of(words(request), source), HttpStatus.OK);
  }

  @PostMapping(SETTINGS)
  ResponseEntity<byte[]> change(
      @PathVariable String tenant,
      @PathVariable String name,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken) {
    forms.sender(request, formToken);
    Source before = source(tenant, name);
    SourceForm form = SourceForm.sent(words(request), request);
    Optional<Source> source = form.source(tenant, name, before.options());
    return source.isPresent() && keep(request, form, source.get())
        ? forms.goOn(request, SourceViews.path(before) + "?done=changed")
        : form(request, owner(tenant), before, form, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /// Whether the source is kept; the form says why where it is not.
  private boolean keep(HttpServletRequest request, SourceForm form, Source source) {
    try {
      harvesting.put(source);
    } catch (SourceFailed e) {
      Words words = words(request);
      String why = words.t(e.finding().message()) + " " + words.t(e.finding().advice());
      form.refuseAddress(Plain.of(why));
      return false;
    }
    note(request, Deed.What.SOURCE_WRITTEN, source);
    return true;
  }

  /// @param source null for a new one
  private ResponseEntity<byte[]> form(
      HttpServletRequest request,
      Tenant owner,
      @Nullable Source source,
      SourceForm form,
      HttpStatus status) {
    Page page = forms.frame(request);
    String list = SourceViews.list(owner.slug());
    var content =
        new SourceFormPage(
            forms.formToken(request),
            list,
            source == null
                ? "/manage/" + owner.slug() + "/new-source"
                : SourceViews.path(source) + "/settings",
            Plain.of(owner.name()),
            source == null ? "" : SourceViews.path(source),
            source == null ? "" : source.name(),
            form.fields(source == null),
            form.interval(),
            form.options());
    return forms.answer(request, status, "source-form", page, content);
  }

  @GetMapping(REMOVAL)
  ResponseEntity<byte[]> askBefore(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request) {
    return Caller.of(request).isEmpty()
        ? forms.signIn(request, request.getRequestURI())
        : removal(request, source(tenant, name), "", HttpStatus.OK);
  }

  @PostMapping(REMOVAL)
  ResponseEntity<byte[]> remove(
      @PathVariable String tenant,
      @PathVariable String name,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String sure)
      throws IOException {
    forms.sender(request, formToken);
    Source source = source(tenant, name);
    if (!sure.equals("yes")) {
      return removal(request, source, "sources.remove.unsure", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    if (!queue.remove(source)) {
      return removal(request, source, "sources.remove.under-way", HttpStatus.CONFLICT);
    }
    note(request, Deed.What.SOURCE_REMOVED, source);
    return forms.goOn(request, SourceViews.list(tenant) + "?done=removed");
  }

  private ResponseEntity<byte[]> removal(
      HttpServletRequest request, Source source, String note, HttpStatus status) {
    Page page = forms.frame(request);
    String path = SourceViews.path(source);
    var content =
        new SourceRemovalPage(
            forms.formToken(request),
            SourceViews.list(source.tenant()),
            path,
            path + "/removal",
            Plain.of(owner(source.tenant()).name()),
            source.name(),
            harvesting.given(source),
            "/datasets?tenant=" + source.tenant(),
            note.isEmpty() ? "" : page.words().t(note));
    return forms.answer(request, status, "source-removal", page, content);
  }

  private void note(HttpServletRequest request, Deed.What what, Source source) {
    trail.note(new Deed(Caller.mark(request), what, source.tenant(), source.name()));
  }

  private List<Source> of(String tenant) {
    return harvesting.sources().stream().filter(source -> source.tenant().equals(tenant)).toList();
  }

  private Source source(String tenant, String name) {
    return harvesting.find(tenant, name).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private Tenant owner(String tenant) {
    return tenants.find(tenant).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private Words words(HttpServletRequest request) {
    return forms.frame(request).words();
  }
}
