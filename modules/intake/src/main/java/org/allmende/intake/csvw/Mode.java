package org.allmende.intake.csvw;

/// How much of tabular data a conversion says.
public enum Mode {

  /// The values, and the rows, tables and group they stand in.
  STANDARD,

  /// The values only.
  MINIMAL
}
