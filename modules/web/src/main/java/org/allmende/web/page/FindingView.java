package org.allmende.web.page;

import java.util.List;

/// Something noticed, ready to be read.
///
/// @param kind `bad`, `warn` or `info`
/// @param severity in words
/// @param line of the file; empty where it has none
/// @param column of the table, or field of the description; empty where it has none
/// @param value as it stands there; empty where there is none
/// @param message what is the matter
/// @param advice what helps
/// @param repairs buttons that set it right
public record FindingView(
    String kind,
    String severity,
    String line,
    String column,
    String value,
    String message,
    String advice,
    List<Repair> repairs) {

  public FindingView {
    repairs = List.copyOf(repairs);
  }

  /// A finding that nothing here sets right.
  public FindingView(
      String kind,
      String severity,
      String line,
      String column,
      String value,
      String message,
      String advice) {
    this(kind, severity, line, column, value, message, advice, List.of());
  }

  /// The same with buttons.
  public FindingView with(List<Repair> buttons) {
    return new FindingView(kind, severity, line, column, value, message, advice, buttons);
  }

  /// A button.
  ///
  /// @param value what it sends
  public record Repair(String label, String value) {}
}
