package org.allmende.harvest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A record in [ISO 19139](https://www.iso.org/standard/32557.html), read the way it is built:
/// properties hold objects, objects hold properties. The classes' names are passed over, so that
/// profiles with classes of their own (`CHE_MD_Metadata`, `MI_Metadata`) are read like any other.
final class IsoRecord {

  /// The codes of ISO 639-2 that are made of the English names.
  private static final Map<String, String> BIBLIOGRAPHIC =
      Map.of(
          "ger", "de", "fre", "fr", "dut", "nl", "cze", "cs", "gre", "el", "rum", "ro", "slo", "sk",
          "ice", "is", "alb", "sq", "wel", "cy");

  private static final Map<String, String> TAGS = tags();

  private final Element metadata;
  private final String language;
  private final Map<String, String> locales = new HashMap<>();

  IsoRecord(Element metadata) {
    this.metadata = metadata;
    this.language = tag(code(metadata, "language"));
    for (Element locale : objects(metadata, "locale")) {
      locales.put("#" + locale.attribute("id"), tag(code(locale, "languageCode")));
    }
  }

  Element metadata() {
    return metadata;
  }

  /// The objects at the end of a path of properties.
  static List<Element> objects(Element object, String... properties) {
    List<Element> found = List.of(object);
    for (String property : properties) {
      var next = new ArrayList<Element>();
      for (Element element : found) {
        for (Element value : element.all(property)) {
          next.addAll(value.children());
        }
      }
      found = next;
    }
    return found;
  }

  /// What describes the data: of a dataset or of a service.
  List<Element> identifications() {
    return objects(metadata, "identificationInfo");
  }

  /// The plain text at the end of a path of properties; empty where there is none.
  static String text(Element object, String... properties) {
    return texts(object, properties).stream().findFirst().orElse("");
  }

  static List<String> texts(Element object, String... properties) {
    return properties(object, properties).stream()
        .map(IsoRecord::plain)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /// The property elements at the end of a path: for their texts in several languages.
  static List<Element> properties(Element object, String... properties) {
    List<Element> found = List.of(object);
    for (int i = 0; i < properties.length; i++) {
      String property = properties[i];
      boolean last = i == properties.length - 1;
      found =
          found.stream()
              .flatMap(e -> e.all(property).stream())
              .flatMap(e -> last ? java.util.stream.Stream.of(e) : e.children().stream())
              .toList();
    }
    return found;
  }

  /// The text of a property in one language: `gco:CharacterString`, an anchor, or the first of its
  /// translations.
  static String plain(Element property) {
    for (Element value : property.children()) {
      String text = value.text();
      if (!text.isEmpty() && !value.name().equals("PT_FreeText")) {
        return text;
      }
    }
    Optional<String> translated =
        translations(property).map(e -> e.text()).filter(text -> !text.isEmpty()).findFirst();
    return translated.orElseGet(property::text);
  }

  /// The text of a property in all its languages; `""` for one that is not said.
  Map<String, String> localized(Element property) {
    var texts = new LinkedHashMap<String, String>();
    translations(property)
        .forEach(e -> {
          String tag = locales.getOrDefault(e.attribute("locale"), tag(e.attribute("locale")));
          if (!e.text().isEmpty()) {
            texts.putIfAbsent(tag, e.text());
          }
        });
    String plain = plain(property);
    if (!plain.isEmpty() && !texts.containsValue(plain)) {
      texts.putIfAbsent(language, plain);
    }
    return texts;
  }

  private static java.util.stream.Stream<Element> translations(Element property) {
    return property.children().stream()
        .filter(e -> e.name().startsWith("PT_Free"))
        .flatMap(e -> e.children().stream())
        .flatMap(e -> e.children().stream())
        .filter(e -> e.name().startsWith("Localised"));
  }

  /// The value of a code list; the text where there is no code.
  static String code(Element object, String property) {
    for (Element element : object.all(property)) {
      for (Element value : element.children()) {
        String code = value.attribute("codeListValue");
        if (!code.isEmpty()) {
          return code;
        }
      }
      String text = plain(element);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  static Set<String> codes(Element object, String property) {
    var codes = new LinkedHashSet<String>();
    for (Element element : object.all(property)) {
      for (Element value : element.children()) {
        String code = value.attribute("codeListValue");
        codes.add(code.isEmpty() ? value.text() : code);
      }
    }
    codes.remove("");
    return codes;
  }

  /// Where an anchor leads; empty where there is none.
  static String anchor(Element property) {
    return property.children().stream()
        .filter(e -> e.name().equals("Anchor"))
        .map(e -> e.attribute("href"))
        .filter(href -> !href.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// `ger`, `deu`, `#DE` and `de` are `de`.
  private static String tag(String code) {
    String plain = code.replaceFirst("^#", "").replaceFirst("[;_-].*", "").toLowerCase(Locale.ROOT);
    return plain.length() == 2 ? plain : TAGS.getOrDefault(plain, "");
  }

  private static Map<String, String> tags() {
    var tags = new HashMap<String, String>();
    for (String tag : Locale.getISOLanguages()) {
      tags.put(Locale.of(tag).getISO3Language(), tag);
    }
    tags.putAll(BIBLIOGRAPHIC);
    return tags;
  }
}
