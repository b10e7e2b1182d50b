package org.allmende.catalog.store;

/// The store's answer to a write. It is given after the commit is durable, but by
/// [DatasetStore#fill].
///
/// @param change the change number from which on the write is visible
/// @param changed false when the store already held exactly this, and nothing was written
public record Receipt(long change, boolean changed) {}
