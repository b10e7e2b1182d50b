package org.allmende.web.page;

/// A tenant, and how many datasets the link will show.
public record TenantLink(String value, String label, String href, long count) {}
