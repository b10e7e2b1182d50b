package org.allmende.web.ckan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.said.Json;
import org.allmende.model.Addresses;
import org.allmende.model.Dataset;
import org.allmende.model.Dataset.Distribution;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Datasets as CKAN's packages, and their distributions as resources. A package is called
/// `tenant--slug`, a resource by the package's name and the end of its URI; slugs hold no two
/// hyphens in a row, so the names can be taken apart again.
public final class CkanPackages {

  private static final String PART = "--";
  private static final int MOST_RESOURCES = 500;
  private static final int HASH = 12;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Browsing browsing;
  private final Tenants tenants;
  private final Concepts concepts;
  private final Addresses addresses;
  private final Words words = Words.of("de");

  public CkanPackages(Browsing browsing, Tenants tenants, Concepts concepts, Addresses addresses) {
    this.browsing = browsing;
    this.tenants = tenants;
    this.concepts = concepts;
    this.addresses = addresses;
  }

  static String name(DatasetId id) {
    return id.tenant() + PART + id.slug();
  }

  /// The dataset a name stands for, whether or not there is one.
  static Optional<DatasetId> id(String name) {
    String[] parts = name.split(PART, 3);
    try {
      return parts.length < 2 ? Optional.empty() : Optional.of(new DatasetId(parts[0], parts[1]));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The published dataset of a name, or of a resource's name.
  Optional<Shown> find(String name) {
    return id(name).flatMap(this::published);
  }

  Optional<Shown> published(DatasetId id) {
    return browsing.find(id).filter(shown -> shown.stored().entry().state() == State.PUBLISHED);
  }

  /// A resource and what it belongs to.
  record Resource(Shown shown, Distribution distribution, int position) {}

  Optional<Resource> resource(String name) {
    Optional<Shown> shown = find(name);
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    List<Distribution> all = shown.get().dataset().distributions();
    for (int i = 0; i < all.size(); i++) {
      if (name(shown.get(), all.get(i)).equals(name)) {
        return Optional.of(new Resource(shown.get(), all.get(i), i));
      }
    }
    return Optional.empty();
  }

  private static String name(Shown shown, Distribution distribution) {
    String uri = distribution.uri();
    String start = shown.dataset().uri() + "#";
    String end = uri.startsWith(start) ? uri.substring(start.length()) : "";
    byte[] bytes = uri.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    boolean speaking = end.matches("[a-z0-9]+(-[a-z0-9]+){0,8}") && end.length() < 40;
    return name(shown.id()) + PART + (speaking ? end : Sha256.of(bytes).hex().substring(0, HASH));
  }

  Map<String, @Nullable Object> dict(Shown shown) {
    Dataset dataset = shown.dataset();
    String name = name(shown.id());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", name);
    json.put("name", name);
    json.put("title", dataset.title("de"));
    json.put("title_translated", new TreeMap<>(dataset.title()));
    json.put("notes", dataset.description("de"));
    json.put("notes_translated", new TreeMap<>(dataset.description()));
    json.put("url", dataset.landingPage());
    json.put("type", "dataset");
    json.put("state", "active");
    json.put("private", false);
    json.put("version", shown.notes().isOurs() ? Integer.toString(shown.notes().version()) : null);
    people(json, dataset);
    license(json, dataset);
    json.put("metadata_created", moment(shown.stored().issued()));
    json.put("metadata_modified", moment(shown.stored().modified()));
    json.put("creator_user_id", null);
    json.put("owner_org", shown.id().tenant());
    json.put(
        "organization", tenants.find(shown.id().tenant()).map(this::organization).orElse(null));
    json.put("groups", dataset.themes().stream().flatMap(t -> group(t).stream()).toList());
    json.put("tags", dataset.keywords().stream().map(CkanPackages::tag).toList());
    json.put("num_tags", dataset.keywords().size());
    List<Map<String, @Nullable Object>> resources = resources(shown);
    json.put("resources", resources);
    json.put("num_resources", resources.size());
    json.put("extras", extras(shown));
    json.put("relationships_as_subject", List.of());
    json.put("relationships_as_object", List.of());
    return json;
  }

  private static void people(Map<String, @Nullable Object> json, Dataset dataset) {
    Metadata.Agent publisher = dataset.publisher();
    Metadata.Contact contact = dataset.contact();
    json.put("author", publisher == null ? null : publisher.name());
    json.put("author_email", null);
    json.put("maintainer", contact == null ? null : contact.name());
    json.put("maintainer_email", contact == null ? null : contact.email());
  }

  private void license(Map<String, @Nullable Object> json, Dataset dataset) {
    String license = dataset.licenses().isEmpty() ? null : dataset.licenses().getFirst();
    Optional<Concept> known = Optional.ofNullable(license).flatMap(concepts::license);
    json.put("license_id", license);
    json.put(
        "license_title", license == null ? null : concepts.licenseLink(words, license).label());
    json.put("license_url", known.flatMap(one -> one.fact(Fact.HOMEPAGE)).orElse(license));
    json.put("isopen", known.map(one -> one.is(Fact.OPEN)).orElse(false));
  }

  List<Map<String, @Nullable Object>> resources(Shown shown) {
    var all = new ArrayList<Map<String, @Nullable Object>>();
    for (Distribution one : shown.dataset().distributions()) {
      if (all.size() < MOST_RESOURCES) {
        all.add(dict(new Resource(shown, one, all.size())));
      }
    }
    return all;
  }

  Map<String, @Nullable Object> dict(Resource resource) {
    Distribution one = resource.distribution();
    Shown shown = resource.shown();
    String format = one.format() == null ? "" : one.format();
    String title = one.title().getOrDefault("de", one.title().getOrDefault("", ""));
    String name =
        title.isBlank() ? one.title().values().stream().sorted().findFirst().orElse("") : title;
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", name(shown, one));
    json.put("package_id", name(shown.id()));
    json.put("position", resource.position());
    json.put("name", name);
    json.put("description", "");
    json.put("url", one.downloadUrl() == null ? one.accessUrl() : one.downloadUrl());
    json.put("url_type", null);
    json.put("resource_type", null);
    json.put("format", format.substring(format.lastIndexOf('/') + 1));
    json.put("mimetype", one.mediaType());
    json.put("mimetype_inner", null);
    json.put("size", one.byteSize());
    json.put("hash", one.checksum() == null ? "" : one.checksum());
    json.put("license", one.license());
    json.put("created", moment(shown.stored().issued()));
    json.put("last_modified", moment(shown.stored().modified()));
    json.put("metadata_modified", moment(shown.stored().modified()));
    json.put("cache_url", null);
    json.put("cache_last_updated", null);
    json.put("datastore_active", shown.notes().isOurs() && one.rows() != null);
    json.put("state", "active");
    json.put("uri", one.uri());
    return json;
  }

  /// What CKAN has no field for, by the names that ckanext-dcat gives it.
  private List<Map<String, String>> extras(Shown shown) {
    Dataset dataset = shown.dataset();
    var extras = new ArrayList<Map<String, String>>();
    extra(extras, "uri", dataset.uri());
    extra(extras, "guid", dataset.uri());
    extra(extras, "page", addresses.dataset(shown.id()));
    extra(extras, "identifier", dataset.identifier());
    extra(extras, "issued", dataset.issued());
    extra(extras, "modified", dataset.modified());
    extra(extras, "frequency", dataset.frequency());
    extra(extras, "access_rights", dataset.accessRights());
    extra(extras, "theme", list(dataset.themes()));
    extra(extras, "language", list(dataset.languages()));
    extra(extras, "hvd_category", list(dataset.hvdCategories()));
    Metadata.Agent publisher = dataset.publisher();
    extra(extras, "publisher_name", publisher == null ? null : publisher.name());
    extra(extras, "publisher_uri", publisher == null ? null : publisher.uri());
    Metadata.Contact contact = dataset.contact();
    extra(extras, "contact_name", contact == null ? null : contact.name());
    extra(extras, "contact_email", contact == null ? null : contact.email());
    dataset.temporal().stream()
        .findFirst()
        .ifPresent(period -> {
          extra(extras, "temporal_start", period.start());
          extra(extras, "temporal_end", period.end());
        });
    dataset.places().stream()
        .map(Dataset.Place::uri)
        .filter(uri -> uri != null)
        .findFirst()
        .ifPresent(uri -> extra(extras, "spatial_uri", uri));
    dataset.places().stream()
        .map(Dataset.Place::box)
        .filter(box -> box != null)
        .findFirst()
        .ifPresent(box -> extra(extras, "spatial", polygon(box)));
    return extras;
  }

  private static @Nullable String list(List<String> values) {
    return values.isEmpty() ? null : Json.own().writeValueAsString(values);
  }

  private static String polygon(Dataset.Box b) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Polygon\",\"coordinates\":[[[%1$.6f,%2$.6f],[%3$.6f,%2$.6f],[%3$.6f,%4$.6f],"
            + "[%1$.6f,%4$.6f],[%1$.6f,%2$.6f]]]}",
        b.west(),
        b.south(),
        b.east(),
        b.north());
  }

