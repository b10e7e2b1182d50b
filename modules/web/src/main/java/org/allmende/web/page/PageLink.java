package org.allmende.web.page;

/// A step of a pagination; without an address it is a gap.
///
/// @param spoken what a screen reader says
public record PageLink(String label, String spoken, String href, boolean current) {

  /// The same step, to a place in its page.
  public PageLink at(String fragment) {
    return new PageLink(label, spoken, href + fragment, current);
  }
}
