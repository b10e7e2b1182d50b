package org.allmende.catalog.store;

import java.time.Instant;
import java.util.List;
import org.allmende.catalog.said.Json;

/// The files of a dataset as they were public once, before others took their place.
///
/// @param number counted from 1
/// @param until when others took their place
/// @param files the files, the most telling first
public record Version(int number, Instant until, List<Notes.File> files) {

  /// The most that are kept of a dataset; the oldest go first.
  public static final int MOST = 1_000;

  public Version {
    files = List.copyOf(files);
  }

  /// The JSON for the store.
  public String write() {
    return Json.own().writeValueAsString(this);
  }

  /// Reads what [#write] has written.
  public static Version read(String json) {
    return Json.own().readValue(json, Version.class);
  }
}
