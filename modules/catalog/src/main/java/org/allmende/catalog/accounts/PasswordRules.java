package org.allmende.catalog.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a password must be: long enough, and none of those that are tried first. No mixture of
/// letters and digits is asked for, and none expires; see [NIST SP
/// 800-63B](https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver), 3.1.1.2.
public final class PasswordRules {

  /// The shortest password, in characters.
  public static final int SHORTEST = 12;

  /// The longest, so that none is a burden to hash.
  public static final int LONGEST = 200;

  private static final int FEWEST_DIFFERENT = 5;
  private static final int SHORTEST_PART = 4;
  private static final Set<String> COMMON = common();

  /// What can be wrong with a password.
  public enum Fault {
    TOO_SHORT,
    TOO_LONG,
    COMMON,
    LIKE_LOGIN
  }

  private PasswordRules() {}

  /// A password as it is hashed: the same on every keyboard.
  public static String normal(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }

  /// What is wrong with a password; empty when nothing is.
  public static Optional<Fault> fault(String typed, String login) {
    if (typed.length() > LONGEST) {
      return Optional.of(Fault.TOO_LONG);
    }
    String password = normal(typed);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of(Fault.TOO_SHORT);
    }
    String small = password.toLowerCase(Locale.ROOT);
    if (isLike(small, login)) {
      return Optional.of(Fault.LIKE_LOGIN);
    }
    return isCommon(small) ? Optional.of(Fault.COMMON) : Optional.empty();
  }

  /// The login, alone or with something that is no word around it.
  private static boolean isLike(String password, String login) {
    String account = login.contains("@") ? login.substring(0, login.indexOf('@')) : login;
    return password.contains(login)
        || (account.length() >= SHORTEST_PART && letters(password).equals(letters(account)));
  }

  /// One of those that are tried first, whatever digits and signs stand around it; few different
  /// characters; or neighbours only, on the keyboard or in the alphabet.
  private static boolean isCommon(String password) {
    String word = letters(password);
    return COMMON.contains(password)
        || COMMON.contains(word)
        || COMMON.contains(half(password))
        || COMMON.contains(half(word))
        || password.codePoints().distinct().count() < FEWEST_DIFFERENT
        || isRow(password);
  }

  /// What is there twice; otherwise the text itself.
  private static String half(String text) {
    int middle = text.length() / 2;
    String first = text.substring(0, middle);
    return text.equals(first + first) ? first : text;
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Each character the one after the one before: `123456789012`, `abcdefghijkl`.
  private static boolean isRow(String password) {
    int steps = 0;
    for (int i = 1; i < password.length(); i++) {
      int step = password.charAt(i) - password.charAt(i - 1);
      boolean neighbours = step == 1 || step == -1 || step == -9 || step == 9;
      steps += neighbours ? 1 : 0;
    }
    return steps >= password.length() - 2;
  }

  private static Set<String> common() {
    try (InputStream in =
            Objects.requireNonNull(
                PasswordRules.class.getResourceAsStream("common-passwords.txt"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
