package org.allmende.catalog.accounts;

import java.util.Set;

/// Somebody, as an identity provider describes them.
///
/// @param issuer who says so
/// @param subject by what name the provider knows them for good
/// @param login what they are called there
/// @param name as others see it; empty where the provider does not say
/// @param groups they belong to
public record Identity(
    String issuer, String subject, String login, String name, Set<String> groups) {

  /// The longest name of a subject, as the standard has it.
  public static final int LONGEST_SUBJECT = 255;

  /// @throws IllegalArgumentException when there is no subject
  public Identity {
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException("a subject has 1 to " + LONGEST_SUBJECT + " characters");
    }
    name = name.strip();
    if (name.length() > Person.LONGEST_NAME) {
      name = name.substring(0, Person.LONGEST_NAME).strip();
    }
    groups = Set.copyOf(groups);
  }
}
