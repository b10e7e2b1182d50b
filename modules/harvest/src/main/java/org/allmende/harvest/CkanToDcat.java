package org.allmende.harvest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says a package of CKAN, or of DKAN, in the words of DCAT. Fields and extras are one: what
/// portals keep in the one, others keep in the other.
final class CkanToDcat {

  private static final JsonFields FIELDS = JsonFields.read("ckan.tsv");

  /// Who is described by several fields, such as `publisher_name` and `publisher_email`.
  private static final Map<String, Node> PARTIES =
      Map.of(
          "publisher", Terms.PUBLISHER,
          "creator", Terms.iri(Terms.DCTERMS_NS + "creator"),
          "originator", Terms.iri(Terms.GEODCATAP_NS + "originator"),
          "maintainer", Terms.iri(Terms.GEODCATAP_NS + "custodian"),
          "contributor", Terms.iri(Terms.DCTERMS_NS + "contributor"));

  private static final List<String> PARTY_FIELDS = List.of("name", "email", "url", "uri", "type");
  private static final List<String> DAYS = List.of("start", "end", "from", "to");
  private static final List<String> BOX =
      List.of("bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat");

  private final RecordGraph out = new RecordGraph();
  private final JsonToDcat json = new JsonToDcat(FIELDS, out);
  private final ObjectNode fields;
  private final Node dataset;
  private final String base;

  private CkanToDcat(ObjectNode fields, String uri, String base) {
    this.fields = fields;
    this.dataset = Terms.iri(uri);
    this.base = base;
  }

  /// What the source calls a package; made of what it says where it calls it nothing.
  static String id(JsonNode item) {
    for (String key : List.of("id", "name")) {
      String id = item.path(key).asString("").strip();
      if (!id.isEmpty()) {
        return id;
      }
    }
    return ContentId.of(item.toString());
  }

  /// @param base of the portal, without a slash at the end
  static SourceRecord record(JsonNode item, String base) {
    ObjectNode fields = flat(item);
    String id = id(item);
    String uri = uri(fields).orElse(base + "/dataset/" + encoded(id));
    var mapping = new CkanToDcat(fields, uri, base);
    mapping.write(item, id);
    return new SourceRecord(
        id, uri, mapping.out.graph(), UnknownFields.of(new TreeSet<>(mapping.json.unknown())));
  }

  private static String encoded(String id) {
    return java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  /// Extras join the fields; what is said as a field already stays.
  private static ObjectNode flat(JsonNode item) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    item.propertyStream().forEach(entry -> fields.set(entry.getKey(), entry.getValue()));
    JsonNode extras = item.path("extras");
    if (extras.isArray()) {
      extras.forEach(extra -> add(fields, extra.path("key").asString(""), extra.path("value")));
    } else if (extras.isObject()) {
      extras.propertyStream().forEach(entry -> add(fields, entry.getKey(), entry.getValue()));
    }
    return fields;
  }

  private static void add(ObjectNode fields, String key, JsonNode value) {
    String plain = key.replaceFirst("^(?:dcat|extras?)[:_](?=[a-z])", "");
    if (!plain.isEmpty() && !value.isNull() && JsonToDcat.plain(fields.path(plain)).isBlank()) {
      fields.set(plain, value);
    }
  }

