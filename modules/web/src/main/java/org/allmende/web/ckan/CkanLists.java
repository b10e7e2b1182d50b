package org.allmende.web.ckan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.http.BoundedOutput;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What CKAN groups datasets by: tenants as organisations, themes as groups, keywords as tags; and
/// the licences.
public final class CkanLists {

  private static final int MOST = 1_000;
  private static final int MOST_TAGS = 100_000;
  private static final int MOST_BYTES = 32 << 20;

  private static final String KEYWORDS =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      SELECT DISTINCT (STR(?keyword) AS ?tag) WHERE { ?dataset dcat:keyword ?keyword }
      LIMIT 100000
      """;

  private final Tenants tenants;
  private final DatasetStore store;
  private final SearchIndex index;
  private final SparqlEndpoint endpoint;
  private final CkanPackages packages;
  private final CkanSearch search;
  private final Concepts concepts;
  private final Words words = Words.of("de");
  private volatile Tags tags = new Tags(-1, List.of());

  public CkanLists(
      Tenants tenants,
      DatasetStore store,
      SearchIndex index,
      SparqlEndpoint endpoint,
      CkanPackages packages,
      CkanSearch search,
      Concepts concepts) {
    this.tenants = tenants;
    this.store = store;
    this.index = index;
    this.endpoint = endpoint;
    this.packages = packages;
    this.search = search;
    this.concepts = concepts;
  }

  /// All keywords, in order.
  ///
  /// @param position of the projection that knew them
  private record Tags(long position, List<String> all) {}

  Object organizations(CkanCall call) {
    var wanted = call.texts("organizations");
    List<Tenant> some =
        tenants.all().stream()
            .filter(tenant -> wanted.isEmpty() || wanted.contains(tenant.slug()))
            .toList();
    List<Tenant> part = part(some, call);
    return call.flag("all_fields", false)
        ? part.stream().map(this::counted).toList()
        : part.stream().map(Tenant::slug).toList();
  }

  Object organization(CkanCall call) {
    Tenant tenant =
        Optional.of(call.required("id"))
            .flatMap(tenants::find)
            .orElseThrow(() -> CkanProblem.notFound("Not found"));
    Map<String, @Nullable Object> json = counted(tenant);
    json.put("extras", List.of());
    json.put("users", List.of());
    json.put("groups", List.of());
    json.put("tags", List.of());
    if (call.flag("include_datasets", false)) {
      json.put("packages", some("owner_org:" + tenant.slug(), MOST));
    }
    return json;
  }

  private Map<String, @Nullable Object> counted(Tenant tenant) {
    Map<String, @Nullable Object> json = packages.organization(tenant);
    json.put("display_name", tenant.name());
    json.put("package_count", store.ids(tenant.slug(), State.PUBLISHED).size());
    json.put("num_followers", 0);
    return json;
  }

  Object groups(CkanCall call) {
    var wanted = call.texts("groups");
    List<Concept> some =
        concepts.themes().stream()
            .filter(theme -> !theme.is(Fact.DEPRECATED))
            .filter(theme -> wanted.isEmpty() || wanted.contains(name(theme)))
            .toList();
    List<Concept> part = part(some, call);
    if (!call.flag("all_fields", false)) {
      return part.stream().map(CkanLists::name).toList();
    }
    return part.stream().map(this::counted).toList();
  }

  private static String name(Concept theme) {
    return theme.code().toLowerCase(Locale.ROOT);
  }

  private Concept theme(CkanCall call) {
    String id = call.required("id").toLowerCase(Locale.ROOT);
    return concepts.themes().stream()
        .filter(theme -> name(theme).equals(id))
        .findFirst()
        .orElseThrow(() -> CkanProblem.notFound("Not found"));
  }

  Object group(CkanCall call) {
    Concept theme = theme(call);
    Map<String, @Nullable Object> json = counted(theme);
    if (call.flag("include_datasets", false)) {
      json.put("packages", some("groups:" + name(theme), MOST));
    }
    return json;
  }

  Object packagesOfGroup(CkanCall call) {
    return some("groups:" + name(theme(call)), call.number("limit", MOST, MOST));
  }

  private Map<String, @Nullable Object> counted(Concept theme) {
    Map<String, @Nullable Object> json = CkanPackages.group(theme, words);
    var asked =
        new SearchIndex.Request(
            "",
            Map.of("theme", List.of(theme.code())),
            Range.OPEN,
            Range.OPEN,
            null,
            Sort.RELEVANCE,
            1,
            0);
    json.put("package_count", index.search(asked).total());
    json.put("type", "group");
    json.put("is_organization", false);
    json.put("approval_status", "approved");
    json.put("state", "active");
    json.put("users", List.of());
    json.put("extras", List.of());
    json.put("tags", List.of());
    json.put("groups", List.of());
    return json;
  }

  private Object some(String filter, int most) {
    return search.named(filter, most);
  }

  Object tags(CkanCall call, String query) {
    String typed = call.text(query).toLowerCase(Locale.ROOT);
    List<String> found =
        tags().stream().filter(tag -> tag.toLowerCase(Locale.ROOT).contains(typed)).toList();
    return part(found, call);
  }

  Object tag(CkanCall call) {
    String wanted = call.required("id");
    if (!tags().contains(wanted)) {
      throw CkanProblem.notFound("Not found");
    }
    Map<String, @Nullable Object> json = CkanPackages.tag(wanted);
    if (call.flag("include_datasets", false)) {
      json.put("packages", some("tags:\"" + wanted.replace("\"", "\\\"") + "\"", MOST));
    }
    return json;
  }

  private List<String> tags() {
    Tags known = tags;
    if (known.position() != endpoint.position()) {
      known = new Tags(endpoint.position(), ask());
      tags = known;
    }
    return known.all();
  }

  private List<String> ask() {
    var answer =
        endpoint.answer(SparqlEndpoint.Request.of(KEYWORDS, "application/sparql-results+json"));
    if (!(answer instanceof SparqlEndpoint.Answer.Ready ready)) {
      throw CkanProblem.busy();
    }
    var out = new BoundedOutput(MOST_BYTES);
    try (var body = ready.body()) {
      body.writeTo(out);
    } catch (IOException _) {
      throw CkanProblem.busy();
    }
    var found = new ArrayList<String>();
    for (JsonNode row : Json.own().readTree(out.bytes()).path("results").path("bindings")) {
      String tag = row.path("tag").path("value").asString("").strip();
      if (!tag.isEmpty() && found.size() < MOST_TAGS) {
        found.add(tag);
      }
    }
    return found.stream().sorted().distinct().toList();
  }

  List<Map<String, @Nullable Object>> licenses() {
    var all = new ArrayList<Map<String, @Nullable Object>>();
    for (Concept license : concepts.licenses()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("id", license.uri());
      json.put("title", license.label("de"));
      json.put("url", license.fact(Fact.HOMEPAGE).orElse(license.uri()));
      json.put("status", license.is(Fact.DEPRECATED) ? "deleted" : "active");
      json.put("od_conformance", license.is(Fact.OPEN) ? "approved" : "not reviewed");
      json.put("osd_conformance", "not reviewed");
      json.put("domain_data", true);
      json.put("domain_content", false);
      json.put("domain_software", false);
      json.put("family", "");
      json.put("maintainer", "");
      json.put("is_generic", false);
      json.put("is_okd_compliant", license.is(Fact.OPEN));
      json.put("is_osi_compliant", false);
      all.add(json);
    }
    return all;
  }

  private static <T> List<T> part(List<T> all, CkanCall call) {
    int from = Math.min(all.size(), call.number("offset", 0, Integer.MAX_VALUE));
    int limit = call.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
    return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
  }
}
