package org.allmende.web.members;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.TrailPage;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/// Who did what, as a page and as JSON: a tenant's things for its administrator, everything for the
/// operator.
@RestController
public final class TrailController {

  private static final int LINES = 100;
  private static final int LONGEST_OBJECT = 500;

  private final Trail trail;
  private final Accounts accounts;
  private final Persons persons;
  private final FormPages forms;

  TrailController(Trail trail, Accounts accounts, Persons persons, FormPages forms) {
    this.trail = trail;
    this.accounts = accounts;
    this.persons = persons;
    this.forms = forms;
  }

  @GetMapping("/manage/{tenant}/trail")
  ResponseEntity<byte[]> ofTenant(@PathVariable String tenant, HttpServletRequest request) {
    String path = "/manage/" + tenant + "/trail";
    Optional<Actor> actor = Caller.of(request);
    if (actor.isEmpty()) {
      return forms.signIn(request, path);
    }
    String name = accounts.tenant(tenant).map(Tenant::name).orElseThrow(TrailController::unknown);
    return page(request, path, tenant, Plain.of(name));
  }

  @GetMapping("/manage/trail")
  ResponseEntity<byte[]> ofAll(HttpServletRequest request) {
    Optional<Actor> actor = Caller.of(request);
    return actor.isEmpty()
        ? forms.signIn(request, "/manage/trail")
        : page(request, "/manage/trail", "", forms.frame(request).words().t("trail.all"));
  }

  @GetMapping("/api/v1/tenants/{tenant}/trail")
  ResponseEntity<byte[]> json(@PathVariable String tenant, HttpServletRequest request) {
    if (accounts.tenant(tenant).isEmpty()) {
      throw unknown();
    }
    return json(request, tenant);
  }

  @GetMapping("/api/v1/trail")
  ResponseEntity<byte[]> jsonOfAll(HttpServletRequest request) {
    return json(request, "");
  }

  private ResponseEntity<byte[]> json(HttpServletRequest request, String tenant) {
    List<Trail.Line> lines = trail.read(question(request, tenant));
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("lines", lines.stream().map(TrailController::json).toList());
    json.put("before", lines.size() < LINES ? null : lines.getLast().number());
    return Reply.to(request).json(() -> json);
  }

  private static Map<String, @Nullable Object> json(Trail.Line line) {
    Deed deed = line.deed();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("number", line.number());
    json.put("at", line.at().toString());
    json.put("by", deed.by());
    json.put("what", deed.what().code());
    json.put("tenant", deed.tenant());
    json.put("object", deed.object());
    json.put("detail", deed.detail());
    json.put("change", line.change() == 0 ? null : line.change());
    return json;
  }

  private static Problem unknown() {
    return Problem.of(Trouble.NOT_FOUND);
  }

  private static Trail.Question question(HttpServletRequest request, String tenant) {
    String object = said(request, "object");
    String before = said(request, "before");
    if (object.length() > LONGEST_OBJECT || !before.matches("[0-9]{0,18}")) {
      throw Problem.of(Trouble.INVALID_REQUEST)
          .with("parameter", object.length() > LONGEST_OBJECT ? "object" : "before");
    }
    long number = before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before);
    return new Trail.Question(tenant, object, number, LINES);
  }

  private static String said(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, String path, String tenant, String title) {
    Page page = forms.frame(request);
    Trail.Question question = question(request, tenant);
    List<Trail.Line> lines = trail.read(question);
    String narrowed = question.object().isEmpty() ? "" : "&object=" + encoded(question.object());
    String older =
        lines.size() < LINES ? "" : path + "?before=" + lines.getLast().number() + narrowed;
    var content =
        new TrailPage(
            path,
            title,
            Plain.of(question.object()),
            lines.stream().map(line -> line(page.words(), path, line)).toList(),
            older);
    return forms.answer(request, HttpStatus.OK, "trail", page, content);
  }

  private TrailPage.Line line(Words words, String path, Trail.Line line) {
    Deed deed = line.deed();
    String object = deed.object();
    return new TrailPage.Line(
        words.moment(line.at()),
        who(words, deed.by()),
        words.t("deed." + deed.what().code()),
        Plain.of(object),
        object.isEmpty() ? "" : path + "?object=" + encoded(object),
        detail(words, deed),
        line.change() == 0 ? "" : Long.toString(line.change()));
  }

  private static String detail(Words words, Deed deed) {
    return switch (deed.what()) {
      case ROLE_GIVEN, ROLE_TAKEN, TOKEN_MADE ->
          deed.detail().isEmpty() ? "" : words.t("role." + deed.detail());
      case SETTINGS_CHANGED ->
          words.t(deed.detail().isEmpty() ? "trail.two-eyes" : "trail.four-eyes");
      case TENANT_CHANGED ->
          Stream.of(deed.detail().split(",", -1))
              .map(name -> words.t("settings.changed." + name))
              .collect(Collectors.joining(", "));
      case PLANNED -> words.moment(Instant.parse(deed.detail()));
      case PLAN_FAILED -> words.t("plan.why." + deed.detail());
      default -> Plain.of(deed.detail());
    };
  }

  private String who(Words words, String by) {
    if (by.equals(Deed.COMMAND)) {
      return words.t("trail.command");
    }
    if (by.equals(Deed.SIGN_IN)) {
      return words.t("trail.sign-in");
    }
    return by.startsWith(Deed.TOKEN)
        ? words.t("trail.token", Plain.of(by.substring(Deed.TOKEN.length())))
        : persons
            .find(by)
            .map(Person::name)
            .filter(name -> !name.equals(by))
            .map(name -> Plain.of(name) + " (" + by + ")")
            .orElse(Plain.of(by));
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
