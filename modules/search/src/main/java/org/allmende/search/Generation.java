package org.allmende.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;

/// One index on disk, from its first document to its replacement by the next.
final class Generation implements Closeable {

  private static final String POSITION = "position";
  private static final String SCHEMA = "schema";
  private static final String STORE = "store";
  private static final double BUFFER_MEGABYTES = 48;
  private static final double SEGMENT_IN_MEMORY_MEGABYTES = 2;
  private static final double IN_MEMORY_MEGABYTES = 16;

  private final Directory directory;
  private final IndexWriter writer;
  private final Identity identity;
  private final Worth.Remembered worths = new Worth.Remembered();
  private final Snapshots snapshots;
  private volatile long position;
  private volatile long written;

  /// What an index has to be of to be ours.
  ///
  /// @param store the store's id
  /// @param schema the form of its documents
  record Identity(String store, String schema) {}

  private Generation(Directory directory, Identity identity, long position) throws IOException {
    this.directory = directory;
    this.identity = identity;
    this.position = position;
    this.written = position;
    this.writer = new IndexWriter(directory, config());
    this.snapshots = new Snapshots();
  }

  /// Small new segments stay in memory until they are committed or merged: a dataset that has just
  /// been published is shown without making a file.
  private static Directory open(Path folder) throws IOException {
    return new NRTCachingDirectory(
        FSDirectory.open(folder), SEGMENT_IN_MEMORY_MEGABYTES, IN_MEMORY_MEGABYTES);
  }

  /// An index without documents.
  static Generation empty(Path folder, Identity identity) throws IOException {
    return new Generation(open(folder), identity, 0);
  }

  /// An index that is there, after every byte of it was checked.
  ///
  /// @param newest the store's change number; an index ahead of its store is none of its
  /// @throws IOException when it is damaged, or not the store's
  static Generation existing(Path folder, Identity identity, long newest) throws IOException {
    Directory directory = open(folder);
    try {
      return new Generation(directory, identity, checked(directory, identity, newest));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static long checked(Directory directory, Identity identity, long newest)
      throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = reader.getIndexCommit().getUserData();
      var found = new Identity(data.getOrDefault(STORE, ""), data.getOrDefault(SCHEMA, ""));
      long position = Long.parseLong(data.getOrDefault(POSITION, "-1"));
      if (!found.equals(identity) || position < 0 || position > newest) {
        throw new IOException("index of " + found + " at " + position);
      }
      for (LeafReaderContext leaf : reader.leaves()) {
        ((CodecReader) leaf.reader()).checkIntegrity();
      }
      return position;
    }
  }

  private static IndexWriterConfig config() {
    return new IndexWriterConfig(new KeywordAnalyzer())
        .setSimilarity(similarity())
        .setCodec(new SmallBlocks())
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setCommitOnClose(false);
  }

  private static Similarity similarity() {
    return new PerFieldSimilarityWrapper() {
      @Override
      public Similarity get(String field) {
        if (Impacts.FIELDS.contains(field)) {
          return Impacts.similarity();
        }
        return new BM25Similarity(1.2f, Ranking.LENGTH.getOrDefault(field, 0.75f));
      }
    };
  }

  /// Adds a document that is known to be new.
  void add(Document document) throws IOException {
    writer.addDocument(document);
  }

  void put(String id, Document document) throws IOException {
    writer.updateDocument(new Term(Fields.ID, id), document);
  }

  void remove(String id) throws IOException {
    writer.deleteDocuments(new Term(Fields.ID, id));
  }

  long position() {
    return position;
  }

  /// Shows everything written so far as the state of that change.
  void show(long change) throws IOException {
    written = change;
    snapshots.maybeRefreshBlocking();
    position = change;
  }

  /// Makes durable what is shown.
  void commit() throws IOException {
    long shown = position;
    writer.setLiveCommitData(
        Map.of(POSITION, Long.toString(shown), SCHEMA, identity.schema(), STORE, identity.store())
            .entrySet());
    writer.commit();
  }

  LuceneSnapshot acquire() throws IOException {
    return snapshots.acquire();
  }

  void release(LuceneSnapshot snapshot) throws IOException {
    snapshots.release(snapshot);
  }

  @Override
  public void close() throws IOException {
    try (directory;
        writer) {
      snapshots.close();
    }
  }

  /// Lets searches keep the snapshot they began with while a newer one is there.
  private final class Snapshots extends ReferenceManager<LuceneSnapshot> {

    Snapshots() throws IOException {
      FacetColumns none = FacetColumns.none(new FacetTerms());
      current = snapshot(DirectoryReader.open(writer), none);
    }

    private LuceneSnapshot snapshot(DirectoryReader reader, FacetColumns before)
        throws IOException {
      var searcher = new IndexSearcher(reader);
      searcher.setSimilarity(similarity());
      return new LuceneSnapshot(reader, searcher, written, before.of(reader), worths);
    }

    @Override
    protected @Nullable LuceneSnapshot refreshIfNeeded(LuceneSnapshot old) throws IOException {
      DirectoryReader newer = DirectoryReader.openIfChanged(old.reader(), writer);
      if (newer == null && old.position() == written) {
        return null;
      }
      if (newer == null) {
        old.reader().incRef();
        return old.at(written);
      }
      return snapshot(newer, old.columns());
    }

    @Override
    protected boolean tryIncRef(LuceneSnapshot snapshot) {
      return snapshot.reader().tryIncRef();
    }

    @Override
    protected int getRefCount(LuceneSnapshot snapshot) {
      return snapshot.reader().getRefCount();
    }

    @Override
    protected void decRef(LuceneSnapshot snapshot) throws IOException {
      snapshot.reader().decRef();
    }
  }
}
