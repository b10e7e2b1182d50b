package org.allmende.web.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every route and who may use it. What does not stand here is not reached, whatever handlers there
/// are; a test holds the handlers against this table, and every row for every role.
public final class Routes {

  /// Who may use a route.
  public enum Access {
    /// Everybody, without an account.
    ANYONE,
    /// Whoever has an account or a token; the handler asks for the tenant, which stands in the
    /// body.
    ACCOUNT,
    /// Members of the tenant named in the path, by the least role they need.
    READER(Role.READER),
    EDITOR(Role.EDITOR),
    PUBLISHER(Role.PUBLISHER),
    ADMINISTRATOR(Role.ADMINISTRATOR),
    /// The operator.
    OPERATOR,
    /// The operator, and the [Watchers].
    WATCHER,
    /// The operator, and the other [Nodes].
    NODE;

    private final @Nullable Role role;

    Access() {
      this.role = null;
    }

    Access(Role role) {
      this.role = role;
    }

    /// Whether an actor may come in.
    ///
    /// @param tenant named in the path; empty where none is
    boolean admits(Actor actor, String tenant) {
      Role least = role;
      return least == null
          ? this == ANYONE || this == ACCOUNT || actor.isOperator()
          : actor.is(least, tenant);
    }
  }

  private static final PathPatternParser PARSER = new PathPatternParser();

  /// The pages that other sites may show in a frame.
  private static final List<String> FRAMED =
      List.of(
          "/datasets/{tenant}/{slug}/table",
          "/datasets/{tenant}/{slug}/chart",
          "/datasets/{tenant}/{slug}/map");

  private static final String NODES = "/api/v1/replication";

  /// What is sent although nothing in the store is changed by it.
  private static final Set<String> SESSIONS = Set.of("/upload/session", "/upload/leave");