  private static Optional<String> uri(ObjectNode fields) {
    for (String key : List.of("uri", "guid")) {
      String text = fields.path(key).asString("").strip();
      if (RecordGraph.isAddress(text)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private String said(String key) {
    String text = JsonToDcat.plain(fields.path(key)).strip();
    return JsonToDcat.parsed(text)
        .filter(value -> value.isArray() && value.size() == 1)
        .map(value -> JsonToDcat.plain(value.get(0)).strip())
        .orElse(text);
  }

  private void write(JsonNode item, String id) {
    out.add(dataset, Terms.A, Terms.DATASET);
    parties();
    periods();
    box();
    json.object(fields, dataset, "Dataset");
    if (!out.has(dataset, Terms.TITLE)) {
      out.text(dataset, Terms.TITLE, said("name"));
    }
    if (!out.has(dataset, Terms.IDENTIFIER)) {
      out.text(dataset, Terms.IDENTIFIER, id);
    }
    if (!out.has(dataset, Terms.LANDING_PAGE) && !said("name").isEmpty()) {
      out.link(dataset, Terms.LANDING_PAGE, base + "/dataset/" + encoded(said("name")));
    }
    tags(item);
    groups(item);
    organization(item.path("organization"));
    author();
    String licence = licence();
    for (JsonNode resource : item.path("resources")) {
      resource(resource, licence);
    }
    if (!out.has(dataset, Terms.HAS_DISTRIBUTION)) {
      out.link(dataset, Terms.LICENSE, licence);
    }
  }

  private void tags(JsonNode item) {
    for (JsonNode tag : item.path("tags")) {
      String name = tag.path("display_name").asString("");
      out.text(dataset, Terms.KEYWORD, name.isBlank() ? JsonToDcat.plain(tag) : name);
    }
    for (String tag : said("tag_string").split(",", -1)) {
      out.text(dataset, Terms.KEYWORD, tag);
    }
  }

  /// A group is a theme where its name or title is one; the upgrade finds out.
  private void groups(JsonNode item) {
    for (JsonNode group : item.path("groups")) {
      String name = group.path("name").asString("");
      String title = group.path("title").asString(group.path("display_name").asString(""));
      if (name.isBlank() && title.isBlank()) {
        out.text(dataset, Terms.THEME, JsonToDcat.plain(group));
        continue;
      }
      Node theme = Terms.iri(base + "/group/" + encoded(name.isBlank() ? title : name));
      out.add(dataset, Terms.THEME, theme);
      out.text(theme, Terms.PREF_LABEL, title);
      out.text(theme, Terms.NOTATION, name);
    }
  }

  private void organization(JsonNode organization) {
    String title =
        organization.path("title").asString(organization.path("display_name").asString(""));
    String name = title.isBlank() ? organization.path("name").asString("") : title;
    if (!name.isBlank() && !out.has(dataset, Terms.PUBLISHER)) {
      String id = organization.path("id").asString("");
      Node node =
          id.isBlank()
              ? out.thing(dataset, Terms.PUBLISHER, Terms.AGENT)
              : Terms.iri(base + "/organization/" + encoded(id));
      out.add(dataset, Terms.PUBLISHER, node);
      out.add(node, Terms.A, Terms.AGENT);
      out.text(node, Terms.NAME, name);
    }
  }

  /// CKAN's own fields for people: the maintainer is asked, the author has made it.
  private void author() {
    party("author", "author_email", Terms.iri(Terms.DCTERMS_NS + "creator"));
    if (out.has(dataset, Terms.CONTACT_POINT)) {
      return;
    }
    for (String role : List.of("maintainer", "author")) {
      String mail = said(role + "_email");
      if (!mail.isEmpty() || RecordGraph.isAddress(said(role))) {
        Node contact = out.thing(dataset, Terms.CONTACT_POINT, Terms.KIND);
        out.text(contact, Terms.FN, said(role));
        out.text(contact, Terms.HAS_EMAIL, mail);
        return;
      }
    }
  }

  private void party(String nameKey, String mailKey, Node property) {
    String name = said(nameKey).isEmpty() ? said("Autor") : said(nameKey);
    if (!name.isEmpty() && !out.has(dataset, property)) {
      Node agent = out.thing(dataset, property, Terms.AGENT);
      out.text(agent, Terms.NAME, name);
      out.text(agent, Terms.iri(Terms.FOAF_NS + "mbox"), said(mailKey));
    }
  }

  private void parties() {
    PARTIES.forEach((role, property) -> {
      if (!said(role + "_name").isEmpty() || !said(role + "_uri").isEmpty()) {
        Node node = node(role, property, Terms.AGENT);
        out.text(node, Terms.NAME, said(role + "_name"));
        out.text(node, Terms.iri(Terms.FOAF_NS + "mbox"), said(role + "_email"));
        out.link(node, Terms.HOMEPAGE, said(role + "_url"));
        out.link(node, Terms.TYPE, said(role + "_type"));
      }
      taken(role, role.equals("maintainer") ? List.of("name", "url", "uri", "type") : PARTY_FIELDS);
    });
    String mail = said("contact_email").isEmpty() ? said("contact-email") : said("contact_email");
    if (!said("contact_name").isEmpty() || !mail.isEmpty() || !said("contact_uri").isEmpty()) {
      Node contact = node("contact", Terms.CONTACT_POINT, Terms.KIND);
      out.text(contact, Terms.FN, said("contact_name"));
      out.text(contact, Terms.HAS_EMAIL, mail);
      out.link(contact, Terms.HAS_URL, said("contact_url"));
    }
    taken("contact", PARTY_FIELDS);
    fields.remove("contact-email");
  }

  private Node node(String role, Node property, Node kind) {
    String uri = said(role + "_uri");
    if (!RecordGraph.isAddress(uri)) {
      return out.thing(dataset, property, kind);
    }
    Node node = Terms.iri(uri);
    out.add(dataset, property, node);
    out.add(node, Terms.A, kind);
    return node;
  }

  private void periods() {
    String start = first("temporal_start", "temporal_coverage_from", "temporal_coverage-from");
    String end = first("temporal_end", "temporal_coverage_to", "temporal_coverage-to");
    if (!start.isEmpty() || !end.isEmpty()) {
      Node period = out.thing(dataset, Terms.TEMPORAL, Terms.PERIOD_OF_TIME);
      out.text(period, Terms.START_DATE, start);
      out.text(period, Terms.END_DATE, end);
    }
    taken("temporal", DAYS);
    taken("temporal_coverage", DAYS);
  }

  private void box() {
    Optional<String> box = Box.wkt(BOX.stream().map(this::said).toList());
    if (box.isPresent()) {
      out.text(dataset, Terms.SPATIAL, box.get());
    }
    BOX.forEach(fields::remove);
  }

  private String first(String... keys) {
    return List.of(keys).stream()
        .map(this::said)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void taken(String prefix, List<String> suffixes) {
    suffixes.forEach(suffix -> {
      fields.remove(prefix + "_" + suffix);
      fields.remove(prefix + "-" + suffix);
    });
  }

  /// The licence's address, else its id, else its name; nothing for what says that none is given.
  private String licence() {
    var said = new ArrayList<String>();
    for (String key : List.of("license_id", "license_url", "license_title", "license")) {
      String text = said(key).strip();
      if (!text.isEmpty() && !text.toLowerCase(Locale.ROOT).matches("notspecified|none|null|-")) {
        said.add(text);
      }
    }
    return said.stream().filter(text -> !text.matches("[0-9a-f-]{30,}")).findFirst().orElse("");
  }

  private void resource(JsonNode resource, String licence) {
    String id = resource.path("id").asString("").strip();
    String uri = resource.path("uri").asString("").strip();
    Node node =
        RecordGraph.isAddress(uri)
            ? Terms.iri(uri)
            : id.isEmpty()
                ? out.thing(dataset, Terms.HAS_DISTRIBUTION, Terms.DISTRIBUTION)
                : Terms.iri(dataset.getURI() + "/resource/" + encoded(id));
    out.add(dataset, Terms.HAS_DISTRIBUTION, node);
    out.add(node, Terms.A, Terms.DISTRIBUTION);
    json.object(resource, node, "Resource");
    addresses(resource, node);
    checksum(resource, node);
    if (!out.has(node, Terms.LICENSE)) {
      out.link(node, Terms.LICENSE, licence);
    }
  }

  /// K39: a file's own address is both the way to it and the file.
  private void addresses(JsonNode resource, Node node) {
    String url = address(resource);
    if (url.isEmpty()) {
      return;
    }
    String format = resource.path("format").asString("").strip().toLowerCase(Locale.ROOT);
    boolean file =
        resource.path("url_type").asString("").equals("upload")
            || !resource.path("file_url").asString("").isBlank()
            || (!format.isEmpty()
                && url.toLowerCase(Locale.ROOT).replaceFirst("[?#].*", "").endsWith("." + format));
    if (!out.has(node, Terms.ACCESS_URL)) {
      out.link(node, Terms.ACCESS_URL, url);
    }
    if (file && !out.has(node, Terms.DOWNLOAD_URL)) {
      out.link(node, Terms.DOWNLOAD_URL, url);
    }
  }

  /// DKAN gives the address of the file, the link elsewhere and the page one by one.
  private String address(JsonNode resource) {
    for (String key : List.of("file_url", "file_link", "link_to_api", "url")) {
      String text = JsonToDcat.plain(resource.path(key)).strip();
      if (text.startsWith("/") && !text.startsWith("//")) {
        return base + text;
      }
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private void checksum(JsonNode resource, Node node) {
    String hash = resource.path("hash").asString("").strip();
    String algorithm = resource.path("hash_algorithm").asString("").strip();
    if (hash.matches("(?:[0-9a-fA-F]{2}){16,64}")) {
      Node checksum = out.thing(node, Terms.HAS_CHECKSUM, Terms.CHECKSUM);
      out.text(checksum, Terms.CHECKSUM_VALUE, hash);
      out.link(checksum, Terms.ALGORITHM, algorithm.isEmpty() ? byLength(hash) : algorithm);
    }
  }

  private static String byLength(String hash) {
    return switch (hash.length()) {
      case 32 -> "MD5";
      case 40 -> "SHA1";
      case 64 -> "SHA256";
      default -> "SHA512";
    };
  }
}
