package org.allmende.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Where the next page of an answer begins, as a word that clients pass on and do not read.
public final class Cursor {

  private Cursor() {}

  /// The address of the page that begins after `offset` entries.
  ///
  /// @param address without a query
  /// @param query what was asked, as it came
  public static String next(String address, String query, long offset) {
    return next(address, query, of(offset));
  }

  /// The address of the page that begins where a word says.
  ///
  /// @param word of letters, digits, `-` and `_`
  public static String next(String address, String query, String word) {
    var kept =
        List.of(query.split("&", -1)).stream()
            .filter(
                part -> !part.isEmpty() && !part.startsWith("cursor=") && !part.startsWith("page="))
            .toList();
    String asked = kept.isEmpty() ? "" : String.join("&", kept) + "&";
    return address + "?" + asked + "cursor=" + word;
  }

  private static String of(long offset) {
    byte[] text = ("row " + offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /// How many entries a cursor leaves out; an empty one leaves out none.
  public static long offset(String cursor) {
    if (cursor.isEmpty()) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.matches("row \\d{1,15}")) {
        return Long.parseLong(text.substring(4));
      }
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    throw wrong();
  }

  public static Problem wrong() {
    return Problem.of(
        Trouble.INVALID_REQUEST,
        "cursor ist der Wert, den „next“ nennt.",
        "cursor is the value that “next” names.");
  }
}
