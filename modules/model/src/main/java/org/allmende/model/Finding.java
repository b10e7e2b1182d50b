package org.allmende.model;

import org.jspecify.annotations.Nullable;

/// Something that was noticed while a file was read or a description checked, in words a clerk can
/// act on.
///
/// @param code what kind of finding, kebab-case, stable; listed in the handbook
/// @param severity how much it weighs
/// @param place where it was seen
/// @param message what is the matter
/// @param advice how to mend it
public record Finding(String code, Severity severity, Place place, Text message, Text advice) {

  /// Where a finding was seen; each part is null where it does not apply.
  ///
  /// @param line physical line of the file, counted from 1
  /// @param column the column's name, or the metadata field
  /// @param value the value as it stands there; masked when it is personal data
  public record Place(@Nullable Integer line, @Nullable String column, @Nullable String value) {

    /// The file or description as a whole.
    public static final Place WHOLE = new Place(null, null, null);

    /// A line of the file.
    public static Place line(int line) {
      return new Place(line, null, null);
    }

    /// A column, or a metadata field, as a whole.
    public static Place column(String column) {
      return new Place(null, column, null);
    }

    /// One cell.
    public static Place cell(int line, String column, String value) {
      return new Place(line, column, value);
    }
  }

  /// Whether publication has to wait for a decision about this finding.
  public boolean blocks() {
    return severity == Severity.BLOCKING;
  }
}
