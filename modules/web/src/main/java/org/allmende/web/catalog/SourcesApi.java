package org.allmende.web.catalog;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.harvest.Foreseen;
import org.allmende.catalog.harvest.HarvestJson;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceReader;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Slug;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The sources that a tenant harvests, and the runs over them, for whoever may write the tenant's
/// data.
@RestController
public final class SourcesApi {

  private static final int MOST_LINES = 10_000;

  private final Harvesting harvesting;
  private final HarvestQueue queue;
  private final Tenants tenants;
  private final Trail trail;

  SourcesApi(Harvesting harvesting, HarvestQueue queue, Tenants tenants, Trail trail) {
    this.trail = trail;
    this.harvesting = harvesting;
    this.queue = queue;
    this.tenants = tenants;
  }

  @GetMapping("/api/v1/sources/{tenant}")
  ResponseEntity<byte[]> list(@PathVariable String tenant, HttpServletRequest request)
      throws IOException {
    var list = new ArrayList<Map<String, @Nullable Object>>();
    for (Source source : harvesting.sources()) {
      if (source.tenant().equals(tenant)) {
        list.add(json(source, request));
      }
    }
    return Reply.to(request).json(() -> list);
  }

  @GetMapping("/api/v1/sources/{tenant}/{name}")
  ResponseEntity<byte[]> one(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request)
      throws IOException {
    var json = json(source(tenant, name), request);
    return Reply.to(request).json(() -> json);
  }

  @PutMapping("/api/v1/sources/{tenant}/{name}")
  ResponseEntity<byte[]> put(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request)
      throws IOException {
    if (tenants.find(tenant).isEmpty() || !Slug.isValid(name)) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    var read = SourceReader.json(tenant, name, JsonBody.bytes(request));
    Source source = read.source();
    if (source == null) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Die Angabe „" + read.wrong() + "“ stimmt nicht.",
              "What is said as “" + read.wrong() + "” is not right.")
          .with("parameter", read.wrong());
    }
    try {
      harvesting.put(source);
    } catch (SourceFailed e) {
      throw Problem.of(Trouble.REFUSED, e.finding().message());
    }
    note(request, Deed.What.SOURCE_WRITTEN, source);
    return Reply.written(HttpStatus.OK, Map.of(), json(source, request));
  }

  @DeleteMapping("/api/v1/sources/{tenant}/{name}")
  ResponseEntity<byte[]> remove(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request)
      throws IOException {
    Source source = source(tenant, name);
    if (!queue.remove(source)) {
      throw Problem.of(
          Trouble.CONFLICT,
          "Ein Lauf über diese Quelle ist im Gang. Warten Sie, bis er zu Ende ist („underWay“ der"
              + " Quelle), und löschen Sie sie dann.",
          "A run over this source is under way. Wait until it has ended (“underWay” of the source),"
              + " then delete it.");
    }
    note(request, Deed.What.SOURCE_REMOVED, source);
    return ResponseEntity.noContent().build();
  }

  /// Starts a run: `{"dryRun","confirm","replay":n}`, all optional.
  @PostMapping("/api/v1/sources/{tenant}/{name}/runs")
  ResponseEntity<byte[]> run(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request)
      throws IOException {
    Source source = source(tenant, name);
    JsonNode said = JsonBody.read(request);
    var manner =
        new Harvesting.Manner(
            said.path("dryRun").asBoolean(false), said.path("confirm").asBoolean(false));
    int replay = said.path("replay").asInt(0);
    if (replay != 0 && harvesting.runs(source).stream().noneMatch(r -> r.number() == replay)) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    boolean started =
        replay == 0 ? queue.start(source, manner) : queue.replay(source, replay, manner);
    if (!started) {
      throw Problem.of(
          Trouble.CONFLICT,
          "Ein Lauf über diese Quelle ist schon im Gang.",
          "A run over this source is already under way.");
    }
    note(request, Deed.What.SOURCE_RUN, source);
    return Reply.written(HttpStatus.ACCEPTED, Map.of(), json(source, request));
  }

  /// What the last dry run foresaw.
  @GetMapping("/api/v1/sources/{tenant}/{name}/dry-run")
  ResponseEntity<byte[]> foreseen(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request)
      throws IOException {
    Source source = source(tenant, name);
    Foreseen foreseen =
        queue
            .foreseen(source)
            .orElseThrow(() ->
                Problem.of(
                    Trouble.NOT_FOUND,
                    "Es gibt keinen Probelauf über diese Quelle, seit zuletzt etwas zu ihr gesagt wurde,"
                        + " oder nicht mehr. „dryRun“ beginnt einen; er ist zu Ende, wenn die Quelle"
                        + " nicht mehr „underWay“ ist.",
                    "There was no dry run over this source since something was last said about it, or"
                        + " it is kept no longer. “dryRun” starts one; it has ended when the source is"
                        + " not “underWay” any more."));
    var words = new HarvestJson(Pages.language(request));
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.putAll(words.harvest(foreseen.harvest()));
    json.put("records", foreseen.lines().stream().map(words::line).toList());
    return Reply.to(request).json(() -> json);
  }

  /// What became of each record, the first ones.
  @GetMapping("/api/v1/sources/{tenant}/{name}/runs/{run}")
  ResponseEntity<byte[]> log(
      @PathVariable String tenant,
      @PathVariable String name,
      @PathVariable String run,
      HttpServletRequest request)
      throws IOException {
    Source source = source(tenant, name);
    int number = run.matches("[0-9]{1,8}") ? Integer.parseInt(run) : 0;
    var words = new HarvestJson(Pages.language(request));
    var lines = new ArrayList<Map<String, @Nullable Object>>();
    boolean known =
        harvesting.log(
            source,
            number,
            line -> {
              lines.add(words.line(line));
              return lines.size() < MOST_LINES;
            });
    if (!known) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return Reply.to(request).json(() -> lines);
  }

  private void note(HttpServletRequest request, Deed.What what, Source source) {
    trail.note(new Deed(Caller.mark(request), what, source.tenant(), source.name()));
  }

  private Source source(String tenant, String name) {
    return harvesting.find(tenant, name).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private Map<String, @Nullable Object> json(Source source, HttpServletRequest request)
      throws IOException {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.putAll(new HarvestJson(Pages.language(request)).source(source, harvesting.runs(source)));
    json.put("underWay", queue.isUnderWay(source));
    return json;
  }
}
