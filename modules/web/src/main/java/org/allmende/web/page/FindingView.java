package org.allmende.web.page;

/// Something noticed, ready to be read.
///
/// @param kind `bad`, `warn` or `info`
/// @param severity in words
/// @param line of the file; empty where it has none
/// @param column of the table, or field of the description; empty where it has none
/// @param value as it stands there; empty where there is none
/// @param message what is the matter
/// @param advice what helps
public record FindingView(
    String kind,
    String severity,
    String line,
    String column,
    String value,
    String message,
    String advice) {}
