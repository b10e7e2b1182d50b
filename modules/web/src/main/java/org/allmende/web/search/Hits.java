package org.allmende.web.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.nodes.OtherNodes;
import org.allmende.model.Dataset;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Looks;
import org.allmende.web.page.Formats;
import org.allmende.web.page.Hit;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.Marked;
import org.allmende.web.page.Plain;
import org.allmende.web.page.TenantLink;
import org.allmende.web.page.Words;

/// Says hits and facet values as pages show them.
public final class Hits {

  private static final int MAX_COLUMNS = 3;
  private static final int MAX_DESCRIPTION = 280;

  private final Accounts accounts;
  private final Browsing browsing;

  public Hits(Accounts accounts, Browsing browsing) {
    this.accounts = accounts;
    this.browsing = browsing;
  }

  /// A hit in the language of a page, as far as its publisher speaks it. The index keeps what is
  /// said in German; what is said in another language is looked up.
  public Hit hit(Words words, SearchIndex.Hit hit) {
    Hit german = hit(hit, "/datasets/" + hit.id(), "", by(hit), tenantBeside(hit));
    return words.language().equals("de")
        ? german
        : browsing
            .find(hit.id())
            .map(shown -> in(words.language(), german, shown.dataset()))
            .orElse(german);
  }

  private static Hit in(String language, Hit hit, Dataset dataset) {
    boolean title = dataset.titleLanguage(language).equals(language);
    boolean description = dataset.descriptionLanguage(language).equals(language);
    return hit.translated(
        title ? Marked.of(dataset.title(language)) : null,
        description
            ? Marked.of(Plain.shorten(dataset.description(language), MAX_DESCRIPTION))
            : null);
  }

  /// A hit, of this installation or of another, whose tenants are not known here.
  Hit hit(Words words, OtherNodes.Found found) {
    SearchIndex.Hit hit = found.hit();
    return found.page().isEmpty()
        ? hit(words, hit)
        : hit(hit, Links.safe(found.page()), found.node(), foreign(hit), new Link("", ""));
  }

  private static String foreign(SearchIndex.Hit hit) {
    return hit.publisher().isBlank() ? hit.id().tenant() : hit.publisher();
  }

  private static Hit hit(SearchIndex.Hit hit, String path, String node, String by, Link tenant) {
    Map<String, List<String>> found = hit.highlights();
    String modified = hit.modified();
    var columns = new ArrayList<Marked>();
    found.forEach((field, texts) -> {
      if (!field.equals("title") && !field.equals("description") && !field.equals("data")) {
        texts.stream().limit(MAX_COLUMNS).map(Marked::of).forEach(columns::add);
      }
    });
    return new Hit(
        path,
        node,
        by,
        tenant,
        Marked.of(first(found, "title").orElse(hit.title())),
        Marked.of(
            first(found, "description").orElse(Plain.shorten(hit.description(), MAX_DESCRIPTION))),
        false,
        false,
        columns.subList(0, Math.min(columns.size(), MAX_COLUMNS)),
        null,
        hit.formats(),
        modified == null ? "" : modified);
  }

  private Link tenantBeside(SearchIndex.Hit hit) {
    String slug = hit.id().tenant();
    String name = tenant(slug);
    return new Link(name.equals(by(hit)) ? "" : name, "/tenants/" + slug);
  }

  /// The publisher, or where none is named the tenant.
  private String by(SearchIndex.Hit hit) {
    return hit.publisher().isBlank() ? tenant(hit.id().tenant()) : hit.publisher();
  }

  /// The link to a tenant's page.
  ///
  /// @param counts how many datasets each has; who is not named has none
  public TenantLink tenant(Tenant tenant, List<SearchIndex.FacetValue> counts) {
    long count =
        counts.stream()
            .filter(value -> value.value().equals(tenant.slug()))
            .mapToLong(SearchIndex.FacetValue::count)
            .sum();
    return new TenantLink(
        tenant.slug(), tenant.name(), "/tenants/" + tenant.slug(), count, Looks.crest(tenant));
  }

  private String tenant(String slug) {
    return accounts.tenant(slug).map(Tenant::name).orElse(slug);
  }

  /// A facet's value in the language of the page, as far as we have words for it.
  public String label(Words words, String facet, SearchIndex.FacetValue value) {
    if (value.value().equals("none")) {
      return words.t("facet.none");
    }
    String code = value.value().substring(value.value().lastIndexOf('/') + 1);
    return switch (facet) {
      case "theme" -> words.has("theme." + code) ? words.t("theme." + code) : value.label();
      case "tenant" -> tenant(value.value());
      case "format" -> Formats.label(value.value());
      case "quality", "rows" -> words.t("facet." + facet + "." + value.value());
      default -> value.label();
    };
  }

  private static Optional<String> first(Map<String, List<String>> found, String field) {
    List<String> texts = found.getOrDefault(field, List.of());
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts.getFirst());
  }
}
