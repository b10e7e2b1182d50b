package org.allmende.sparql.results;

/// Something true that this form cannot say, such as a control character in XML.
public final class Inexpressible extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Inexpressible(String message) {
    super(message);
  }
}
