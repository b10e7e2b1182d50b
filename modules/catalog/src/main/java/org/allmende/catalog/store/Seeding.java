package org.allmende.catalog.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.model.Addresses;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.vocabulary.VocabularyGraph;

/// Puts into the store what every installation publishes: the vocabularies, and the catalogue of
/// all tenants. A list that the store has already is not even parsed.
public final class Seeding {

  private static final int MARK = 32;

  private final DatasetStore store;
  private final DerivedFiles derived;
  private final Addresses addresses;

  public Seeding(DatasetStore store, DerivedFiles derived, Addresses addresses) {
    this.store = store;
    this.derived = derived;
    this.addresses = addresses;
  }

  /// Brings the store up to date.
  public void seed(Vocabularies vocabularies) {
    lists(vocabularies);
    store.putGraph(addresses.catalog(), CatalogPage.installation(addresses));
  }

  /// Brings the vocabularies up to date, which are the same under every address.
  public void lists(Vocabularies vocabularies) {
    vocabularies.graphs().forEach(this::seed);
  }

  private void seed(VocabularyGraph list) {
    // Not the whole hash, see DerivedFiles.put.
    String key = "vocabulary-" + list.checksum().hex().substring(0, MARK);
    byte[] owner = store.id().getBytes(StandardCharsets.UTF_8);
    Optional<byte[]> seeded = derived.get(key);
    if (seeded.isEmpty() || !Arrays.equals(seeded.get(), owner)) {
      store.putGraph(list.name(), list.graph().get());
      derived.put(key, owner);
    }
  }
}
