package org.allmende.web.ckan;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Spool;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The reading part of CKAN's [action API](https://docs.ckan.org/en/2.10/api/), for the harvesters
/// and clients there are. Answers and errors have CKAN's shape.
@RestController
public final class CkanController {

  private static final Logger LOG = LoggerFactory.getLogger(CkanController.class);
  private static final String VERSION = "2.10.0";
  private static final String WRITES =
      "[a-z_]+_(create|update|patch|delete|purge|upsert|reorder|revise|bulk_update)";

  private final CkanPackages packages;
  private final CkanSearch search;
  private final CkanLists lists;
  private final CkanRows rows;
  private final DatasetStore store;
  private final Chronicle chronicle;
  private final Page.Portal portal;
  private final Spool.Room room;
  private final ProblemWriter problems;

  CkanController(
      CkanPackages packages,
      CkanSearch search,
      CkanLists lists,
      CkanRows rows,
      DatasetStore store,
      Chronicle chronicle,
      Page.Portal portal,
      Spool.Room room,
      ProblemWriter problems) {
    this.packages = packages;
    this.search = search;
    this.lists = lists;
    this.rows = rows;
    this.store = store;
    this.chronicle = chronicle;
    this.portal = portal;
    this.room = room;
    this.problems = problems;
  }

  @GetMapping("/api/3")
  ResponseEntity<byte[]> version(HttpServletRequest request) {
    return Reply.to(request).json(() -> Map.of("version", 3));
  }

  @GetMapping({"/api/3/action/{action}", "/api/action/{action}"})
  @Nullable ResponseEntity<byte[]> asked(
      @PathVariable String action, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return answer(action, request, response);
  }

  @PostMapping({"/api/3/action/{action}", "/api/action/{action}"})
  @Nullable ResponseEntity<byte[]> sent(
      @PathVariable String action, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return answer(action, request, response);
  }

  private @Nullable ResponseEntity<byte[]> answer(
      String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
    CkanAction action = CkanAction.of(name).orElseThrow(() -> unknown(name));
    CkanCall call = CkanCall.read(request);
    if (action == CkanAction.DATASTORE_SEARCH) {
      return rows(rows.ask(call), request, response);
    }
    Object result = result(action, call);
    return Reply.to(request)
        .json(() -> {
          var body = new LinkedHashMap<String, Object>();
          body.put("help", help(action.word()));
          body.put("success", true);
          body.put("result", result);
          return body;
        });
  }

  private @Nullable ResponseEntity<byte[]> rows(
      CkanRows.Answer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return Reply.to(request).type(MediaType.APPLICATION_JSON).mark(answer.mark()).stream(
        response,
        out -> {
          try (var spool = room.open()) {
            answer.write(help(CkanAction.DATASTORE_SEARCH.word()), spool);
            spool.give(out);
          }
        });
  }

  private static CkanProblem unknown(String name) {
    return name.matches(WRITES)
        ? CkanProblem.forbidden("Access denied: this API only reads.")
        : CkanProblem.told(400, "Bad Request", "Bad request - Action name not known");
  }

  private Object result(CkanAction action, CkanCall call) {
    return switch (action) {
      case PACKAGE_LIST -> names(call);
      case CURRENT_PACKAGE_LIST_WITH_RESOURCES -> latest(call);
      case PACKAGE_SHOW ->
          packages
              .find(call.required(call.has("id") ? "id" : "name_or_id"))
              .map(packages::dict)
              .orElseThrow(() -> CkanProblem.notFound("Not found"));
      case PACKAGE_SEARCH -> search.packages(call);
      case PACKAGE_AUTOCOMPLETE -> search.completions(call);
      case RESOURCE_SHOW ->
          packages
              .resource(call.required("id"))
              .map(packages::dict)
              .orElseThrow(() -> CkanProblem.notFound("Not found"));
      case RESOURCE_SEARCH -> search.resources(call);
      case ORGANIZATION_LIST -> lists.organizations(call);
      case ORGANIZATION_SHOW -> lists.organization(call);
      case ORGANIZATION_LIST_FOR_USER -> List.of();
      case GROUP_LIST -> lists.groups(call);
      case GROUP_SHOW -> lists.group(call);
      case GROUP_PACKAGE_SHOW -> lists.packagesOfGroup(call);
      case TAG_LIST -> lists.tags(call, "query");
      case TAG_SHOW -> lists.tag(call);
      case TAG_AUTOCOMPLETE -> lists.tags(call, call.has("query") ? "query" : "q");
      case LICENSE_LIST -> lists.licenses();
      case SITE_READ -> true;
      case STATUS_SHOW -> status();
      case HELP_SHOW ->
          CkanAction.of(call.required("name"))
              .map(CkanAction::help)
              .orElseThrow(() -> CkanProblem.notFound("Action function not found"));
      case DATASTORE_SEARCH -> throw new IllegalArgumentException("rows are written, not returned");
    };
  }

  private List<String> names(CkanCall call) {
    List<DatasetId> all = store.ids(null, State.PUBLISHED);
    int from = Math.min(all.size(), call.number("offset", 0, Integer.MAX_VALUE));
    int limit = call.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
    int to = (int) Math.min(all.size(), (long) from + limit);
    return all.subList(from, to).stream().map(CkanPackages::name).toList();
  }

  private List<Map<String, @Nullable Object>> latest(CkanCall call) {
    int limit = call.number("limit", 100, CkanSearch.MOST);
    int page = call.number("page", 1, Integer.MAX_VALUE);
    long offset =
        call.has("offset")
            ? call.number("offset", 0, Integer.MAX_VALUE)
            : (long) Math.max(0, page - 1) * limit;
    var events = new ArrayList<>(chronicle.all(Chronicle.Span.ALL));
    return events.reversed().stream()
        .filter(event -> !event.withdrawn())
        .skip(offset)
        .limit(limit)
        .flatMap(event -> packages.published(event.id()).stream())
        .map(packages::dict)
        .toList();
  }

  private Map<String, @Nullable Object> status() {
    var status = new LinkedHashMap<String, @Nullable Object>();
    status.put("ckan_version", VERSION);
    status.put("site_url", portal.base());
    status.put("site_title", portal.name());
    status.put("site_description", portal.claim());
    status.put("error_emails_to", null);
    status.put("locale_default", "de");
    status.put("extensions", List.of("datastore"));
    return status;
  }

  private String help(String action) {
    return portal.base() + "/api/3/action/help_show?name=" + action;
  }

  /// Whatever goes wrong is told as CKAN tells it.
  @ExceptionHandler(Exception.class)
  ResponseEntity<byte[]> told(
      Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      throw thrown;
    }
    String path = request.getRequestURI();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String help = CkanAction.of(name).map(action -> help(action.word())).orElse(help("help_show"));
    return problem(thrown).answer(help);
  }

  private CkanProblem problem(Exception thrown) {
    return switch (thrown) {
      case CkanProblem known -> known;
      case RowEngine.WrongQuestion wrong -> CkanProblem.invalid("query", wrong.text().en());
      case RowEngine.Busy _ -> CkanProblem.busy();
      case Problem problem when problem.kind().status() == 404 -> CkanProblem.notFound("Not found");
      case Problem problem ->
          CkanProblem.told(problem.kind().status(), "Error", problem.kind().code());
      default -> {
        LOG.error("a call of the CKAN API failed", thrown);
        problems.count(Trouble.INTERNAL);
        yield CkanProblem.internal();
      }
    };
  }
}
