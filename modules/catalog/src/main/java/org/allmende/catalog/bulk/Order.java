package org.allmende.catalog.bulk;

/// What shall be done to several datasets.
public sealed interface Order {

  /// Something is said of each.
  record Edit(Changes changes) implements Order {}

  /// Drafts are submitted to those who may publish them.
  record Submit() implements Order {}

  /// Drafts become public.
  record Publish() implements Order {}

  /// What is public is taken out of the catalogue.
  ///
  /// @param reason may be empty
  record Withdraw(String reason) implements Order {}
}
