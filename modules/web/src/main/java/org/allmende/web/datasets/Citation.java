package org.allmende.web.datasets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.said.Json;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;

/// How to name a dataset as a source: who, when, what, which version, where. The order is that of
/// [DataCite](https://support.datacite.org/docs/data-citation); nothing is named that nobody said.
final class Citation {

  private static final int LONGEST = 300;

  private final Words words;
  private final String slug;
  private final String who;
  private final String portal;
  private final String date;
  private final String what;
  private final String version;
  private final String where;
  private final Optional<String> license;

  private Citation(Words words, Shown shown, String tenant, String portal, List<String> licenses) {
    Dataset dataset = shown.dataset();
    Metadata.Agent publisher = dataset.publisher();
    this.words = words;
    this.slug = shown.id().tenant() + "-" + shown.id().slug();
    this.who = line(publisher == null || publisher.name().isBlank() ? tenant : publisher.name());
    this.portal = line(portal);
    this.date = date(dataset);
    this.what = line(dataset.title(words.language()));
    this.version = shown.notes().isOurs() ? Integer.toString(shown.notes().version()) : "";
    this.where = line(dataset.uri());
    this.license = licenses.size() == 1 ? Optional.of(line(licenses.getFirst())) : Optional.empty();
  }

  /// The citation of a dataset.
  ///
  /// @param tenant who publishes where the description names nobody
  /// @param portal where it is published
  /// @param licenses the names of its licences
  static Citation of(
      Words words, Shown shown, String tenant, String portal, List<String> licenses) {
    return new Citation(words, shown, tenant, portal, licenses);
  }

  /// The forms it can be had in, by the ending of their address.
  enum Form {
    BIBTEX("bib", "BibTeX", "application/x-bibtex"),
    RIS("ris", "RIS", "application/x-research-info-systems"),
    CSL_JSON("json", "CSL-JSON", "application/vnd.citationstyles.csl+json");

    private final String suffix;
    private final String label;
    private final String mediaType;

    Form(String suffix, String label, String mediaType) {
      this.suffix = suffix;
      this.label = label;
      this.mediaType = mediaType;
    }

    static Optional<Form> of(String suffix) {
      return List.of(values()).stream().filter(form -> form.suffix.equals(suffix)).findFirst();
    }

    String suffix() {
      return suffix;
    }

    String label() {
      return label;
    }

    String mediaType() {
      return mediaType;
    }
  }

  private static String line(String text) {
    return Plain.shorten(text, LONGEST).replaceAll("\\s+", " ").strip();
  }

  /// The day of the version cited, as far as it is known: changed, else published.
  private static String date(Dataset dataset) {
    String modified = dataset.modified();
    String issued = dataset.issued();
    String known = modified != null ? modified : issued == null ? "" : issued;
    return known.matches("\\d{4}(-\\d{2}(-\\d{2}.*)?)?")
        ? known.substring(0, Math.min(10, known.length()))
        : "";
  }

  private String year() {
    return date.isEmpty() ? "" : date.substring(0, 4);
  }

  /// As a sentence.
  String text() {
    var parts = new ArrayList<String>();
    parts.add(who + " (" + (date.isEmpty() ? words.t("citation.no-year") : year()) + "): " + what);
    if (!version.isEmpty()) {
      parts.add(
          date.isEmpty()
              ? words.t("citation.version", version)
              : words.t("citation.version-of", version, words.date(date)));
    }
    parts.add(portal);
    parts.add(where);
    return String.join(". ", parts);
  }

  byte[] in(Form form) {
    String written =
        switch (form) {
          case BIBTEX -> bibtex();
          case RIS -> ris();
          case CSL_JSON -> csl();
        };
    return written.getBytes(StandardCharsets.UTF_8);
  }

  private String bibtex() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("author", "{" + tex(who) + "}");
    fields.put("title", "{" + tex(what) + "}");
    fields.put("year", year());
    fields.put("month", date.length() >= 7 ? date.substring(5, 7) : "");
    fields.put("version", version);
    fields.put("publisher", tex(portal));
    fields.put("url", where.replaceAll("[{}\\\\]", ""));
    fields.put("note", license.map(Citation::tex).orElse(""));
    var text = new StringBuilder("@misc{").append(slug);
    fields.forEach((name, value) -> {
      if (!value.isEmpty()) {
        text.append(",\n  ").append(name).append(" = {").append(value).append('}');
      }
    });
    return text.append("\n}\n").toString();
  }

  /// A text in which what means something to TeX stands for itself.
  private static String tex(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').appendCodePoint(c);
            case '\\' -> out.append("\\textbackslash{}");
            case '~' -> out.append("\\textasciitilde{}");
            case '^' -> out.append("\\textasciicircum{}");
            default -> out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private String ris() {
    var text = new StringBuilder();
    tag(text, "TY", "DATA");
    tag(text, "TI", what);
    tag(text, "AU", who);
    tag(text, "PY", year());
    tag(text, "DA", date.replace('-', '/'));
    tag(text, "ET", version);
    tag(text, "PB", portal);
    tag(text, "UR", where);
    tag(text, "N1", license.orElse(""));
    return text.append("ER  - \r\n").toString();
  }

  private static void tag(StringBuilder text, String tag, String value) {
    if (!value.isEmpty()) {
      text.append(tag).append("  - ").append(value).append("\r\n");
    }
  }

  private String csl() {
    var item = new LinkedHashMap<String, Object>();
    item.put("id", slug);
    item.put("type", "dataset");
    item.put("title", what);
    item.put("author", List.of(Map.of("literal", who)));
    if (!date.isEmpty()) {
      List<Integer> parts = List.of(date.split("-", -1)).stream().map(Integer::valueOf).toList();
      item.put("issued", Map.of("date-parts", List.of(parts)));
    }
    if (!version.isEmpty()) {
      item.put("version", version);
    }
    item.put("publisher", portal);
    item.put("URL", where);
    license.ifPresent(name -> item.put("note", name));
    item.put("language", words.language().toLowerCase(Locale.ROOT));
    return Json.own().writeValueAsString(List.of(item)) + "\n";
  }
}
