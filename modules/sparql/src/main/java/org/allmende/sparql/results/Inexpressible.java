package org.allmende.sparql.results;

import org.allmende.model.Text;

/// Something true that this form cannot say, such as a control character in XML.
public final class Inexpressible extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Text why;

  Inexpressible(String message) {
    this(message, message);
  }

  Inexpressible(String de, String en) {
    super(en);
    why = new Text(de, en);
  }

  /// What cannot be said.
  public Text why() {
    return why;
  }
}
