package org.allmende.web.page;

import java.util.List;

/// A dataset that was found.
///
/// @param path its page, below the portal's address
/// @param by who publishes it
/// @param rows what matched besides title and description
/// @param formats codes of EU file types
/// @param modified ISO date; empty when unknown
public record Hit(
    String path,
    String by,
    Marked title,
    Marked description,
    List<Marked> rows,
    List<String> formats,
    String modified) {

  public Hit {
    rows = List.copyOf(rows);
    formats = List.copyOf(formats);
  }
}
