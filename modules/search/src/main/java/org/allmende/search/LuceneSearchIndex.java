package org.allmende.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.catalog.store.NotReady;
import org.allmende.dcat.quality.Quality;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;
import org.allmende.model.Tenant;
import org.allmende.search.german.Words;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Vocabularies;
import org.apache.lucene.store.AlreadyClosedException;

/// The search as a Lucene index in this process that follows the store.
public final class LuceneSearchIndex implements SearchIndex {

  private final Follower follower;
  private final Searching searching;
  private final Suggesting suggesting;
  private final PastQueries past;
  private final Resembling resembling;
  private final Classifying classifying;

  private LuceneSearchIndex(
      Follower follower,
      Searching searching,
      Suggesting suggesting,
      PastQueries past,
      Resembling resembling,
      Classifying classifying) {
    this.follower = follower;
    this.searching = searching;
    this.suggesting = suggesting;
    this.past = past;
    this.resembling = resembling;
    this.classifying = classifying;
  }

  /// Opens the index in a folder and brings it to where the store is. An index that is missing,
  /// damaged, of another store or form is built anew from the store before this returns.
  ///
  /// @param folder the index's own folder
  /// @param tenants tells a tenant by its slug, for names and official keys
  /// @param data tells the words in the tables of a dataset
  /// @param quality tells how good a description is
  /// @param derived keeps which searches have found something
  /// @param clock tells how old data are
  public static LuceneSearchIndex open(
      Path folder,
      DatasetStore store,
      Vocabularies vocabularies,
      Function<String, Optional<Tenant>> tenants,
      Function<DatasetId, List<String>> data,
      Quality quality,
      DerivedFiles derived,
      InstantSource clock) {
    var words = new Words(vocabularies.places().all().stream().map(Place::name).toList());
    var terms = new Terms(words);
    var synonyms = Synonyms.shipped(words);
    var hits = new Hits(new Highlighter(words));
    try {
      var follower =
          new Follower(
              new Shelf(folder),
              store,
              new DatasetDocument(terms, vocabularies, tenants, data, quality),
              Fields.SCHEMA + "-" + words.fingerprint());
      follower.start();
      return new LuceneSearchIndex(
          follower,
          new Searching(words, synonyms, vocabularies, hits, clock),
          new Suggesting(vocabularies),
          new PastQueries(derived, store.id(), clock).start(),
          new Resembling(words, hits),
          new Classifying(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What other installations ask is not counted among what people here search for.
  @Override
  public Results search(Request request) {
    Results results = found(request);
    if (!request.measured()) {
      past.heard(request, results);
    }
    return results;
  }

  /// Asked by queries, not typed by people, and not counted among what they search for.
  @Override
  public List<Hit> best(String text, int limit) {
    return SearchIndex.first(this::found, text, limit);
  }

  private Results found(Request request) {
    return ask(snapshot -> snapshot.answer(request, () -> searching.search(snapshot, request)));
  }

  @Override
  public List<Suggestion> suggest(String typed, int limit) {
    return ask(snapshot -> suggesting.suggest(snapshot, past, typed, limit));
  }

  @Override
  public List<Hit> similar(DatasetId id, int limit) {
    return ask(snapshot -> resembling.similar(snapshot, id, limit));
  }

  @Override
  public Learnt classify(DatasetId asking, String title, List<String> columns) {
    return ask(snapshot -> classifying.classify(snapshot, asking, title, columns));
  }

  /// A question to one snapshot.
  private interface Asked<T> {
    T of(Snapshot snapshot) throws IOException;
  }

  private <T> T ask(Asked<T> question) {
    try {
      Generation generation = follower.generation();
      Snapshot snapshot = acquire(generation);
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

  private static Snapshot acquire(Generation generation) throws IOException {
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
    past.close();
    follower.close();
  }
}
