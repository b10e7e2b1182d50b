package org.allmende.model;

/// Where a value of a description comes from, so that the clerk can trust or overrule it.
///
/// @param field the name of the field of [Metadata], such as `title`
/// @param source who says so
/// @param certainty from 0 (a guess) to 1 (certain)
/// @param why in one sentence
public record Claim(String field, Source source, double certainty, Text why) {

  /// Who says so.
  public enum Source {
    /// The clerk, or the tenant's settings.
    SAID,
    /// It stands in the file.
    READ,
    /// We conclude it.
    GUESSED
  }
}
