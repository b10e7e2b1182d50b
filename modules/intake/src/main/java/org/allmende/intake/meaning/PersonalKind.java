package org.allmende.intake.meaning;

import java.util.Locale;
import org.allmende.model.Text;

/// A kind of personal data that is looked for; `personal-` and its code make the finding's code.
public enum PersonalKind {
  PERSON_NAME("Namen von Personen", "names of persons"),
  GIVEN_NAME("Vornamen von Personen", "given names of persons"),
  FAMILY_NAME("Nachnamen von Personen", "family names of persons"),
  BIRTH_DATE("Geburtsdaten", "dates of birth"),
  HOME_ADDRESS("private Anschriften", "private addresses"),
  EMAIL("E-Mail-Adressen von Personen", "e-mail addresses of persons"),
  PHONE("private Telefonnummern", "private telephone numbers"),
  IBAN("Bankverbindungen", "bank accounts"),
  LICENCE_PLATE("Kfz-Kennzeichen", "number plates"),
  ID_DOCUMENT_NUMBER("Nummern von Ausweisen", "numbers of identity documents"),
  TAX_ID("Steuer-Identifikationsnummern", "tax identification numbers"),
  PENSION_INSURANCE_NUMBER("Rentenversicherungsnummern", "pension insurance numbers"),
  HEALTH_INSURANCE_NUMBER("Krankenversicherungsnummern", "health insurance numbers"),
  IP_ADDRESS("IP-Adressen", "IP addresses"),
  FREE_TEXT("Angaben zu Personen in freiem Text", "personal data in free text"),
  SMALL_COUNT("Gruppen von weniger als drei Personen", "groups of fewer than three persons");

  private final String de;
  private final String en;

  PersonalKind(String de, String en) {
    this.de = de;
    this.en = en;
  }

  public String code() {
    return "personal-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Text what() {
    return new Text(de, en);
  }
}
