package org.allmende.search;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.dcat.quality.Quality;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;
import org.allmende.model.Tenant;
import org.allmende.search.german.Words;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Vocabularies;

/// What is the same whatever index stands behind: how datasets are written for it, and how
/// questions are understood, ranked and answered.
public final class Answering implements AutoCloseable {

  private final DatasetDocument documents;
  private final String schema;
  private final Searching searching;
  private final Suggesting suggesting;
  private final PastQueries past;
  private final Resembling resembling;
  private final Classifying classifying;

  /// Lets something look into the index as it stands.
  public interface Index {
    <T> T ask(Snapshot.Work<T> question);
  }

  /// @param store what the index follows
  /// @param tenants tells a tenant by its slug, for names and official keys
  /// @param data tells the words in the tables of a dataset
  /// @param quality tells how good a description is
  /// @param derived keeps which searches have found something
  /// @param clock tells how old data are
  public Answering(
      PublishedGraphs store,
      Vocabularies vocabularies,
      Function<String, Optional<Tenant>> tenants,
      Function<DatasetId, List<String>> data,
      Quality quality,
      DerivedFiles derived,
      InstantSource clock) {
    var words = new Words(vocabularies.places().all().stream().map(Place::name).toList());
    var synonyms = Synonyms.shipped(words);
    var hits = new Hits(new Highlighter(words));
    this.documents = new DatasetDocument(new Terms(words), vocabularies, tenants, data, quality);
    this.schema = Fields.SCHEMA + "-" + words.fingerprint();
    this.searching = new Searching(words, synonyms, vocabularies, hits, clock);
    this.suggesting = new Suggesting(vocabularies);
    this.past = new PastQueries(derived, store.id(), clock).start();
    this.resembling = new Resembling(words, hits);
    this.classifying = new Classifying(words);
  }

  /// Writes datasets the way an index keeps them.
  public DatasetDocument documents() {
    return documents;
  }

  /// The form of what is written; an index of another form is worthless.
  public String schema() {
    return schema;
  }

  /// What other installations ask is not counted among what people here search for.
  public Results search(Index index, Request request) {
    Results results = found(index, request);
    if (!request.measured()) {
      past.heard(request, results);
    }
    return results;
  }

  /// Asked by queries, not typed by people, and not counted among what they search for.
  public List<Hit> best(Index index, String text, int limit) {
    return SearchIndex.first(request -> found(index, request), text, limit);
  }

  private Results found(Index index, Request request) {
    return index.ask(
        snapshot -> snapshot.answer(request, () -> searching.search(snapshot, request)));
  }

  /// Completions of what has been typed so far.
  public List<Suggestion> suggest(Index index, String typed, int limit) {
    return index.ask(snapshot -> suggesting.suggest(snapshot, past, typed, limit));
  }

  /// Datasets like this one.
  public List<Hit> similar(Index index, DatasetId id, int limit) {
    return index.ask(snapshot -> resembling.similar(snapshot, id, limit));
  }

  /// What the datasets that are most like one have in common.
  public Learnt classify(Index index, DatasetId asking, String title, List<String> columns) {
    return index.ask(snapshot -> classifying.classify(snapshot, asking, title, columns));
  }

  @Override
  public void close() {
    past.close();
  }
}
