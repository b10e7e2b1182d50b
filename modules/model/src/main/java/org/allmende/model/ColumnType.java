package org.allmende.model;

import java.util.Locale;

/// What the values of a column are, as a careful statistician would store them.
public enum ColumnType {
  STRING,
  INTEGER,
  DECIMAL,
  BOOLEAN,
  DATE,
  DATETIME,
  TIME,
  DURATION,
  GEOMETRY,
  URI;

  /// The name used in JSON and documentation, in lower case.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
