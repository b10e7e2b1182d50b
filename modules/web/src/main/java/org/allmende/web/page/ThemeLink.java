package org.allmende.web.page;

/// A theme with its sign, and how many datasets the link will show.
public record ThemeLink(String label, String icon, String href, long count) {}
