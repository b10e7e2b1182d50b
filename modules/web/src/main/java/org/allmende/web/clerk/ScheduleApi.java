package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Scheduling;
import org.allmende.catalog.publishing.Scheduling.Answer;
import org.allmende.catalog.publishing.Scheduling.No;
import org.allmende.catalog.store.Plan;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.access.Leave;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.http.Unchanged;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// When a draft becomes public by itself, for programs.
@RestController
public final class ScheduleApi {

  private static final String PATH = "/api/v1/datasets/{tenant}/{slug}/schedule";

  private final Scheduling scheduling;
  private final Reviewing reviewing;
  private final Visible visible;
  private final Freshness freshness;

  ScheduleApi(Scheduling scheduling, Reviewing reviewing, Visible visible, Freshness freshness) {
    this.scheduling = scheduling;
    this.reviewing = reviewing;
    this.visible = visible;
    this.freshness = freshness;
  }

  @GetMapping(PATH)
  ResponseEntity<byte[]> read(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.find(request, tenant, slug);
    Plan plan = shown.notes().plan();
    if (plan == null) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return Reply.written(HttpStatus.OK, Map.of(), json(shown.id(), plan, shown.stored().change()));
  }

  /// `{"at"}`; the same again changes nothing.
  @PutMapping(PATH)
  ResponseEntity<byte[]> plan(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Shown shown = visible.toChange(request, tenant, slug);
    Unchanged.require(request, shown.stored().change());
    if (shown.stored().entry().state() == State.DRAFT) {
      Leave.require(reviewing.verdict(actor(request), shown.stored()));
    }
    Instant at = moment(JsonBody.read(request).path("at").asString(""));
    return switch (scheduling.plan(shown.id(), actor(request), at)) {
      case Answer.Planned(var plan, var receipt) -> {
        freshness.await(receipt.change());
        yield Reply.written(HttpStatus.OK, Map.of(), json(shown.id(), plan, receipt.change()));
      }
      case Answer.Refused(var why) -> throw refused(why);
    };
  }

  /// Where nothing is planned, nothing changes.
  @DeleteMapping(PATH)
  ResponseEntity<byte[]> cancel(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.toChange(request, tenant, slug);
    Unchanged.require(request, shown.stored().change());
    scheduling
        .cancel(shown.id(), actor(request))
        .ifPresent(receipt -> freshness.await(receipt.change()));
    return ResponseEntity.noContent().build();
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Die Angabe „at“ ist ein Zeitpunkt wie 2027-01-31T08:00:00+01:00.",
              "“at” is a moment such as 2027-01-31T08:00:00+01:00.")
          .with("parameter", "at");
    }
  }

  private static Problem refused(No why) {
    String key = "plan.no." + code(why);
    Trouble trouble =
        switch (why) {
          case PAST, TOO_FAR -> Trouble.INVALID_REQUEST;
          case NOT_ALLOWED -> Trouble.FORBIDDEN;
          case NO_DRAFT, BLOCKED -> Trouble.CONFLICT;
        };
    Problem problem = Problem.of(trouble, Words.GERMAN.t(key), Words.ENGLISH.t(key));
    return trouble == Trouble.INVALID_REQUEST
        ? problem.with("parameter", "at").with("reason", code(why))
        : problem.with("reason", code(why));
  }

  static String code(No why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, @Nullable Object> json(DatasetId id, Plan plan, long change) {
    Plan.Why failed = plan.failed();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id.toString());
    json.put("state", State.DRAFT.code());
    json.put("at", plan.at().toString());
    json.put("by", plan.by());
    json.put("failed", failed == null ? null : failed.code());
    json.put("change", change);
    return json;
  }

  private static Actor actor(HttpServletRequest request) {
    return Caller.of(request).orElseThrow(() -> Problem.of(Trouble.UNAUTHENTICATED));
  }
}
