package org.allmende.web.page;

/// A number and what it counts.
public record Tile(String number, String label) {}
