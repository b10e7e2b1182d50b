package org.allmende.web.page;

/// A step of a pagination; without an address it is a gap.
///
/// @param spoken what a screen reader says
public record PageLink(String label, String spoken, String href, boolean current) {}
