package org.allmende.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a backup holds. It is the last entry of the backup, as JSON: a file without it is not a
/// whole one.
///
/// @param layout the version of the data directory's layout, as [DataDirectory] writes it
/// @param made when
/// @param store the name of the store it is of
/// @param change the change number at which everything in it stands
/// @param datasets how many datasets there are, in whatever state
/// @param since the backup that it goes on from; null when it holds everything
/// @param statements those that are in it, as N-Quads: graphs and the private part
/// @param shares all statements of the store, told by [Shares]
/// @param files the original bytes that are in it; their hash is that of the lines `{hash} {size}`
/// @param names all files of the store, in it or in what it goes on from
/// @param damaged files in it whose bytes were not those of their name; they are not restored
public record Manifest(
    int layout,
    Instant made,
    String store,
    long change,
    long datasets,
    @Nullable Since since,
    Part statements,
    Part shares,
    Part files,
    Part names,
    List<String> damaged) {

  public Manifest {
    damaged = List.copyOf(damaged);
    Objects.requireNonNull(store);
    Objects.requireNonNull(statements);
    Objects.requireNonNull(shares);
    Objects.requireNonNull(files);
    Objects.requireNonNull(names);
  }

  /// A part of a backup.
  ///
  /// @param count how many statements or files
  /// @param bytes how long it is, or they are together, before compression
  /// @param sha256 tells whether it is as it was
  public record Part(long count, long bytes, String sha256) {
    public Part {
      if (count < 0 || bytes < 0) {
        throw new IllegalArgumentException("a part cannot hold less than nothing");
      }
      Objects.requireNonNull(sha256);
    }
  }

  /// An earlier backup.
  ///
  /// @param change at which it stands
  /// @param manifest the hash of its manifest, which tells it from all others
  public record Since(long change, String manifest) {
    public Since {
      Objects.requireNonNull(manifest);
    }
  }
}
