package org.allmende.intake.cells;

import java.util.Locale;
import java.util.Set;

/// Tells a person's mailbox from an office's.
final class Mailboxes {

  private static final Set<String> OFFICE =
      Set.of(
          "info",
          "poststelle",
          "post",
          "buergerbuero",
          "rathaus",
          "stadt",
          "gemeinde",
          "kontakt",
          "contact",
          "ordnungsamt",
          "standesamt",
          "verwaltung",
          "sekretariat",
          "office",
          "mail",
          "email",
          "service",
          "presse",
          "pressestelle",
          "webmaster",
          "redaktion",
          "zentrale",
          "vorstand",
          "kita",
          "schule",
          "schulleitung",
          "leitung",
          "bibliothek",
          "museum",
          "support",
          "hilfe",
          "hotline",
          "team",
          "empfang",
          "anmeldung",
          "buchung",
          "tourismus",
          "tourist",
          "datenschutz",
          "opendata",
          "geodaten",
          "statistik",
          "feuerwehr",
          "polizei",
          "bauamt",
          "noreply",
          "no-reply",
          "buero");
  private static final String[] OFFICE_PARTS = {
    "amt",
    "buero",
    "stelle",
    "verwaltung",
    "service",
    "sekretariat",
    "schule",
    "kontakt",
    "info",
    "rathaus",
    "verein",
    "redaktion",
    "poststelle",
    "kita",
    "praxis",
    "zentrum",
    "gmbh",
  };
  private static final Set<String> PRIVATE_HOSTS =
      Set.of(
          "gmx.de",
          "gmx.net",
          "gmx.at",
          "gmx.ch",
          "web.de",
          "t-online.de",
          "gmail.com",
          "posteo.de",
          "googlemail.com",
          "freenet.de",
          "icloud.com",
          "outlook.de",
          "outlook.com",
          "hotmail.com",
          "hotmail.de",
          "live.de",
          "yahoo.de",
          "yahoo.com",
          "aol.com",
          "arcor.de",
          "me.com",
          "mail.de",
          "mailbox.org",
          "protonmail.com",
          "proton.me",
          "online.de",
          "unitybox.de",
          "kabelmail.de");

  private Mailboxes() {}

  static boolean isAddress(String cell) {
    int at = cell.indexOf('@');
    int dot = cell.lastIndexOf('.');
    if (at < 1 || dot < at + 2 || dot > cell.length() - 3 || cell.length() > 120) {
      return false;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean sign = c == '.' || c == '-' || c == '_' || c == '+' || (c == '@' && i == at);
      if (!Character.isLetterOrDigit(c) && !sign && c != '%' && c != '\'') {
        return false;
      }
    }
    return true;
  }

  /// Whether an address names a person: by a private provider, a given name, or as `a.weber`.
  static boolean isPersonal(String address) {
    int at = address.indexOf('@');
    String box = address.substring(0, at).toLowerCase(Locale.ROOT);
    String host = address.substring(at + 1).toLowerCase(Locale.ROOT);
    if (isOffice(box)) {
      return false;
    }
    return PRIVATE_HOSTS.contains(host) || namesPerson(box);
  }

  private static boolean isOffice(String box) {
    if (OFFICE.contains(box)) {
      return true;
    }
    for (String part : box.split("[._+-]", -1)) {
      if (OFFICE.contains(part)) {
        return true;
      }
    }
    for (String part : OFFICE_PARTS) {
      if (box.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesPerson(String box) {
    String[] parts = box.replaceAll("\\d+$", "").split("[._-]", -1);
    if (parts.length < 2 || parts.length > 4) {
      return false;
    }
    boolean given = false;
    boolean family = false;
    boolean initial = false;
    for (String part : parts) {
      String name =
          part.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1);
      given |= PersonNames.isGiven(name);
      family |= PersonNames.isFamily(name);
      initial |= part.length() == 1 && Character.isLetter(part.charAt(0));
    }
    return given || (family && initial) || (initial && parts.length == 2 && parts[1].length() > 3);
  }
}
