package org.allmende.vocabulary;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Brings what people write into one form, so that `CC BY 4.0`, `cc-by-4.0` and `cc-by/4_0` meet,
/// and `Köln` meets `Koeln`.
final class Spelling {

  /// Longer texts are no name of anything we know.
  private static final int LONGEST = 300;

  private static final Pattern WEB = Pattern.compile("(?i)https?://(?:www\\.)?");
  private static final Pattern DEED =
      Pattern.compile("/(?:deed|legalcode)(?:\\.[a-z_-]{2,7})?$|/+$|\\.html?$");
  private static final String MEDIA_TYPES = "iana.org/assignments/media-types/";
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Spelling() {}

  /// The form texts are compared in; empty for texts that say nothing.
  static String of(String text) {
    if (text.length() > LONGEST) {
      return "";
    }
    String trimmed = text.strip();
    var web = WEB.matcher(trimmed);
    return web.lookingAt() ? address(trimmed.substring(web.end())) : words(trimmed);
  }

  private static String address(String rest) {
    String lower = rest.toLowerCase(Locale.ROOT);
    if (lower.startsWith(MEDIA_TYPES)) {
      return words(lower.substring(MEDIA_TYPES.length()));
    }
    String bare = DEED.matcher(lower).replaceFirst("");
    return "//" + DEED.matcher(bare).replaceFirst("");
  }

  private static String words(String text) {
    int parameter = text.indexOf(';');
    String head = parameter > 0 && text.indexOf('/') > 0 ? text.substring(0, parameter) : text;
    String german =
        Normalizer.normalize(head, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    String plain = MARKS.matcher(Normalizer.normalize(german, Normalizer.Form.NFKD)).replaceAll("");
    return OTHER.matcher(plain).replaceAll("");
  }
}
