package org.allmende.intake.csvw;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The [inherited properties](https://www.w3.org/TR/tabular-metadata/#inherited-properties): what
/// is said about a group, a table or a schema holds for the columns in it that say nothing else.
/// Null where nothing is said.
record Inherited(
    @Nullable UriTemplate aboutUrl,
    @Nullable UriTemplate propertyUrl,
    @Nullable UriTemplate valueUrl,
    @Nullable Datatype datatype,
    @Nullable String defaultText,
    @Nullable String lang,
    @Nullable List<String> nulls,
    @Nullable Boolean ordered,
    @Nullable Boolean required,
    @Nullable String separator) {

  static final Inherited NOTHING =
      new Inherited(null, null, null, null, null, null, null, null, null, null);

  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto", "inherit");

  /// Reads the properties, with those of what is around for those not given.
  static Inherited read(Members members, Inherited around) throws InvalidMetadata {
    direction(members);
    return new Inherited(
        or(template(members, "aboutUrl"), around.aboutUrl),
        or(template(members, "propertyUrl"), around.propertyUrl),
        or(template(members, "valueUrl"), around.valueUrl),
        or(DatatypeReader.read(members), around.datatype),
        or(members.string("default"), around.defaultText),
        or(lang(members), around.lang),
        or(nulls(members), around.nulls),
        or(members.bool("ordered"), around.ordered),
        or(members.bool("required"), around.required),
        or(separator(members), around.separator));
  }

  boolean hasTemplates() {
    return aboutUrl != null || propertyUrl != null || valueUrl != null;
  }

  private static @Nullable UriTemplate template(Members members, String name) {
    String template = members.reference(name);
    return template == null ? null : new UriTemplate(template);
  }

  private static @Nullable String lang(Members members) {
    String lang = members.string("lang");
    if (lang != null && !Scope.isLanguage(lang)) {
      members.ignore("lang");
      return null;
    }
    return lang;
  }

  private static @Nullable List<String> nulls(Members members) {
    List<String> nulls = members.strings("null");
    return nulls.isEmpty() ? null : nulls;
  }

  private static @Nullable String separator(Members members) {
    JsonNode value = members.value("separator");
    return value == null || value.isNull() ? null : members.string("separator");
  }

  private static void direction(Members members) {
    String direction = members.string("textDirection");
    if (direction != null && !DIRECTIONS.contains(direction)) {
      members.ignore("textDirection");
    }
  }

  private static <T> @Nullable T or(@Nullable T own, @Nullable T around) {
    return own == null ? around : own;
  }
}
