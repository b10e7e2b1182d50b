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
  private static final Pattern MEDIA_TYPES =
      Pattern.compile("(?:iana\\.org/assignments|w3\\.org/ns/iana)/media-types/");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Spelling() {}

  /// The form texts are compared in; empty for texts that say nothing.
  static String of(String text) {
    if (text.length() > LONGEST) {
      return "";
    }
    String trimmed = bare(text.strip());
    var web = WEB.matcher(trimmed);
    return web.lookingAt() ? address(trimmed.substring(web.end())) : words(trimmed);
  }

  private static String address(String rest) {
    String lower = rest.toLowerCase(Locale.ROOT);
    var mediaType = MEDIA_TYPES.matcher(lower);
    if (mediaType.lookingAt()) {
      return words(lower.substring(mediaType.end()).replace("#resource", ""));
    }
    String page = DEED.matcher(lower).replaceFirst("");
    return "//" + DEED.matcher(page).replaceFirst("");
  }

  private static String words(String text) {
    int parameter = text.indexOf(';');
    String head = parameter > 0 && text.indexOf('/') > 0 ? text.substring(0, parameter) : text;
    return OTHER
        .matcher(isAscii(head) ? head.toLowerCase(Locale.ROOT) : folded(head))
        .replaceAll("");
  }

  private static String folded(String text) {
    String german =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    return MARKS.matcher(Normalizer.normalize(german, Normalizer.Form.NFKD)).replaceAll("");
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /// Without the angle brackets some write around an address.
  private static String bare(String text) {
    return text.startsWith("<") && text.endsWith(">") && text.length() > 1
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }
}
