package org.allmende.web.page;

/// Says what was done and goes on by itself.
///
/// @param next where to, as an address
/// @param said what was done
public record PassagePage(String next, String said) {}
