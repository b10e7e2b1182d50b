package org.allmende.web.page;

/// A link and what it says.
public record Link(String label, String href) {}