  public static final List<Route> TABLE =
      List.of(
          read("/"),
          read("/datasets"),
          read("/tenants"),
          read("/tenants/{tenant}"),
          read("/tenants/{tenant}/{topic}"),
          read("/tenants/{tenant}/look/{version}.css"),
          read("/tenants/{tenant}/crest/{hash}.png"),
          read("/themes/{code}"),
          read("/developers"),
          read("/accessibility"),
          read("/plain-language"),
          read("/sign-language"),
          read("/imprint"),
          read("/privacy"),
          read("/datasets.atom"),
          read("/datasets.jsonfeed"),
          read("/datasets/{tenant}/{name}"),
          read("/datasets/{tenant}/{slug}/datapackage.json"),
          read("/datasets/{tenant}/{slug}/croissant.json"),
          read("/datasets/{tenant}/{slug}/diff"),
          read("/datasets/{tenant}/{slug}/citation.{form}"),
          form("GET", "/datasets/{tenant}/{slug}/feedback", Access.ANYONE),
          form("POST", "/datasets/{tenant}/{slug}/feedback", Access.ANYONE),
          form("GET", "/contact", Access.ANYONE),
          form("POST", "/contact", Access.ANYONE),
          form("GET", "/feedback", Access.ACCOUNT),
          form("POST", "/feedback", Access.ACCOUNT),
          read("/datasets/{tenant}/{slug}/versions.atom"),
          read("/datasets/{tenant}/{slug}/table"),
          read("/datasets/{tenant}/{slug}/chart"),
          read("/datasets/{tenant}/{slug}/map"),
          read("/catalog"),
          read("/catalog.{syntax}"),
          read("/catalogs/{name}"),
          read("/oai"),
          route("POST", "/oai", Access.ANYONE),
          read("/api/3"),
          read("/api/3/action/{action}"),
          route("POST", "/api/3/action/{action}", Access.ANYONE),
          read("/api/action/{action}"),
          route("POST", "/api/action/{action}", Access.ANYONE),
          read("/sparql"),
          route("POST", "/sparql", Access.ANYONE),
          read("/catalogs/{tenant}/sparql"),
          route("POST", "/catalogs/{tenant}/sparql", Access.ANYONE),
          read("/.well-known/void"),
          route("POST", "/mcp", Access.ANYONE),
          read("/files/{hash}/{name}"),
          read("/assets/{version}/{*path}"),
          read("/problems"),
          read("/openapi.json"),
          read("/robots.txt"),
          read("/sitemap.xml"),
          read("/sitemap-{number}.xml"),
          read("/favicon.ico"),
          read("/actuator/health"),
          route("GET", "/actuator/prometheus", Access.WATCHER),
          read("/api/v1/search"),
          read("/api/v1/suggest"),
          read("/api/v1/sparql/terms"),
          read("/api/v1/tenants"),
          route("POST", "/api/v1/tenants", Access.OPERATOR),
          route("PUT", "/api/v1/tenants/{tenant}", Access.ADMINISTRATOR),
          route("GET", "/api/v1/tenants/{tenant}/members", Access.ADMINISTRATOR),
          route("PUT", "/api/v1/tenants/{tenant}/members/{login}", Access.ADMINISTRATOR),
          route("DELETE", "/api/v1/tenants/{tenant}/members/{login}", Access.ADMINISTRATOR),
          route("GET", "/api/v1/tenants/{tenant}/tokens", Access.ADMINISTRATOR),
          route("POST", "/api/v1/tenants/{tenant}/tokens", Access.ADMINISTRATOR),
          route("DELETE", "/api/v1/tenants/{tenant}/tokens/{name}", Access.ADMINISTRATOR),
          route("GET", "/api/v1/tenants/{tenant}/rules", Access.ADMINISTRATOR),
          route("PUT", "/api/v1/tenants/{tenant}/rules", Access.ADMINISTRATOR),
          route("GET", "/api/v1/tenants/{tenant}/trail", Access.ADMINISTRATOR),
          route("GET", "/api/v1/trail", Access.OPERATOR),
          route("GET", NODES, Access.NODE),
          route("GET", NODES + "/base", Access.NODE),
          route("GET", NODES + "/changes", Access.NODE),
          route("POST", NODES + "/files", Access.NODE),
          route("GET", NODES + "/files/{hash}", Access.NODE),
          route("POST", NODES + "/epoch", Access.NODE),
          route("POST", NODES + "/promotion", Access.OPERATOR),
          route("GET", "/api/v1/sources/{tenant}", Access.ADMINISTRATOR),
          route("GET", "/api/v1/sources/{tenant}/{name}", Access.ADMINISTRATOR),
          route("PUT", "/api/v1/sources/{tenant}/{name}", Access.ADMINISTRATOR),
          route("DELETE", "/api/v1/sources/{tenant}/{name}", Access.ADMINISTRATOR),
          route("POST", "/api/v1/sources/{tenant}/{name}/runs", Access.ADMINISTRATOR),
          route("GET", "/api/v1/sources/{tenant}/{name}/runs/{run}", Access.ADMINISTRATOR),
          route("GET", "/api/v1/sources/{tenant}/{name}/dry-run", Access.ADMINISTRATOR),
          route("POST", "/api/v1/datasets", Access.ACCOUNT),
          read("/api/v1/datasets/{tenant}/{slug}"),
          read("/api/v1/quality"),
          read("/api/v1/quality/{tenant}"),
          read("/api/v1/quality/{tenant}/links"),
          read("/api/v1/datasets/{tenant}/{slug}/quality"),
          read("/api/v1/datasets/{tenant}/{slug}/downstream"),
          read("/api/v1/datasets/{tenant}/{slug}/repairs"),
          draft("POST", "/api/v1/datasets/{tenant}/{slug}/repairs"),
          read("/api/v1/datasets/{tenant}/{slug}/reading"),
          draft("PUT", "/api/v1/datasets/{tenant}/{slug}/reading"),
          read("/api/v1/datasets/{tenant}/{slug}/versions"),
          route("DELETE", "/api/v1/datasets/{tenant}/{slug}/versions/{version}", Access.PUBLISHER),
          read("/api/v1/datasets/{tenant}/{slug}/diff"),
          read("/api/v1/datasets/{tenant}/{slug}/tables"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/columns"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/rows"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/bad-rows"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/openapi.json"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/rdf"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/metadata"),
          draft("PUT", "/api/v1/datasets/{tenant}/{slug}"),
          draft("DELETE", "/api/v1/datasets/{tenant}/{slug}"),
          draft("POST", "/api/v1/datasets/{tenant}/{slug}/submission"),
          route("DELETE", "/api/v1/datasets/{tenant}/{slug}/submission", Access.PUBLISHER),
          route("POST", "/api/v1/datasets/{tenant}/{slug}/erasure", Access.ADMINISTRATOR),
          route("GET", "/api/v1/datasets/{tenant}/{slug}/schedule", Access.READER),
          route("PUT", "/api/v1/datasets/{tenant}/{slug}/schedule", Access.PUBLISHER),
          route("DELETE", "/api/v1/datasets/{tenant}/{slug}/schedule", Access.PUBLISHER),
          form("GET", "/upload", Access.ANYONE),
          form("POST", "/upload", Access.ACCOUNT),
          form("POST", "/upload/session", Access.ANYONE),
          form("POST", "/upload/leave", Access.ANYONE),
          form("GET", "/account/password", Access.ANYONE),
          form("POST", "/account/password", Access.ANYONE),
          form("GET", "/account/provider", Access.ANYONE),
          form("GET", "/account/provider/back", Access.ANYONE),
          form("GET", "/manage/datasets", Access.ACCOUNT),
          form("POST", "/manage/datasets", Access.ACCOUNT),
          form("GET", "/manage/trail", Access.OPERATOR),
          form("GET", "/manage/new-tenant", Access.OPERATOR),
          form("POST", "/manage/new-tenant", Access.OPERATOR),
          form("GET", "/manage/{tenant}/settings", Access.ADMINISTRATOR),
          form("POST", "/manage/{tenant}/settings", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/trail", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/people", Access.ADMINISTRATOR),
          form("POST", "/manage/{tenant}/people", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/sources", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/new-source", Access.ADMINISTRATOR),
          form("POST", "/manage/{tenant}/new-source", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/sources/{name}", Access.ADMINISTRATOR),
          form("POST", "/manage/{tenant}/sources/{name}", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/sources/{name}/settings", Access.ADMINISTRATOR),
          form("POST", "/manage/{tenant}/sources/{name}/settings", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/sources/{name}/removal", Access.ADMINISTRATOR),
          form("POST", "/manage/{tenant}/sources/{name}/removal", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/sources/{name}/dry-run", Access.ADMINISTRATOR),
          form("GET", "/manage/{tenant}/sources/{name}/runs/{run}", Access.ADMINISTRATOR),
          draftForm("GET", "/upload/{tenant}/{slug}"),
          draftForm("POST", "/upload/{tenant}/{slug}"),
          draftForm("POST", "/upload/{tenant}/{slug}/reading"),
          draftForm("POST", "/upload/{tenant}/{slug}/typing"),
          draftForm("GET", "/upload/{tenant}/{slug}/quality"),
          draftForm("POST", "/upload/{tenant}/{slug}/quality"),
          draftForm("GET", "/upload/{tenant}/{slug}/files"),
          draftForm("POST", "/upload/{tenant}/{slug}/files"));

  private Routes() {}

  /// One row of the table.
  ///
  /// @param access who may use it
  /// @param published who may use it on a dataset that is public, or was
  /// @param isForm whether it is a form of this portal's own pages, which a session opens; what
  ///   does not know who asks is shown how to sign in
  public record Route(
      String method, PathPattern pattern, Access access, Access published, boolean isForm) {

    /// Whether other sites may show the page in a frame.
    boolean isFramed() {
      return FRAMED.contains(pattern.getPatternString());
    }

    boolean serves(String asked) {
      return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }

    /// Whether it changes what is stored, and so is for the node that writes.
    boolean writes() {
      String path = pattern.getPatternString();
      return !method.equals("GET")
          && !isOpen()
          && !SESSIONS.contains(path)
          && !path.startsWith(NODES);
    }

    /// Whether everybody may use it from everywhere.
    public boolean isOpen() {
      return access == Access.ANYONE && !isForm;
    }

    /// The tenant named in a path; empty where none is.
    String tenant(PathContainer path) {
      var match = pattern.matchAndExtract(path);
      return match == null ? "" : match.getUriVariables().getOrDefault("tenant", "");
    }
  }

  private static Route read(String pattern) {
    return route("GET", pattern, Access.ANYONE);
  }

  private static Route route(String method, String pattern, Access access) {
    return new Route(method, PARSER.parse(pattern), access, access, false);
  }

  /// Work on a dataset: editors may do it as long as it is a draft.
  private static Route draft(String method, String pattern) {
    return new Route(method, PARSER.parse(pattern), Access.EDITOR, Access.PUBLISHER, false);
  }

  private static Route form(String method, String pattern, Access access) {
    return new Route(method, PARSER.parse(pattern), access, access, true);
  }

  private static Route draftForm(String method, String pattern) {
    return new Route(method, PARSER.parse(pattern), Access.EDITOR, Access.PUBLISHER, true);
  }

  /// The row for a request; empty where nothing is served.
  static Optional<Route> find(String method, PathContainer path) {
    return TABLE.stream()
        .filter(route -> route.serves(method) && route.pattern().matches(path))
        .findFirst();
  }

  /// Whether at a path stands a form that is shown to those who are known: whoever is not is asked
  /// who they are, and goes on there.
  public static boolean isGuardedForm(String path) {
    return find("GET", PathContainer.parsePath(path))
        .filter(route -> route.isForm() && route.access() != Access.ANYONE)
        .isPresent();
  }

  /// The methods a path knows; empty where nothing is served.
  static Set<String> methods(PathContainer path) {
    var methods = new TreeSet<String>();
    for (Route route : TABLE) {
      if (route.pattern().matches(path)) {
        methods.add(route.method());
        if (route.method().equals("GET")) {
          methods.add("HEAD");
        }
      }
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }
}
