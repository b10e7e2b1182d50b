package org.allmende.intake.cells;

/// What a cell looks like, beyond its type; the share of a column's cells with a sign is evidence
/// of what the column means and whether it holds personal data.
public enum Sign {
  EMAIL,
  PERSONAL_EMAIL,
  WEB_ADDRESS,
  IBAN,
  TAX_ID,
  PENSION_NUMBER,
  HEALTH_INSURANCE_NUMBER,
  DOCUMENT_NUMBER,
  PLATE,
  PLATE_DISTRICT,
  IP_ADDRESS,
  IPV6_ADDRESS,
  VERSION,
  PHONE,
  MOBILE_PHONE,
  PHONE_EXTENSION,
  POSTAL_CODE,
  POSTAL_CODE_WITH_PLACE,
  STREET,
  HOUSE_NUMBER,
  STREET_WITH_NUMBER,
  FULL_ADDRESS,
  FULL_NAME,
  REVERSED_NAME,
  GIVEN_NAME,
  FAMILY_NAME,
  EPONYM,
  ORGANISATION,
  OFFICE,
  PARTY,
  GENDER,
  AGE_CLASS,
  NATIONALITY,
  WEEKDAY,
  MONTH_NAME,
  NAME_IN_TEXT,
  PHONE_IN_TEXT,
  EMAIL_IN_TEXT,
  IBAN_IN_TEXT,
  LONG_TEXT,
  SEVERAL_WORDS,
  CODE,
  MUNICIPALITY_KEY,
  KNOWN_MUNICIPALITY_KEY,
  SHORT_MUNICIPALITY_KEY,
  REGIONAL_KEY,
  KNOWN_REGIONAL_KEY,
  PRODUCT_NUMBER,
  WKT,
  CAPITALISED,
  FORMULA;

  private static final Sign[] ALL = values();

  final long bit = 1L << index();

  /// Its place among the bits.
  @SuppressWarnings("EnumOrdinal") // nothing is kept or sent that depends on the place
  public int index() {
    return ordinal();
  }

  /// The sign with this place.
  public static Sign at(int index) {
    return ALL[index];
  }

  public static int count() {
    return ALL.length;
  }
}
