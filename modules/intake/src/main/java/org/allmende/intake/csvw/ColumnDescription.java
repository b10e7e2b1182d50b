package org.allmende.intake.csvw;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [column description](https://www.w3.org/TR/tabular-metadata/#columns), with what it inherits.
///
/// @param name as URI templates have it: letters, digits, `_`, `.` and percent-encoded signs
/// @param named whether the metadata name it; otherwise it is called after its title or its place
/// @param isVirtual whether it is in the result but not in the file
record ColumnDescription(
    String name,
    boolean named,
    NaturalLanguage titles,
    Inherited inherited,
    boolean suppressOutput,
    boolean isVirtual) {

  /// Whether a text may be a name; those that begin with `_` are the standard's own.
  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Urls.isEncoded(name, i)) {
        i += 2;
      } else if (c == '-' || c == '~' || !UriTemplate.isUnreserved(c)) {
        return false;
      }
    }
    return !name.isEmpty() && name.charAt(0) != '_';
  }

  /// A column of which only the header is known.
  ///
  /// @param number counted from 1
  static ColumnDescription titled(List<String> titles, int number, Inherited inherited) {
    String lang = inherited.lang();
    String language = lang == null ? Scope.UNDETERMINED : lang;
    return new ColumnDescription(
        titles.isEmpty() ? "_col." + number : nameOf(titles.getFirst()),
        false,
        NaturalLanguage.of(language, titles),
        inherited,
        false,
        false);
  }

  /// A title as a name.
  static String nameOf(String title) {
    var name = new StringBuilder();
    title
        .codePoints()
        .forEach(c -> {
          if (c < 128 && c != '-' && c != '~' && UriTemplate.isUnreserved((char) c)) {
            name.append((char) c);
          } else {
            UriTemplate.percentEncode(c, name);
          }
        });
    return name.toString();
  }

  /// The name as people read it.
  String plainName() {
    return name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8);
  }

  String lang() {
    String lang = inherited.lang();
    return lang == null ? Scope.UNDETERMINED : lang;
  }

  Datatype datatype() {
    Datatype datatype = inherited.datatype();
    return datatype == null ? Datatype.STRING : datatype;
  }

  /// What separates the values of a list; empty where a cell holds one value.
  Optional<String> separator() {
    return Optional.ofNullable(inherited.separator()).filter(separator -> !separator.isEmpty());
  }

  boolean isNull(String text) {
    List<String> nulls = inherited.nulls();
    return nulls == null ? text.isEmpty() : nulls.contains(text);
  }

  boolean required() {
    return Boolean.TRUE.equals(inherited.required());
  }

  boolean ordered() {
    return Boolean.TRUE.equals(inherited.ordered());
  }

  String defaultText() {
    @Nullable String text = inherited.defaultText();
    return text == null ? "" : text;
  }

  /// Whether this and a column of the header can be the same, after [column
  /// compatibility](https://www.w3.org/TR/tabular-metadata/#schema-compatibility).
  boolean isCompatible(ColumnDescription header, boolean validating) {
    if ((!named && titles.isEmpty()) || header.titles.isEmpty()) {
      return true;
    }
    return titles.meets(header.titles) || (!validating && named && titles.isEmpty());
  }
}
