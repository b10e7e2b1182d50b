package org.allmende.catalog.harvest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The runs over each source: what the source answered, and what became of each record. A number of
/// runs is kept of each; the oldest go first.
public interface HarvestJournal {

  /// Begins a run.
  Recording begin(Source source) throws IOException;

  /// The runs that are kept, oldest first.
  List<Harvest> runs(Source source) throws IOException;

  /// What the source answered in a run; empty where there is no such run.
  Optional<Tape> tape(Source source, int run) throws IOException;

  /// What became of each record in a run, for as long as somebody wants more; false where there is
  /// no such run.
  boolean log(Source source, int run, Predicate<Harvest.Line> more) throws IOException;

  /// Throws away all runs over a source.
  void forget(Source source) throws IOException;

  /// A run that is under way.
  interface Recording extends AutoCloseable {

    /// Counted from 1 for each source.
    int number();

    /// Takes what the source answers.
    Tape tape();

    /// Writes down what became of a record.
    void line(Harvest.Line line) throws IOException;

    /// Keeps the run.
    void finish(Harvest harvest) throws IOException;

    /// Throws the run away, unless it was finished.
    @Override
    void close() throws IOException;
  }
}
