package org.allmende.catalog.accounts;

/// Why an identity provider has not said who somebody is.
public final class ProviderFailed extends Exception {

  private static final long serialVersionUID = 1;

  /// What a person has to know of it.
  public enum Why {
    /// It cannot be reached, or answers what is no answer.
    UNREACHABLE,
    /// Whoever was there broke off, or was not let in.
    REFUSED,
    /// What it vouches for does not stand up to the check.
    NOT_BELIEVED
  }

  private final Why why;

  /// @param message for the operator, without anything secret
  public ProviderFailed(Why why, String message) {
    super(message);
    this.why = why;
  }

  public ProviderFailed(Why why, String message, Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
