package org.allmende.web.sources;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.harvest.Foreseen;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.Harvest.Outcome;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.HarvestQueue.UnderWay;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Harvesting.Manner;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.Fact;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.RunPage;
import org.allmende.web.page.SourcePage;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pages on which a source is asked, tried out, and let go on, and on which one reads what came
/// of it.
@RestController
public final class RunsController {

  private static final String PATH = "/manage/{tenant}/sources/{name}";
  private static final int LAST_PAGE = 100_000;
  private static final Set<String> NOTES =
      Set.of("entered", "changed", "started", "already", "outdated");

  private static final Manner DRY = new Manner(true, false);
  private static final Manner CONFIRMED = new Manner(false, true);

  private final Harvesting harvesting;
  private final HarvestQueue queue;
  private final SourceViews views;
  private final Tenants tenants;
  private final Trail trail;
  private final FormPages forms;

  RunsController(
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

  @GetMapping(PATH)
  ResponseEntity<byte[]> show(
      @PathVariable String tenant,
      @PathVariable String name,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String done)
      throws IOException {
    if (Caller.of(request).isEmpty()) {
      return forms.signIn(request, request.getRequestURI());
    }
    Source source = source(tenant, name);
    Page page = forms.frame(request);
    Words words = page.words();
    var looked = views.look(words, source);
    var content =
        new SourcePage(
            forms.formToken(request),
            SourceViews.list(tenant),
            SourceViews.path(source),
            owner(tenant),
            source.name(),
            NOTES.contains(done) ? words.t("sources.done." + done) : "",
            facts(words, source),
            looked.standing(),
            queue.foreseen(source).map(one -> words.moment(one.harvest().ended())).orElse(""),
            looked.runs().reversed().stream()
                .map(run -> SourceViews.run(words, source, run))
                .toList());
    return forms.answer(request, HttpStatus.OK, "source", page, content);
  }

  private static List<Fact> facts(Words words, Source source) {
    var facts = new ArrayList<Fact>();
    facts.add(fact(words.t("sources.field.kind"), SourceViews.kind(words, source.kind())));
    facts.add(fact(words.t("sources.field.address"), source.address().toString()));
    facts.add(fact(words.t("sources.interval"), SourceViews.every(words, source)));
    facts.add(fact(words.t("sources.field.priority"), words.number(source.priority())));
    source.options().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> {
          String key = "sources.field." + option.getKey();
          String label = words.has(key) ? words.t(key) : Plain.of(option.getKey());
          facts.add(fact(label, option.getValue()));
        });
    return facts;
  }

