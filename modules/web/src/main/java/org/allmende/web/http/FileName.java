package org.allmende.web.http;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// What somebody calls a file: the last part of whatever path came, without characters that hide
/// something or break a line. It is shown and offered for saving, and never a path of ours.
public final class FileName {

  private static final int MAX_LENGTH = 200;
  private static final int MAX_ENDING = 20;
  private static final String NAMELESS = "unbenannt";
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");
  private static final Pattern ONLY_DOTS = Pattern.compile("\\.*");

  private FileName() {}

  public static String of(String given) {
    String name = UNSEEN.matcher(given).replaceAll("");
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    name = Normalizer.normalize(name.substring(slash + 1), Normalizer.Form.NFC).strip();
    if (ONLY_DOTS.matcher(name).matches()) {
      return NAMELESS;
    }
    return name.length() <= MAX_LENGTH ? name : shortened(name);
  }

  /// The ending tells the format, so it stays.
  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= MAX_ENDING ? name.substring(dot) : "";
    int end = MAX_LENGTH - ending.length();
    if (Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end) + ending;
  }

  /// The name without its ending.
  public static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
