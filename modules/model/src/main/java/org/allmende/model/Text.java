package org.allmende.model;

/// A sentence for people, in both languages of the portal.
///
/// @param de German, the leading language
/// @param en English; the same as German where nobody has translated
public record Text(String de, String en) {

  /// A text that is the same in both languages, such as a name or a code.
  public static Text same(String text) {
    return new Text(text, text);
  }

  /// The text in the language asked for: `en` for English, German for all others.
  public String in(String language) {
    return language.equals("en") ? en : de;
  }
}
