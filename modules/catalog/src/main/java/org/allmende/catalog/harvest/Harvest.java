package org.allmende.catalog.harvest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.jspecify.annotations.Nullable;

/// One run over a source, and what came of it.
///
/// @param number counted from 1 for each source; 0 for a dry run, which is not kept
/// @param started when it began
/// @param ended when it ended
/// @param outcome how it ended
/// @param complete whether the source was seen to its end
/// @param replayOf the run whose tape was played; 0 when the source was asked
/// @param counts how many records came to which result
/// @param findings about the source as a whole
public record Harvest(
    int number,
    Instant started,
    Instant ended,
    Outcome outcome,
    boolean complete,
    int replayOf,
    Map<Result, Integer> counts,
    List<Finding> findings) {

  public Harvest {
    counts = Map.copyOf(counts);
    findings = List.copyOf(findings);
  }

  /// How a run ended.
  public enum Outcome {
    DONE,
    /// More would go than goes without asking. Everything else is done.
    ASKS,
    /// The source could not be read, for now.
    LATER,
    /// The source cannot be read.
    FAILED
  }

  /// What became of a record.
  public enum Result {
    ADDED,
    CHANGED,
    UNCHANGED,
    DELETED,
    /// Another source gives the same dataset and is shown.
    DUPLICATE,
    /// The source has it no more, but it stays for now.
    KEPT,
    /// It was not taken in.
    REFUSED,
    /// The source has it, but it could not be read.
    LOST
  }

  public int count(Result result) {
    return counts.getOrDefault(result, 0);
  }

  /// What became of one record.
  ///
  /// @param id what the source calls it
  /// @param uri in the source; null where it could not be read
  /// @param dataset its place here; null where it has none
  /// @param findings what was repaired, and why it came to this
  /// @param difference in a dry run what would change, line by line
  public record Line(
      String id,
      @Nullable String uri,
      @Nullable DatasetId dataset,
      Result result,
      List<Finding> findings,
      List<String> difference) {

    public Line {
      findings = List.copyOf(findings);
      difference = List.copyOf(difference);
    }
  }
}
