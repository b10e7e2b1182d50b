package org.allmende.intake.csvw;

import java.util.regex.Pattern;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import tools.jackson.databind.JsonNode;

/// What the properties of a metadata document are read in.
///
/// @param base what addresses are relative to
/// @param language of texts without one; `und` where nobody says
record Scope(String base, String language, Report report) {

  static final String UNDETERMINED = "und";

  private static final Pattern LANGUAGE_TAG =
      Pattern.compile(
          "[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
              + "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*"
              + "(-[xX](-[A-Za-z0-9]{1,8})+)?|[xX](-[A-Za-z0-9]{1,8})+");

  /// Whether a text is a language tag after [BCP 47](https://www.rfc-editor.org/info/bcp47).
  static boolean isLanguage(String tag) {
    return tag.length() < 100 && LANGUAGE_TAG.matcher(tag).matches();
  }

  String resolved(String reference) {
    return Urls.resolved(base, reference);
  }

  /// Says that a property does not count.
  void ignored(String property, JsonNode value) {
    report.warn(
        Issue.CSVW_PROPERTY_IGNORED,
        new Place(null, property, value.toString()),
        Text.same(property));
  }
}