  private static void extra(List<Map<String, String>> extras, String key, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      var extra = new LinkedHashMap<String, String>();
      extra.put("key", key);
      extra.put("value", value);
      extras.add(extra);
    }
  }

  /// A tenant as an organisation.
  Map<String, @Nullable Object> organization(Tenant tenant) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", tenant.slug());
    json.put("name", tenant.slug());
    json.put("title", tenant.name());
    json.put("type", "organization");
    json.put("description", "");
    json.put("image_url", "");
    json.put("created", moment(Instant.EPOCH));
    json.put("is_organization", true);
    json.put("approval_status", "approved");
    json.put("state", "active");
    return json;
  }

  /// A theme as a group; none for themes that are not of the European list.
  private Optional<Map<String, @Nullable Object>> group(String theme) {
    return concepts.theme(theme).map(concept -> group(concept, words));
  }

  static Map<String, @Nullable Object> group(Concept theme, Words words) {
    String name = theme.code().toLowerCase(Locale.ROOT);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", name);
    json.put("name", name);
    json.put("title", theme.label(words.language()));
    json.put("display_name", theme.label(words.language()));
    json.put("description", "");
    json.put("image_display_url", "");
    return json;
  }

  static Map<String, @Nullable Object> tag(String keyword) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", keyword);
    json.put("name", keyword);
    json.put("display_name", keyword);
    json.put("state", "active");
    json.put("vocabulary_id", null);
    return json;
  }

  static String moment(Instant instant) {
    return MOMENT.format(instant.atOffset(ZoneOffset.UTC));
  }
}
