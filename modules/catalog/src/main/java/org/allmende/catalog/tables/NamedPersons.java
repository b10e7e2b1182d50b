package org.allmende.catalog.tables;

import java.util.Arrays;
import org.allmende.intake.cells.PersonNames;

/// Tells whether a short text names a person, in whatever case people type.
public final class NamedPersons {

  private static final int LONGEST = 3;

  private NamedPersons() {}

  /// Whether somebody is named in a text: `erika mustermann`, `Adresse Dr. Schmidt`, `weber, anna`.
  /// A name that no list has is not recognised.
  public static boolean in(String text) {
    String written = capitalised(text);
    if (PersonNames.isReversed(written)) {
      return true;
    }
    String[] words = written.split(" ", -1);
    for (int from = 0; from + 1 < words.length; from++) {
      for (int to = from + 2; to <= Math.min(words.length, from + LONGEST); to++) {
        if (PersonNames.isFullName(String.join(" ", Arrays.copyOfRange(words, from, to)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String capitalised(String text) {
    var written = new StringBuilder(text.length());
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      written.append(begins ? Character.toUpperCase(c) : c);
      begins = c == ' ' || c == '-';
    }
    return written.toString();
  }
}