  static Fact fact(String label, String value) {
    return new Fact(label, List.of(new Link(Plain.of(value), "")));
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> act(
      @PathVariable String tenant,
      @PathVariable String name,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(name = "do", defaultValue = "") String what,
      @RequestParam(defaultValue = "") String run)
      throws IOException {
    forms.sender(request, formToken);
    Source source = source(tenant, name);
    String path = SourceViews.path(source);
    return switch (what) {
      case "try" -> started(request, source, queue.start(source, DRY), path + "/dry-run");
      case "run" -> started(request, source, queue.start(source, Manner.USUAL), path);
      case "confirm" -> {
        Optional<Harvest> asking = asking(source, number(run));
        yield asking.isEmpty()
            ? forms.goOn(request, path + "?done=outdated")
            : started(
                request, source, queue.replay(source, asking.get().number(), CONFIRMED), path);
      }
      case "replay" -> {
        Harvest again = run(source, run);
        yield started(request, source, queue.replay(source, again.number(), Manner.USUAL), path);
      }
      default -> throw Problem.of(Trouble.INVALID_REQUEST).with("parameter", "do");
    };
  }

  /// The run that asks, if it is still the last one: what somebody has looked at, and no other, may
  /// then go.
  private Optional<Harvest> asking(Source source, int number) throws IOException {
    List<Harvest> runs = harvesting.runs(source);
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(runs.getLast())
            .filter(last -> last.number() == number && last.outcome() == Outcome.ASKS);
  }

  private ResponseEntity<byte[]> started(
      HttpServletRequest request, Source source, boolean started, String next) {
    if (!started) {
      return forms.goOn(request, SourceViews.path(source) + "?done=already");
    }
    trail.note(
        new Deed(Caller.mark(request), Deed.What.SOURCE_RUN, source.tenant(), source.name()));
    return forms.goOn(
        request, next.equals(SourceViews.path(source)) ? next + "?done=started" : next);
  }

  @GetMapping(PATH + "/dry-run")
  ResponseEntity<byte[]> foreseen(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request)
      throws IOException {
    if (Caller.of(request).isEmpty()) {
      return forms.signIn(request, request.getRequestURI());
    }
    Source source = source(tenant, name);
    Words words = forms.frame(request).words();
    Optional<UnderWay> now = queue.underWay(source);
    Optional<Foreseen> foreseen = queue.foreseen(source);
    if (now.isPresent() && now.get().dry()) {
      String key = now.get().begun() ? "sources.standing.tries.say" : "sources.standing.waits.say";
      return page(request, source, true, words.t(key, now.get().records()), null);
    }
    if (foreseen.isEmpty()) {
      String why = queue.isBrokenOff(source) ? "sources.standing.broken.say" : "sources.dry.none";
      return page(request, source, true, words.t(why), null);
    }
    Foreseen done = foreseen.get();
    return page(
        request,
        source,
        true,
        "",
        new RunLog(done.harvest(), more -> done.lines().stream().allMatch(more)));
  }

  @GetMapping(PATH + "/runs/{run}")
  ResponseEntity<byte[]> log(
      @PathVariable String tenant,
      @PathVariable String name,
      @PathVariable String run,
      HttpServletRequest request)
      throws IOException {
    if (Caller.of(request).isEmpty()) {
      return forms.signIn(request, request.getRequestURI());
    }
    Source source = source(tenant, name);
    Harvest harvest = run(source, run);
    var log = new RunLog(harvest, more -> harvesting.log(source, harvest.number(), more));
    return page(request, source, false, "", log);
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, Source source, boolean dry, String waiting, @Nullable RunLog log)
      throws IOException {
    Page page = forms.frame(request);
    Words words = page.words();
    String list = SourceViews.list(source.tenant());
    String path = SourceViews.path(source);
    String here = log == null || dry ? path + "/dry-run" : path + "/runs/" + log.harvest().number();
    Address address = Address.of(here);
    var content =
        new RunPage(
            forms.formToken(request),
            list,
            path,
            here,
            owner(source.tenant()),
            source.name(),
            log == null || dry
                ? words.t("sources.dry.title", source.name())
                : words.t(
                    "sources.run.title", Integer.toString(log.harvest().number()), source.name()),
            dry,
            waiting,
            queue.isUnderWay(source),
            log == null
                ? null
                : log.shown(
                    words,
                    source,
                    page.languageSaid() ? address.with("lang", page.language()) : address,
                    SearchParameters.text(request, "show"),
                    SearchParameters.number(request, "page", 1, 1, LAST_PAGE),
                    isAsking(source, log.harvest())));
    return forms.answer(request, HttpStatus.OK, "run", page, content);
  }

  private boolean isAsking(Source source, Harvest harvest) throws IOException {
    return harvest.number() > 0
        && !queue.isUnderWay(source)
        && asking(source, harvest.number()).isPresent();
  }

  private Harvest run(Source source, String said) throws IOException {
    int number = number(said);
    return harvesting.runs(source).stream()
        .filter(run -> run.number() == number)
        .findFirst()
        .orElseThrow(RunsController::gone);
  }

  private static Problem gone() {
    return Problem.of(
        Trouble.NOT_FOUND,
        "Diesen Lauf gibt es nicht oder nicht mehr: Von jeder Quelle bleiben die letzten fünf. Alle,"
            + " die noch da sind, stehen auf der Seite der Quelle.",
        "There is no such run, or no longer: the last five of each source are kept. All that are"
            + " still here stand on the page of the source.");
  }

  private static int number(String said) {
    return said.matches("[0-9]{1,8}") ? Integer.parseInt(said) : 0;
  }

  private Source source(String tenant, String name) {
    return harvesting.find(tenant, name).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private String owner(String tenant) {
    return tenants
        .find(tenant)
        .map(Tenant::name)
        .map(Plain::of)
        .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }
}
