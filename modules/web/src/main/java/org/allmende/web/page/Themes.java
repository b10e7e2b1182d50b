package org.allmende.web.page;

import java.util.List;
import java.util.Map;

/// The data themes of the EU as pages show them: each has a sign, a page of its own, and words that
/// say what belongs to it (`theme.{code}` and `theme.{code}.say` in the messages).
public final class Themes {

  private static final String LIST = "http://publications.europa.eu/resource/authority/data-theme/";

  private static final Map<String, String> ICONS =
      Map.ofEntries(
          Map.entry("SOCI", "people"),
          Map.entry("ENVI", "tree"),
          Map.entry("TRAN", "road"),
          Map.entry("EDUC", "hat"),
          Map.entry("GOVE", "temple"),
          Map.entry("ECON", "euro"),
          Map.entry("HEAL", "heart"),
          Map.entry("ENER", "bolt"),
          Map.entry("REGI", "map"),
          Map.entry("JUST", "scales"),
          Map.entry("TECH", "chip"),
          Map.entry("AGRI", "ear"),
          Map.entry("INTR", "globe"),
          Map.entry("OP_DATPRO", "info"));

  private Themes() {}

  /// All codes, in the order of the alphabet.
  public static List<String> codes() {
    return ICONS.keySet().stream().sorted().toList();
  }

  /// Whether there is a theme with this code.
  public static boolean isKnown(String code) {
    return ICONS.containsKey(code);
  }

  /// The sign of a theme.
  public static String icon(String code) {
    return ICONS.getOrDefault(code, "info");
  }

  /// The code at the end of a theme's address.
  public static String code(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /// The address the EU gave a theme.
  public static String uri(String code) {
    return LIST + code;
  }

  /// The page of the theme with this address; empty where the address is none of the list's.
  public static String page(String uri) {
    return uri.equals(LIST + code(uri)) && isKnown(code(uri)) ? "/themes/" + code(uri) : "";
  }
}
