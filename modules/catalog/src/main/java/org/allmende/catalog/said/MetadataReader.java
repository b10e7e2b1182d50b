package org.allmende.catalog.said;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a publisher says about a file: the `metadata` part of an upload, or `NAME.meta.json`
/// and `NAME.meta.yaml` beside a file. A field that is not understood is reported and left out; the
/// others count.
public final class MetadataReader {

  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "description",
          "keywords",
          "themes",
          "publisher",
          "contact",
          "license",
          "spatial",
          "temporal",
          "frequency",
          "hvd",
          "language",
          "identifier",
          "landingPage",
          "decisions");

  private static final int MAX_TEXT = 20_000;
  private static final int MAX_LIST = 500;

  private final List<Finding> findings = new ArrayList<>();

  private MetadataReader() {}

  /// What was said, and what of it was not understood.
  public record Result(Metadata metadata, List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /// Reads JSON.
  public static Result json(byte[] bytes) {
    return new MetadataReader().read(() -> Json.foreign().readTree(bytes));
  }

  /// Reads YAML.
  public static Result yaml(byte[] bytes) {
    return new MetadataReader().read(() -> Json.yaml().readTree(bytes));
  }

  /// Puts a field of another form in this one, where it is said.
  public static void put(ObjectNode said, String field, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      said.set(field, value);
    }
  }

  /// Reads what was said in another form and is put in this one.
  public static Result tree(JsonNode said) {
    return new MetadataReader().read(() -> said);
  }

  private interface Source {
    JsonNode tree();
  }

  private Result read(Source source) {
    JsonNode root;
    try {
      root = source.tree();
    } catch (JacksonException e) {
      var at = e.getLocation();
      Integer line = at == null || at.getLineNr() < 1 ? null : at.getLineNr();
      findings.add(
          new Finding(
              "metadata-malformed",
              Severity.WARNING,
              new Finding.Place(line, "metadata", null),
              new Text(
                  "Die Angaben sind kein gültiges JSON oder YAML: " + e.getOriginalMessage(),
                  "The metadata are not valid JSON or YAML: " + e.getOriginalMessage()),
              new Text(
                  "Korrigieren Sie die Stelle und laden Sie die Angaben noch einmal hoch.",
                  "Correct the place and upload the metadata again.")));
      return new Result(Metadata.NOTHING, findings);
    }
    if (absent(root)) {
      return new Result(Metadata.NOTHING, findings);
    }
    if (!root.isObject()) {
      wrong("metadata", root, "ein Objekt mit Feldern", "an object with fields");
      return new Result(Metadata.NOTHING, findings);
    }
    return new Result(metadata(root), findings);
  }

  private Metadata metadata(JsonNode root) {
    for (String name : root.propertyNames()) {
      if (!FIELDS.contains(name)) {
        unknown(name);
      }
    }
    return new Metadata(
        texts(root, "title"),
        texts(root, "description"),
        strings(root, "keywords"),
        strings(root, "themes"),
        publisher(root.path("publisher")),
        contact(root.path("contact")),
        string(root, "license"),
        strings(root, "spatial"),
        temporal(root.path("temporal")),
        string(root, "frequency"),
        string(root, "hvd"),
        string(root, "language"),
        string(root, "identifier"),
        string(root, "landingPage"),
        decisions(root.path("decisions")));
  }

  private Map<String, String> texts(JsonNode root, String field) {
    JsonNode node = root.path(field);
    if (absent(node)) {
      return Map.of();
    }
    if (node.isString()) {
      return node.asString().isBlank() ? Map.of() : Map.of("de", bounded(node.asString()));
    }
    if (!node.isObject()) {
      wrong(
          field, node, "ein Text oder {\"de\": …, \"en\": …}", "a text or {\"de\": …, \"en\": …}");
      return Map.of();
    }
    var texts = new LinkedHashMap<String, String>();
    for (var entry : node.properties()) {
      if (entry.getValue().isString() && entry.getKey().matches("[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*")) {
        if (!entry.getValue().asString().isBlank()) {
          texts.put(entry.getKey(), bounded(entry.getValue().asString()));
        }
      } else {
        wrong(field + "." + entry.getKey(), entry.getValue(), "ein Text", "a text");
      }
    }
    return texts;
  }

  private List<String> strings(JsonNode root, String field) {
    JsonNode node = root.path(field);
    if (absent(node)) {
      return List.of();
    }
    if (node.isString()) {
      return node.asString().isBlank() ? List.of() : List.of(bounded(node.asString().strip()));
    }
    if (!node.isArray()) {
      wrong(field, node, "eine Liste von Texten", "a list of texts");
      return List.of();
    }
    var strings = new ArrayList<String>();
    for (JsonNode item : node) {
      if (item.isString() || item.isNumber()) {
        if (!item.asString().isBlank() && strings.size() < MAX_LIST) {
          strings.add(bounded(item.asString().strip()));
        }
      } else {
        wrong(field, item, "ein Text", "a text");
      }
    }
    return strings;
  }

  private @Nullable String string(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (absent(node)) {
      return null;
    }
    if (node.isString() || node.isNumber()) {
      return node.asString().isBlank() ? null : bounded(node.asString().strip());
    }
    wrong(field, node, "ein Text", "a text");
    return null;
  }

  private Metadata.@Nullable Agent publisher(JsonNode node) {
    if (absent(node)) {
      return null;
    }
    if (node.isString()) {
      return new Metadata.Agent(bounded(node.asString()), null);
    }
    if (!node.isObject()) {
      wrong("publisher", node, "{\"name\": …, \"uri\": …}", "{\"name\": …, \"uri\": …}");
      return null;
    }
    String name = string(node, "name");
    String uri = string(node, "uri");
    return name == null && uri == null ? null : new Metadata.Agent(name == null ? "" : name, uri);
  }

  private Metadata.@Nullable Contact contact(JsonNode node) {
    if (absent(node)) {
      return null;
    }
    if (!node.isObject()) {
      wrong("contact", node, "{\"name\": …, \"email\": …}", "{\"name\": …, \"email\": …}");
      return null;
    }
    return new Metadata.Contact(string(node, "name"), string(node, "email"), string(node, "url"));
  }

  private Metadata.@Nullable Period temporal(JsonNode node) {
    if (absent(node)) {
      return null;
    }
    if (!node.isObject()) {
      wrong("temporal", node, "{\"start\": …, \"end\": …}", "{\"start\": …, \"end\": …}");
      return null;
    }
    return new Metadata.Period(isoDate(node, "start"), isoDate(node, "end"));
  }

  private @Nullable String isoDate(JsonNode parent, String field) {
    String text = string(parent, field);
    if (text != null && !IsoDates.isDate(text)) {
      wrong(
          "temporal." + field,
          parent.path(field),
          "ein Datum wie 2024-01-31",
          "a date like 2024-01-31");
      return null;
    }
    return text;
  }

  private List<Metadata.Decision> decisions(JsonNode node) {
    if (absent(node)) {
      return List.of();
    }
    var decisions = new ArrayList<Metadata.Decision>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      String code = item.isObject() ? string(item, "code") : null;
      String reason = item.isObject() ? string(item, "reason") : null;
      if (code == null || reason == null) {
        wrong(
            "decisions",
            item,
            "{\"code\": …, \"column\": …, \"reason\": …} mit einer Begründung",
            "{\"code\": …, \"column\": …, \"reason\": …} with a reason");
      } else if (decisions.size() < MAX_LIST) {
        decisions.add(new Metadata.Decision(code, string(item, "column"), reason));
      }
    }
    return decisions;
  }

  private static boolean absent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  private static String bounded(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private void unknown(String name) {
    String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    findings.add(
        new Finding(
            "metadata-unknown-field",
            Severity.WARNING,
            Finding.Place.column(shown),
            new Text(
                "Das Feld „" + shown + "“ kennen wir nicht; es wurde nicht übernommen.",
                "The field “" + shown + "” is not known here; it was left out."),
            new Text(
                "Möglich sind: " + String.join(", ", FIELDS.stream().sorted().toList()) + ".",
                "Possible are: " + String.join(", ", FIELDS.stream().sorted().toList()) + ".")));
  }

  private void wrong(String field, JsonNode node, String expectedDe, String expectedEn) {
    String value = node.toString();
    if (value.length() > 100) {
      value = value.substring(0, 100) + "…";
    }
    findings.add(
        new Finding(
            "metadata-wrong-value",
            Severity.WARNING,
            new Finding.Place(null, field, value),
            new Text(
                "Die Angabe im Feld „" + field + "“ hat nicht die erwartete Form.",
                "The value of the field “" + field + "” does not have the expected form."),
            new Text("Erwartet wird " + expectedDe + ".", "Expected is " + expectedEn + ".")));
  }
}
