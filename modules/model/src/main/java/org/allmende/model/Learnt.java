package org.allmende.model;

import java.util.List;

/// What may hold of a dataset because it holds of others that are like it.
///
/// @param themes URIs, the likeliest first
/// @param keywords as they are written there, the likeliest first
public record Learnt(List<Share> themes, List<Share> keywords) {

  /// Nothing is like it.
  public static final Learnt NOTHING = new Learnt(List.of(), List.of());

  public Learnt {
    themes = List.copyOf(themes);
    keywords = List.copyOf(keywords);
  }

  /// A value and how much of the likeness speaks for it.
  ///
  /// @param share from 0 to 1
  public record Share(String value, double share) {}
}
