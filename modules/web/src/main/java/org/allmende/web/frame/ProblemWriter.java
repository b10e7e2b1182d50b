package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.allmende.catalog.said.Json;
import org.allmende.model.Text;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.ErrorPage;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/// Tells a problem: as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) document to programs, as
/// a page with a way out to people, with the same reference number. What the machine itself got
/// wrong is logged under that number and not told.
public final class ProblemWriter {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

  private final Pages pages;
  private final Page.Portal portal;
  private final Predicate<String> forms;
  private final Map<Trouble, LongAdder> told = new EnumMap<>(Trouble.class);

  /// @param forms whether at a path stands a form that asks whoever is not known who they are
  public ProblemWriter(Pages pages, Page.Portal portal, Predicate<String> forms) {
    this.pages = pages;
    this.portal = portal;
    this.forms = forms;
    for (Trouble kind : Trouble.values()) {
      told.put(kind, new LongAdder());
    }
  }

  /// How often a kind of problem was told since the start.
  public long told(Trouble kind) {
    LongAdder count = told.get(kind);
    return count == null ? 0 : count.sum();
  }

  /// Counts a problem that is told in another form than ours.
  public void count(Trouble kind) {
    LongAdder count = told.get(kind);
    if (count != null) {
      count.increment();
    }
  }

  /// Answers a request with a problem of our own making, whatever went wrong.
  void writeInternal(HttpServletRequest request, HttpServletResponse response, Throwable cause)
      throws IOException {
    String reference = Trace.of(request);
    LOG.error("{} {} failed, reference {}", request.getMethod(), path(request), reference, cause);
    write(request, response, Problem.of(Trouble.INTERNAL));
  }

  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    String reference = Trace.of(request);
    count(problem.kind());
    if (response.isCommitted()) {
      // Half an answer must not look like a whole one: the connection is broken off.
      throw new IOException("cut off, reference " + reference);
    }
    response.resetBuffer();
    response.setStatus(problem.kind().status());
    problem.headers().forEach(response::setHeader);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.VARY, "Accept, Accept-Language");
    Words words = Words.of(Pages.language(request));
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, words.language());
    byte[] body;
    if (wantsPage(request)) {
      response.setContentType(Pages.HTML.toString());
      body = page(request, problem, reference);
    } else {
      response.setContentType("application/problem+json");
      body = Json.own().writeValueAsBytes(document(problem, words, reference));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && Negotiation.wantsPage(accept)
        && !request.getRequestURI().startsWith("/api/");
  }

  private Map<String, Object> document(Problem problem, Words words, String reference) {
    var document = new LinkedHashMap<String, Object>();
    document.put("type", portal.base() + "/problems#" + problem.kind().code());
    document.put("title", problem.kind().title(words));
    document.put("status", problem.kind().status());
    document.put("detail", detail(problem, words));
    document.put("reference", reference);
    document.putAll(problem.members());
    return document;
  }

  private byte[] page(HttpServletRequest request, Problem problem, String reference) {
    Page page = pages.bare(request);
    Words words = page.words();
    return pages.render(
        "error",
        page,
        new ErrorPage(
            problem.kind().status(),
            problem.kind().title(words),
            detail(problem, words),
            reference,
            pages.tenants(List.of()),
            onwards(request, page, problem.kind())));
  }

  /// Where to go from here. Whoever is not known may sign in, and comes back to the form they have
  /// sent; whoever is known may open that anew.
  private List<Link> onwards(HttpServletRequest request, Page page, Trouble kind) {
    Link all = new Link(page.words().t("foot.all"), "/datasets");
    String path = request.getRequestURI();
    boolean isForm = forms.test(path);
    boolean known = page.visitor() != null;
    if (!known && (kind == Trouble.UNAUTHENTICATED || kind == Trouble.FORBIDDEN)) {
      return List.of(new Link(page.words().t("aids.sign-in"), isForm ? path : "/upload"), all);
    }
    boolean again = kind == Trouble.CONFLICT || kind == Trouble.FORBIDDEN;
    return known && isForm && again && request.getMethod().equals("POST")
        ? List.of(new Link(page.words().t("error.form"), path), all)
        : List.of(all);
  }

  private static String detail(Problem problem, Words words) {
    Text detail = problem.detail();
    return detail == null ? problem.kind().explanation(words) : words.t(detail);
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().replaceAll("[^\\x21-\\x7e]", "?");
  }
}
