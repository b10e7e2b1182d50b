package org.allmende.intake.text;

import java.util.regex.Pattern;

/// Characters that an earlier, wrong conversion destroyed: they stand so in the file.
public final class Damage {

  private static final Pattern SIGNS =
      Pattern.compile(
          "\\uFFFD"
              + "|Ã[\\u0080-\\u009F¡-¿ŸŒœŠšŽž€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›]"
              + "|â€[\\u0080-\\u009F“”™œ˜¦¢š]"
              + "|Â[\\u00A0°§²³©®´·½¼]"
              + "|√[§∂º∫ñÑü]|Ô[øÔ]Ω"
              + "|├[ñÂ╝ÄûƒöÜ]");

  private Damage() {}

  /// Whether the bytes of a file leave room for it; spares all other files the search.
  public static boolean likely(ByteScan scan, Encoding encoding) {
    if (encoding.wide() || !encoding.name().equals("utf-8")) {
      return true;
    }
    return (scan.count(0xEF) > 0 && scan.count(0xBF) > 0 && scan.count(0xBD) > 0)
        || (scan.count(0xC3) > 0 && scan.count(0x83) > 0)
        || (scan.count(0xE2) > 0 && (scan.count(0x88) > 0 || scan.count(0x94) > 0))
        || (scan.count(0xC3) > 0 && scan.count(0x82) > 0);
  }

  public static boolean in(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) > '\u007F') {
        return SIGNS.matcher(cell).find();
      }
    }
    return false;
  }
}
