package org.allmende.model;

import org.jspecify.annotations.Nullable;

/// How a text file spells a table.
///
/// @param encoding IANA name in lower case, such as `windows-1252`
/// @param bom whether a byte order mark stands in front
/// @param delimiter what separates cells
/// @param quote what encloses cells; null where no cell is enclosed
/// @param escape what stands before a quote inside a quoted cell: the quote itself or a backslash;
///   null where none occurs
/// @param lineEnd `LF`, `CRLF`, `CR` or `mixed`
/// @param decimal `comma` or `point`; null where no number has decimals
public record Dialect(
    String encoding,
    boolean bom,
    String delimiter,
    @Nullable String quote,
    @Nullable String escape,
    String lineEnd,
    @Nullable String decimal) {}
