package org.allmende.app;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the commands say, in the language of whoever sits there: English where the locale says so,
/// German otherwise.
final class Words {

  private static final String LANGUAGE =
      Locale.getDefault().getLanguage().equals("en") && namesALanguage() ? "en" : "de";

  private Words() {}

  /// Java calls English what is no language at all.
  private static boolean namesALanguage() {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        return !value.startsWith("C") && !value.startsWith("POSIX");
      }
    }
    return false;
  }

  /// `de` or `en`.
  static String language() {
    return LANGUAGE;
  }

  static ResourceBundle bundle() {
    return ResourceBundle.getBundle("org.allmende.app.commands", Locale.forLanguageTag(LANGUAGE));
  }

  static String of(String key, Object... values) {
    return new MessageFormat(bundle().getString(key), Locale.forLanguageTag(LANGUAGE))
        .format(values);
  }
}
