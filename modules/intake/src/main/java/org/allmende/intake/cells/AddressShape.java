package org.allmende.intake.cells;

/// Knows how streets, house numbers and addresses are written.
final class AddressShape {

  private static final String[] ENDINGS = {
    "strasse",
    "str.",
    "str",
    "weg",
    "platz",
    "allee",
    "gasse",
    "ring",
    "damm",
    "ufer",
    "markt",
    "wall",
    "steig",
    "stiege",
    "pfad",
    "chaussee",
    "graben",
    "kamp",
    "brink",
    "promenade",
    "zeile",
    "twiete",
    "deich",
    "stieg",
    "straesschen",
    "gaesschen",
    "redder",
    "kehre",
    "passage",
    "bruecke",
    "hoefe",
  };
  private static final String[] WEAK_ENDINGS = {
    "hof", "berg", "tor", "winkel", "heide", "feld", "busch", "garten", "wiese", "anger", "park",
    "tal", "hang", "grund", "teich", "holz", "bach", "born", "rain",
  };
  private static final String[] BEGINNINGS = {
    "am ",
    "an der ",
    "an den ",
    "im ",
    "in der ",
    "in den ",
    "auf der ",
    "auf dem ",
    "auf den ",
    "zum ",
    "zur ",
    "unter ",
    "hinter ",
    "vor ",
    "beim ",
    "bei der ",
    "alte ",
    "alter ",
    "neue ",
    "neuer ",
    "platz ",
    "grosse ",
    "kleine ",
    "obere ",
    "untere ",
  };
  private static final String[] ENGLISH = {
    " street",
    " st",
    " avenue",
    " ave",
    " road",
    " rd",
    " drive",
    " lane",
    " nw",
    " ne",
    " sw",
    " se",
    " blvd",
    " court",
    " place",
    " highway",
  };

  private AddressShape() {}

  /// Whether a word ends as only streets do.
  static boolean endsLikeStreet(String word) {
    return ends(Fold.of(word), ENDINGS) && !word.equals("Ring") && word.length() > 3;
  }

  private static boolean ends(String folded, String[] endings) {
    for (String ending : endings) {
      if (folded.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /// `Lindenweg`, `Am Markt`, `Karl-Marx-Straße`
  static boolean isStreet(String cell) {
    if (cell.length() < 4 || cell.length() > 60 || !PersonNames.isCapital(cell)) {
      return false;
    }
    String folded = Fold.of(cell);
    return !hasDigit(cell) && (ends(folded, ENDINGS) || begins(folded) || ends(folded, ENGLISH));
  }

  private static boolean begins(String folded) {
    for (String beginning : BEGINNINGS) {
      if (folded.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDigit(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (NumberShape.isDigit(cell.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// `12`, `12 a`, `12-14`, `12a/b`
  static boolean isHouseNumber(String cell) {
    int length = cell.length();
    if (length == 0 || length > 12 || cell.charAt(0) < '1' || cell.charAt(0) > '9') {
      return false;
    }
    int digits = 0;
    while (digits < length && NumberShape.isDigit(cell.charAt(digits))) {
      digits++;
    }
    if (digits > 4) {
      return false;
    }
    int letters = 0;
    for (int i = digits; i < length; i++) {
      char c = cell.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      letters = letter ? letters + 1 : 0;
      if (letters > 1 || (!letter && !NumberShape.isDigit(c) && " -/+–.".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  /// `Lindenweg 12 a`
  static boolean isStreetWithNumber(String cell) {
    int at = numberAt(cell);
    if (at < 0 || cell.length() > 80) {
      return false;
    }
    String street = cell.substring(0, at).strip();
    String folded = Fold.of(street);
    return isHouseNumber(cell.substring(at).strip())
        && PersonNames.isCapital(street)
        && !hasDigit(street)
        && (isStreet(street) || ends(folded, WEAK_ENDINGS));
  }

  private static int numberAt(String cell) {
    for (int i = 1; i < cell.length(); i++) {
      char before = cell.charAt(i - 1);
      if (cell.charAt(i) >= '1' && cell.charAt(i) <= '9' && (before == ' ' || before == '.')) {
        return i;
      }
    }
    return -1;
  }

  /// `Lindenweg 12, 48143 Münster`
  static boolean isFull(String cell) {
    int at = postalCodeAt(cell);
    if (at < 8 || cell.length() > 140) {
      return false;
    }
    String street = cell.substring(0, at).strip();
    street = street.endsWith(",") ? street.substring(0, street.length() - 1).strip() : street;
    int comma = street.lastIndexOf(", ");
    return isStreetWithNumber(street)
        || (comma > 0 && isStreetWithNumber(street.substring(comma + 2)))
        || (comma > 0 && isStreetWithNumber(street.substring(0, comma)));
  }

  /// `48143 Münster`
  static boolean isPostalCodeWithPlace(String cell) {
    return cell.length() < 60 && postalCodeAt(cell) == 0;
  }

  /// Where five digits and a capitalised word stand; -1 where they do not.
  static int postalCodeAt(String cell) {
    int run = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (NumberShape.isDigit(c)) {
        run++;
        continue;
      }
      if (run == 5 && c == ' ' && i + 2 < cell.length() && isUpper(cell.charAt(i + 1))) {
        return i - 5;
      }
      run = Character.isLetter(c) ? -9 : 0;
    }
    return -1;
  }

  private static boolean isUpper(char c) {
    return Character.isUpperCase(c);
  }
}
