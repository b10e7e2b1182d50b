package org.allmende.store;

/// What compacting has brought.
///
/// @param before bytes of the store before
/// @param after bytes of the store after
/// @param swept files that nothing referred to
public record Compacted(long before, long after, Swept swept) {}
