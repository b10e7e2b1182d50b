package org.allmende.search;

import java.util.Locale;

/// What results can be narrowed by.
public enum Facet {
  TENANT(0),
  THEME(1),
  FORMAT(2),
  LICENSE(3),
  PUBLISHER(4),
  PLACE(5),
  YEAR(6),
  HVD(7),

  /// How good the description is, by the bands of the European assessment.
  QUALITY(8),

  /// Whether there are rows to ask.
  ROWS(9);

  /// Stands for datasets without a value.
  public static final String NONE = "none";

  private final int number;
  private final String code = name().toLowerCase(Locale.ROOT);

  Facet(int number) {
    this.number = number;
  }

  /// Its place in arrays, from 0.
  int number() {
    return number;
  }

  /// Its name in requests and answers.
  public String code() {
    return code;
  }

  /// Its field in the index.
  public String field() {
    return "facet." + code;
  }
}
