package org.allmende.web.frame;

import static java.util.Objects.requireNonNullElse;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.store.Projection;
import org.allmende.model.Tenant;
import org.allmende.web.http.Caller;
import org.allmende.web.page.Address;
import org.allmende.web.page.Choice;
import org.allmende.web.page.Page;
import org.allmende.web.page.Words;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// Makes pages: finds out the language, puts the frame around the content.
public final class Pages {

  public static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private static final int MOST_TENANTS = 60;

  private static final Pattern LANGUAGE = Pattern.compile("(?:^|&)lang=(de|en)(?:&|$)");

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Page.Portal portal;
  private final Assets assets;
  private final Accounts accounts;
  private final BooleanSupplier signs;
  private final String started;
  private final String host;

  /// @param signs whether the portal has something to say in sign language
  public Pages(
      Page.Portal portal, Assets assets, Accounts accounts, BooleanSupplier signs, long started) {
    this.signs = signs;
    this.portal = portal;
    this.assets = assets;
    this.accounts = accounts;
    this.host = requireNonNullElse(URI.create(portal.base()).getHost(), "");
    this.started = Long.toString(started, Character.MAX_RADIX);
  }

  /// The frame for a request's answer.
  public Page page(HttpServletRequest request) {
    return page(request, Address.of(request.getRequestURI(), request.getParameterMap()));
  }

  /// The frame for an answer about what a tenant has.
  public Page page(HttpServletRequest request, String tenant) {
    return dressed(page(request), tenant);
  }

  /// A page in the look of a tenant; one that is shown at a domain keeps the look of that.
  public Page dressed(Page page, String tenant) {
    return page.house().atHome()
        ? page
        : accounts.tenant(tenant).map(known -> page.of(Looks.house(known, false))).orElse(page);
  }

  /// Whose domain a request names. What a request says is used for the look only: addresses are
  /// made of the portal's own.
  private Page.House house(HttpServletRequest request) {
    String named = requireNonNullElse(request.getServerName(), "").toLowerCase(Locale.ROOT);
    return named.equals(host)
        ? Page.House.PORTAL
        : accounts.tenantAt(named).map(known -> Looks.house(known, true)).orElse(Page.House.PORTAL);
  }

  /// The frame for an answer that does not depend on what the request says.
  public Page bare(HttpServletRequest request) {
    return page(request, Address.of(request.getRequestURI()));
  }

  private Page page(HttpServletRequest request, Address address) {
    return new Page(
        Words.of(language(request)),
        address,
        !languageSaid(request).isEmpty(),
        portal,
        assets.folder(),
        List.of(),
        signs.getAsBoolean(),
        house(request),
        Caller.isSignedIn(request) ? Caller.of(request).map(Actor::name).orElse(null) : null);
  }

  /// A page as bytes.
  public byte[] render(String template, Page page, Object content) {
    var output = new Utf8ByteOutput();
    templates.render(template + ".jte", Map.of("page", page, "it", content), output);
    return output.toByteArray();
  }

  /// A mark for an answer that shows a projection at some position: changes with the data, the
  /// language and the program.
  public String mark(Projection projection, String variant) {
    return mark(projection.position(), variant);
  }

  /// A mark for an answer about one change number.
  public String mark(long change, String variant) {
    return started + "-" + change + "-" + variant;
  }

  /// The tenants to choose from, by name. Where they are too many for a list, those that are chosen
  /// already; the others are found by their page and by narrowing a search.
  public List<Choice> tenants(List<String> chosen) {
    var choices = new ArrayList<Choice>();
    List<Tenant> all = accounts.tenants();
    for (Tenant tenant : all) {
      if (all.size() <= MOST_TENANTS || chosen.contains(tenant.slug())) {
        choices.add(new Choice(tenant.slug(), tenant.name(), chosen.contains(tenant.slug())));
      }
    }
    choices.sort((a, b) -> a.label().compareToIgnoreCase(b.label()));
    return choices;
  }

  /// The language the address asks for. Read from the query alone, since looking for a parameter
  /// would read the whole of an upload.
  private static String languageSaid(HttpServletRequest request) {
    String query = request.getQueryString();
    Matcher said = LANGUAGE.matcher(query == null ? "" : query);
    return said.find() ? said.group(1) : "";
  }

  /// The language asked for: in the address, or by the browser; German when in doubt.
  public static String language(HttpServletRequest request) {
    String said = languageSaid(request);
    if (!said.isEmpty()) {
      return said;
    }
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null || header.isBlank()) {
      return "de";
    }
    try {
      var wanted = Locale.LanguageRange.parse(header);
      Locale best = Locale.lookup(wanted, List.of(Locale.GERMAN, Locale.ENGLISH));
      return best == null ? "de" : best.getLanguage();
    } catch (IllegalArgumentException e) {
      return "de";
    }
  }
}
