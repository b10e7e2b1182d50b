package org.allmende.model;

import java.util.List;

/// What a file turned out to be.
///
/// @param upload the file
/// @param format code of the EU file type list, such as `CSV` or `GEOJSON`
/// @param mediaType IANA media type of that format
/// @param tables the tables in it; empty for a file that is published as it is
/// @param sheets names of the sheets of a workbook that may be told to come first; empty for others
public record Draft(
    Upload upload, String format, String mediaType, List<Table> tables, List<String> sheets) {

  public Draft {
    tables = List.copyOf(tables);
    sheets = List.copyOf(sheets);
  }

  /// What a file turned out to be that is no workbook.
  public Draft(Upload upload, String format, String mediaType, List<Table> tables) {
    this(upload, format, mediaType, tables, List.of());
  }
}
