package org.allmende.intake.meaning;

import java.util.Locale;

/// What a column can mean: the closed list, described in the handbook.
public enum Meaning {
  MUNICIPALITY_KEY,
  REGIONAL_KEY,
  POSTAL_CODE,
  MUNICIPALITY_NAME,
  DISTRICT_NAME,
  STREET,
  HOUSE_NUMBER,
  ADDRESS,
  LATITUDE,
  LONGITUDE,
  UTM_EASTING,
  UTM_NORTHING,
  GAUSS_KRUEGER_X,
  GAUSS_KRUEGER_Y,
  WKT,
  YEAR,
  MONTH,
  DATE,
  TIME,
  WEEKDAY,
  PERSON_NAME,
  GIVEN_NAME,
  FAMILY_NAME,
  GENDER,
  AGE,
  EMAIL,
  PHONE,
  IBAN,
  LICENCE_PLATE,
  URL,
  MONEY,
  PERCENTAGE,
  COUNT,
  POPULATION,
  VOTES,
  PARTY,
  IDENTIFIER,
  CATEGORY,
  ORGANISATION,
  DESCRIPTION;

  /// The name used in columns, JSON and documentation.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
