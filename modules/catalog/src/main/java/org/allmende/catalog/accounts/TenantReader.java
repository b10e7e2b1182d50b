package org.allmende.catalog.accounts;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.catalog.look.Colour;
import org.allmende.catalog.look.Palette;
import org.allmende.catalog.said.Json;
import org.allmende.model.Finding;
import org.allmende.model.Look;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Slug;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a tenant's settings: `tenant.json` in its folder, or the body of a request.
public final class TenantReader {

  private static final int MAX_TEXT = 500;

  /// At least two labels, the last of which is no number: no address of a machine.
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private final List<Finding> findings = new ArrayList<>();

  private TenantReader() {}

  /// What was read; without a tenant there is a finding that says why.
  public record Result(Optional<Tenant> tenant, List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /// Reads JSON.
  public static Result json(byte[] bytes) {
    var reader = new TenantReader();
    try {
      JsonNode root = Json.foreign().readTree(bytes);
      return reader.read(
          root.isObject() ? root : Json.foreign().createObjectNode(), root.path("contact"));
    } catch (JacksonException e) {
      reader.wrong(
          "tenant",
          "Die Angaben sind kein gültiges JSON.",
          "The settings are not valid JSON.",
          "Korrigieren Sie: " + e.getOriginalMessage(),
          "Correct: " + e.getOriginalMessage());
      return new Result(Optional.empty(), reader.findings);
    }
  }

  private Result read(JsonNode root, JsonNode contact) {
    String slug = text(root, "slug");
    String name = text(root, "name");
    if (slug == null || !Slug.isValid(slug)) {
      wrong(
          "slug",
          "Es fehlt ein Kürzel (slug) aus Kleinbuchstaben, Ziffern und Bindestrichen.",
          "A slug of lower case letters, digits and hyphens is missing.",
          "Zum Beispiel: " + Slug.of(name == null ? "musterstadt" : name),
          "For example: " + Slug.of(name == null ? "musterstadt" : name));
    }
    String ags = text(root, "ags");
    if (ags != null && !ags.matches("\\d{2}|\\d{3}|\\d{5}|\\d{8}")) {
      wrong(
          "ags",
          "Der amtliche Gemeindeschlüssel (ags) hat 2, 3, 5 oder 8 Ziffern.",
          "The official municipality key (ags) has 2, 3, 5 or 8 digits.",
          "Für Köln ist er 05315000.",
          "For Köln it is 05315000.");
    }
    String typed = text(root, "domain");
    String domain = typed == null ? null : host(typed);
    if (typed != null && domain == null) {
      wrong(
          "domain",
          "„" + typed + "“ ist kein Name eines Rechners im Netz.",
          "“" + typed + "” is no name of a host.",
          "Ohne https:// und ohne Pfad, zum Beispiel: daten.musterstadt.de",
          "Without https:// and without a path, for example: daten.musterstadt.de");
    }
    if (!findings.isEmpty() || slug == null) {
      return new Result(Optional.empty(), findings);
    }
    var tenant =
        new Tenant(
            slug,
            name == null ? slug : name,
            ags,
            contact(root, contact),
            text(root, "license"),
            text(root, "homepage"),
            new Look(
                colour(root, "colour"),
                colour(root, "darkColour"),
                colour(root, "accent"),
                null,
                domain));
    findings.addAll(Palette.check(tenant.look()));
    if (!findings.isEmpty()) {
      return new Result(Optional.empty(), findings);
    }
    return new Result(Optional.of(tenant), findings);
  }

  private static Metadata.@Nullable Contact contact(JsonNode root, JsonNode contact) {
    String email = text(contact, "email");
    if (email == null) {
      email = text(root, "contactEmail");
    }
    String name = text(contact, "name");
    if (name == null) {
      name = text(root, "contactName");
    }
    String url = text(contact, "url");
    if (url == null) {
      url = text(root, "contactUrl");
    }
    return name == null && email == null && url == null
        ? null
        : new Metadata.Contact(name, email, url);
  }

  /// A colour as it is kept; what is none is kept as it is said, for whoever judges it.
  private static @Nullable String colour(JsonNode root, String field) {
    String said = text(root, field);
    return said == null ? null : Colour.read(said).map(Colour::toString).orElse(said);
  }

  /// A host name in the letters of the network; null where it is none.
  private static @Nullable String host(String typed) {
    try {
      String host = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return HOST.matcher(host).matches() ? host : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    String text = node.isString() || node.isNumber() ? node.asString().strip() : "";
    return text.isEmpty() ? null : text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  private void wrong(String field, String de, String en, String adviceDe, String adviceEn) {
    findings.add(
        new Finding(
            "tenant-" + field,
            Severity.BLOCKING,
            Finding.Place.column(field),
            new Text(de, en),
            new Text(adviceDe, adviceEn)));
  }
}
