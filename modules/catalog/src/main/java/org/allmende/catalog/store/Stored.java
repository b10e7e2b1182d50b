package org.allmende.catalog.store;

import java.time.Instant;

/// A dataset as the store holds it.
///
/// @param entry what was put
/// @param change the number of the change that last touched it
/// @param issued when it was first published here, or first stored while it is a draft
/// @param modified when it was last changed here
public record Stored(Entry entry, long change, Instant issued, Instant modified) {}
