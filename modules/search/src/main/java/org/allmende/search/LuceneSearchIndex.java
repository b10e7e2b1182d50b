package org.allmende.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.store.NotReady;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;
import org.apache.lucene.store.AlreadyClosedException;

/// The search as a Lucene index in this process that follows the store.
public final class LuceneSearchIndex implements SearchIndex {

  private final Follower follower;
  private final Answering answering;

  private LuceneSearchIndex(Follower follower, Answering answering) {
    this.follower = follower;
    this.answering = answering;
  }

  /// Opens the index in a folder and brings it to where the store is. An index that is missing,
  /// damaged, of another store or form is built anew from the store before this returns.
  ///
  /// @param folder the index's own folder
  public static LuceneSearchIndex open(Path folder, PublishedGraphs store, Answering answering) {
    try {
      var follower =
          new Follower(new Shelf(folder), store, answering.documents(), answering.schema());
      follower.start();
      return new LuceneSearchIndex(follower, answering);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Results search(Request request) {
    return answering.search(this::ask, request);
  }

  @Override
  public List<Hit> best(String text, int limit) {
    return answering.best(this::ask, text, limit);
  }

  @Override
  public List<Suggestion> suggest(String typed, int limit) {
    return answering.suggest(this::ask, typed, limit);
  }

  @Override
  public List<Hit> similar(DatasetId id, int limit) {
    return answering.similar(this::ask, id, limit);
  }

  @Override
  public Learnt classify(DatasetId asking, String title, List<String> columns) {
    return answering.classify(this::ask, asking, title, columns);
  }

  private <T> T ask(Snapshot.Work<T> question) {
    try {
      Generation generation = follower.generation();
      LuceneSnapshot snapshot = acquire(generation);
      try {
        return question.of(snapshot);
      } finally {
        generation.release(snapshot);
      }
    } catch (AlreadyClosedException e) {
      throw new NotReady(name(), e);
    } catch (IOException | UncheckedIOException e) {
      follower.distrust();
      throw new NotReady(name(), e);
    }
  }

  private static LuceneSnapshot acquire(Generation generation) throws IOException {
    return generation.acquire();
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public long position() {
    return follower.generation().position();
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return follower.await(change, atMost);
  }

  @Override
  public void rebuild() {
    follower.rebuild();
  }

  @Override
  public void close() {
    answering.close();
    follower.close();
  }
}
