package org.allmende.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The readable last part of an address: lower case letters a to z, digits and single hyphens, at
/// most 80 characters. `Straßenbäume 2024` becomes `strassenbaeume-2024`.
public final class Slug {

  /// The longest slug we mint or accept, in characters.
  public static final int MAX_LENGTH = 80;

  private static final Pattern VALID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Slug() {}

  /// Tells whether a text may stand in an address as it is.
  public static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH && VALID.matcher(text).matches();
  }

  /// Makes a slug of any text; of a text without letters and digits, `unbenannt`.
  public static String of(String text) {
    String german =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    String ascii = MARKS.matcher(Normalizer.normalize(german, Normalizer.Form.NFKD)).replaceAll("");
    String slug = trimHyphens(OTHER.matcher(ascii).replaceAll("-"));
    if (slug.length() > MAX_LENGTH) {
      slug = trimHyphens(slug.substring(0, MAX_LENGTH));
    }
    return slug.isEmpty() ? "unbenannt" : slug;
  }

  private static String trimHyphens(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int end = text.endsWith("-") ? text.length() - 1 : text.length();
    return start >= end ? "" : text.substring(start, end);
  }
}
