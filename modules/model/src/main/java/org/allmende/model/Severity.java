package org.allmende.model;

/// How much a finding weighs.
public enum Severity {
  /// Worth knowing; nothing to do.
  INFO,
  /// Something is probably wrong; it is published all the same.
  WARNING,
  /// Nothing is published until somebody decides.
  BLOCKING
}
