package org.allmende.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Where the next page of an answer begins, as a word that clients pass on and do not read.
final class Cursor {

  private Cursor() {}

  /// The address of the page that begins after `offset` entries.
  ///
  /// @param address without a query
  /// @param query what was asked, as it came
  static String next(String address, String query, long offset) {
    var kept =
        List.of(query.split("&", -1)).stream()
            .filter(part -> !part.isEmpty() && !part.startsWith("cursor="))
            .toList();
    String asked = kept.isEmpty() ? "" : String.join("&", kept) + "&";
    return address + "?" + asked + "cursor=" + of(offset);
  }

  private static String of(long offset) {
    byte[] text = ("row " + offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /// How many entries a cursor leaves out; an empty one leaves out none.
  static long offset(String cursor) {
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

  private static Problem wrong() {
    return Problem.of(
        Trouble.INVALID_REQUEST,
        "cursor ist der Wert, den „next“ nennt.",
        "cursor is the value that “next” names.");
  }
}
