package org.allmende.web.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every route and who may use it. What does not stand here is not reached, whatever handlers there
/// are; a test holds the handlers against this table.
public final class Routes {

  /// Who may use a route.
  public enum Access {
    /// Everybody, without an account.
    ANYONE,
    /// Whoever has a token; the handler asks for the tenant, which stands in the body.
    TOKEN,
    /// Whoever may write the tenant named in the path.
    TENANT,
    /// The operator.
    OPERATOR,
    /// A form of this portal's own pages; the handler asks for the session.
    FORM
  }

  private static final PathPatternParser PARSER = new PathPatternParser();

  /// The one page that other sites may show in a frame.
  private static final String FRAMED = "/datasets/{tenant}/{slug}/chart";

  public static final List<Route> TABLE =
      List.of(
          read("/"),
          read("/datasets"),
          read("/tenants"),
          read("/tenants/{tenant}"),
          read("/tenants/{tenant}/{topic}"),
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
          route("GET", "/datasets/{tenant}/{slug}/feedback", Access.FORM),
          route("POST", "/datasets/{tenant}/{slug}/feedback", Access.FORM),
          route("GET", "/feedback", Access.FORM),
          route("POST", "/feedback", Access.FORM),
          read(FRAMED),
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
          read("/actuator/prometheus"),
          read("/api/v1/search"),
          read("/api/v1/suggest"),
          read("/api/v1/sparql/terms"),
          read("/api/v1/tenants"),
          route("POST", "/api/v1/tenants", Access.OPERATOR),
          route("GET", "/api/v1/sources/{tenant}", Access.TENANT),
          route("GET", "/api/v1/sources/{tenant}/{name}", Access.TENANT),
          route("PUT", "/api/v1/sources/{tenant}/{name}", Access.TENANT),
          route("DELETE", "/api/v1/sources/{tenant}/{name}", Access.TENANT),
          route("POST", "/api/v1/sources/{tenant}/{name}/runs", Access.TENANT),
          route("GET", "/api/v1/sources/{tenant}/{name}/runs/{run}", Access.TENANT),
          route("POST", "/api/v1/datasets", Access.TOKEN),
          read("/api/v1/datasets/{tenant}/{slug}"),
          read("/api/v1/quality"),
          read("/api/v1/quality/{tenant}"),
          read("/api/v1/quality/{tenant}/links"),
          read("/api/v1/datasets/{tenant}/{slug}/quality"),
          read("/api/v1/datasets/{tenant}/{slug}/downstream"),
          read("/api/v1/datasets/{tenant}/{slug}/repairs"),
          route("POST", "/api/v1/datasets/{tenant}/{slug}/repairs", Access.TENANT),
          read("/api/v1/datasets/{tenant}/{slug}/versions"),
          route("DELETE", "/api/v1/datasets/{tenant}/{slug}/versions/{version}", Access.TENANT),
          read("/api/v1/datasets/{tenant}/{slug}/diff"),
          read("/api/v1/datasets/{tenant}/{slug}/tables"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/columns"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/rows"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/bad-rows"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/openapi.json"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/rdf"),
          read("/api/v1/datasets/{tenant}/{slug}/tables/{number}/metadata"),
          route("PUT", "/api/v1/datasets/{tenant}/{slug}", Access.TENANT),
          route("DELETE", "/api/v1/datasets/{tenant}/{slug}", Access.TENANT),
          route("GET", "/upload", Access.FORM),
          route("POST", "/upload", Access.FORM),
          route("POST", "/upload/session", Access.FORM),
          route("POST", "/upload/leave", Access.FORM),
          route("GET", "/upload/{tenant}/{slug}", Access.FORM),
          route("POST", "/upload/{tenant}/{slug}", Access.FORM),
          route("GET", "/upload/{tenant}/{slug}/quality", Access.FORM),
          route("POST", "/upload/{tenant}/{slug}/quality", Access.FORM),
          route("GET", "/upload/{tenant}/{slug}/files", Access.FORM),
          route("POST", "/upload/{tenant}/{slug}/files", Access.FORM));

  private Routes() {}

  /// One row of the table.
  public record Route(String method, PathPattern pattern, Access access) {

    /// Whether other sites may show the page in a frame.
    boolean isFramed() {
      return pattern.getPatternString().equals(FRAMED);
    }

    boolean serves(String asked) {
      return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }
  }

  private static Route read(String pattern) {
    return route("GET", pattern, Access.ANYONE);
  }

  private static Route route(String method, String pattern, Access access) {
    return new Route(method, PARSER.parse(pattern), access);
  }

  /// The row for a request; empty where nothing is served.
  static Optional<Route> find(String method, PathContainer path) {
    return TABLE.stream()
        .filter(route -> route.serves(method) && route.pattern().matches(path))
        .findFirst();
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
