package org.allmende.web.page;

/// Asks before a source is removed.
///
/// @param formToken shows that the form came from here
/// @param list the page of all sources
/// @param source the page of the source
/// @param path where the form is sent
/// @param tenant its name
/// @param name of the source
/// @param given how many datasets it has given that are still here
/// @param datasets the list of the tenant's datasets
/// @param note why it was not removed; empty where nobody has tried
public record SourceRemovalPage(
    String formToken,
    String list,
    String source,
    String path,
    String tenant,
    String name,
    int given,
    String datasets,
    String note) {}
