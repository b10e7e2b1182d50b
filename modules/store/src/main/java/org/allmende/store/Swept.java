package org.allmende.store;

/// What a sweep has taken away: files that nothing refers to.
///
/// @param files how many
/// @param bytes how large they were together
public record Swept(int files, long bytes) {}
