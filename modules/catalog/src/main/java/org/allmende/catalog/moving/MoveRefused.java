package org.allmende.catalog.moving;

/// A file that is not taken in, and why. Nothing has been written.
public final class MoveRefused extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /// What can be wrong.
  public enum Reason {
    /// It holds no tenant, or is broken.
    NOT_A_TENANT,
    /// A newer Allmende has written it.
    NEWER,
    /// The tenant has datasets, people, tokens or sources here already.
    TENANT_IS_HERE,
    /// A dataset of another tenant has this URI.
    URI_IS_TAKEN,
    /// Another tenant has a token of this name.
    TOKEN_IS_TAKEN,
    /// Another tenant has this domain.
    DOMAIN_IS_TAKEN,
    /// A file is missing, or its bytes are not those of its name.
    FILE_DAMAGED
  }

  MoveRefused(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// What it is about, such as a URI.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
