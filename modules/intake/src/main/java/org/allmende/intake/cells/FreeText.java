package org.allmende.intake.cells;

/// Finds personal data inside running text.
final class FreeText {

  private static final String[] CALLING = {
    "tel", "handy", "mobil", "erreich", "anruf", "rufen", "privat", "ruf", "fon", "unter", "phone",
  };

  private FreeText() {}

  /// The signs a text bears, as bits.
  static long signs(String text) {
    if (CellSigns.isWkt(text)) {
      return 0;
    }
    String part = text.length() <= 4000 ? text : text.substring(0, 4000);
    long signs = names(part) ? Sign.NAME_IN_TEXT.bit : 0;
    if (part.indexOf('@') > 0 && email(part)) {
      signs |= Sign.EMAIL_IN_TEXT.bit;
    }
    return signs | numbers(part);
  }

  private static boolean email(String text) {
    for (int at = text.indexOf('@'); at > 0; at = text.indexOf('@', at + 1)) {
      int from = at;
      while (from > 0 && isMailSign(text.charAt(from - 1))) {
        from--;
      }
      int to = at + 1;
      while (to < text.length() && isMailSign(text.charAt(to))) {
        to++;
      }
      while (to > at && text.charAt(to - 1) == '.') {
        to--;
      }
      String address = text.substring(from, to);
      if (Mailboxes.isAddress(address) && Mailboxes.isPersonal(address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMailSign(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '+';
  }

  private static long numbers(String text) {
    long signs = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || (c > '9' && c != 'D')) {
        continue;
      }
      boolean start = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      if (!start || isFraction(text, i)) {
        continue;
      }
      if (c == '0'
          || c == '+'
          || (c == '(' && i + 1 < text.length() && text.charAt(i + 1) == '0')) {
        int to = phoneEnd(text, i);
        signs |= isPrivatePhone(text, i, to) ? Sign.PHONE_IN_TEXT.bit : 0;
        i = Math.max(i, to - 1);
      } else if (c == 'D' && text.startsWith("DE", i) && iban(text, i)) {
        signs |= Sign.IBAN_IN_TEXT.bit;
      } else if (c >= '0' && c <= '9') {
        while (i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1))) {
          i++;
        }
      }
    }
    return signs;
  }

  /// Whether what begins here are the digits behind the decimal sign of a number.
  private static boolean isFraction(String text, int at) {
    return at > 1
        && (text.charAt(at - 1) == '.' || text.charAt(at - 1) == ',')
        && NumberShape.isDigit(text.charAt(at - 2));
  }

  private static int phoneEnd(String text, int from) {
    int i = from;
    int last = from;
    while (i < text.length() && i - from < 30) {
      char c = text.charAt(i);
      if (NumberShape.isDigit(c)) {
        last = i + 1;
      } else if (" /()-+".indexOf(c) < 0 || (c == '+' && i > from)) {
        break;
      }
      i++;
    }
    return last;
  }

  private static boolean isPrivatePhone(String text, int from, int to) {
    String number = text.substring(from, to);
    if (!Phones.isNumber(number) || Phones.hasExtension(number)) {
      return false;
    }
    return Phones.isMobile(number) || isCalledFor(text, from);
  }

  private static boolean isCalledFor(String text, int from) {
    String before = Fold.of(text.substring(Math.max(0, from - 40), from));
    for (String word : CALLING) {
      if (before.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean iban(String text, int from) {
    String digits = text.substring(from, Math.min(text.length(), from + 27)).replace(" ", "");
    return digits.length() >= 22 && CheckDigits.iban(digits.substring(0, 22));
  }

  /// Walks over the words and looks for `Frau Weber`, `Anna Weber`, `Anna von Weber`.
  private static boolean names(String text) {
    String before = "";
    int at = 0;
    while (at < text.length()) {
      int from = at;
      while (from < text.length() && !isWordSign(text.charAt(from))) {
        from++;
      }
      int to = from;
      while (to < text.length() && isWordSign(text.charAt(to))) {
        to++;
      }
      if (to == from) {
        return false;
      }
      boolean adjacent = !before.isEmpty() && isGap(text, at, from);
      boolean capital = isCapital(text.charAt(from));
      String word = capital || (adjacent && to - from <= 3) ? text.substring(from, to) : "";
      if (adjacent && capital && isName(before, word, text, to)) {
        return true;
      }
      boolean bridges = adjacent && !capital && PersonNames.isParticle(word);
      before = bridges ? before : capital ? word : "";
      at = to;
    }
    return false;
  }

  private static boolean isWordSign(char c) {
    if (c < 128) {
      int letter = c | 32;
      return (letter >= 'a' && letter <= 'z') || c == '-' || c == '\'';
    }
    return Character.isLetter(c) || c == '’';
  }

  /// Whether only a blank, or the point of a title, stands between two words.
  private static boolean isGap(String text, int from, int to) {
    if (to == from || to - from > 2) {
      return false;
    }
    char last = text.charAt(to - 1);
    return (last == ' ' || last == '\u00a0') && (to - from == 1 || text.charAt(from) == '.');
  }

  private static boolean isCapital(char c) {
    return c < 128 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
  }

  private static boolean isName(String before, String word, String text, int to) {
    if (!PersonNames.begins(before)
        || !PersonNames.isCapital(word)
        || isPartOfPlace(word, text, to)) {
      return false;
    }
    boolean family = PersonNames.isFamily(word) || PersonNames.isFamily(head(word));
    if (PersonNames.isSalutation(before) && before.length() > 2) {
      return family || PersonNames.isGiven(word);
    }
    if (PersonNames.isTitle(before)) {
      return family || PersonNames.isGiven(word);
    }
    return family && PersonNames.isGiven(before) && !PersonNames.isEponym(before + " " + word);
  }

  private static String head(String word) {
    int hyphen = word.indexOf('-');
    return hyphen > 1 ? word.substring(0, hyphen) : word;
  }

  /// `Anna Weber Schule`, `Karl-Marx-Straße`
  private static boolean isPartOfPlace(String word, String text, int to) {
    if (AddressShape.endsLikeStreet(word) || Organisations.isWord(word)) {
      return true;
    }
    if (to + 2 >= text.length() || text.charAt(to) != ' ' || !isWordSign(text.charAt(to + 1))) {
      return false;
    }
    int end = to + 1;
    while (end < text.length() && isWordSign(text.charAt(end))) {
      end++;
    }
    String next = text.substring(to + 1, end);
    return AddressShape.endsLikeStreet(next)
        || (PersonNames.isCapital(next) && Organisations.isWord(next));
  }
}
