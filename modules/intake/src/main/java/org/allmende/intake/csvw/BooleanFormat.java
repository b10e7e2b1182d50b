package org.allmende.intake.csvw;

import java.util.Optional;

/// The words for true and false, such as `Y|N`.
record BooleanFormat(String yes, String no) implements CellFormat {

  static final CellFormat USUAL =
      cell ->
          switch (cell) {
            case "true", "1" -> Optional.of("true");
            case "false", "0" -> Optional.of("false");
            default -> Optional.empty();
          };

  static Optional<CellFormat> of(String format) {
    int bar = format.indexOf('|');
    return bar > 0 && bar < format.length() - 1 && format.indexOf('|', bar + 1) < 0
        ? Optional.of(new BooleanFormat(format.substring(0, bar), format.substring(bar + 1)))
        : Optional.empty();
  }

  @Override
  public Optional<String> lexical(String cell) {
    if (cell.equals(yes)) {
      return Optional.of("true");
    }
    return cell.equals(no) ? Optional.of("false") : Optional.empty();
  }
}
