package org.allmende.intake.files;

import java.util.Locale;

/// What the names of files say, and how signs are shown to people.
public final class FileNames {

  private FileNames() {}

  /// What stands after the last dot, in lower case; empty where there is none.
  public static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 || name.length() - dot > 12
        ? ""
        : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// The name without its ending.
  public static String stem(String name) {
    String ending = ending(name);
    return ending.isEmpty() ? name : name.substring(0, name.length() - ending.length() - 1);
  }

  public static String shown(char sign) {
    return switch (sign) {
      case '\t' -> "Tab";
      case ' ' -> "␣";
      case '\u0001' -> "SOH";
      case '\u001F' -> "US";
      default -> "»" + sign + "«";
    };
  }
}
