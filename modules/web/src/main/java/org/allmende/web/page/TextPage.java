package org.allmende.web.page;

import java.util.List;

/// A text of the operator or of a tenant, and what the program itself says on the matter.
///
/// @param tenant whose text it is, with the tenant's page; without words for the portal's
/// @param html the text; empty where nobody has written any
/// @param language of the text
/// @param ours what the program says below it
/// @param others other texts
public record TextPage(
    String title, Link tenant, String html, String language, Ours ours, List<Link> others) {

  public TextPage {
    others = List.copyOf(others);
  }

  /// What the program says itself.
  public enum Ours {
    NOTHING,
    ACCESSIBILITY,
    PRIVACY,
    PLAIN_LANGUAGE
  }
}
