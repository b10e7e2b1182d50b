package org.allmende.web.page;

/// A tenant, and how many datasets the link will show.
///
/// @param crest the address of its crest; empty where it has none
public record TenantLink(String value, String label, String href, long count, String crest) {}
