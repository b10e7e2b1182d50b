package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.allmende.catalog.store.Seeding;
import org.allmende.store.DataDirectory;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// Vocabularies are put into a store once, and a start finds out at once that they are there.
final class SeedingTest {

  private static long change(Path data) throws IOException {
    try (var place = Installation.open(data, Place.BASE)) {
      return place.directory().datasets().change();
    }
  }

  @Test
  void aNewStoreHoldsEveryList(@TempDir Path data) throws IOException {
    try (var place = Installation.open(data, Place.BASE)) {
      for (var list : Vocabularies.shipped().graphs()) {
        var there = place.directory().datasets().graph(list.name());
        assertTrue(there.isPresent(), list.name());
        assertEquals(list.graph().get().size(), there.get().size(), list.name());
      }
    }
  }

  @Test
  void aStartWritesNothingWhereAllIsThere(@TempDir Path data) throws IOException {
    long change = change(Place.furnished(data));
    assertEquals(change, change(data));
    try (var directory = DataDirectory.open(data, Place.BASE, Instant::now)) {
      directory.compact();
    }
    FileSystemUtils.deleteRecursively(data.resolve("derived"));
    assertFalse(Files.exists(data.resolve("derived")));
    assertEquals(change, change(data));
  }

  @Test
  void aStartPutsInWhatIsOfAnotherEdition(@TempDir Path data) throws IOException {
    try (var place = new Place(data)) {
      var store = place.installation.directory().datasets();
      var list = Vocabularies.shipped().graphs().getFirst();
      store.putGraph(list.name(), GraphFactory.createDefaultGraph());
      place.installation.seed();
      assertTrue(store.graph(list.name()).isEmpty(), "it is said to be there");
      var editions = Seeding.editions(Vocabularies.shipped());
      var ours = editions.find(NodeFactory.createURI(list.name()), null, null).next();
      editions.delete(ours);
      editions.add(ours.getSubject(), ours.getPredicate(), NodeFactory.createURI("urn:sha256:0"));
      store.putGraph(Seeding.EDITIONS, editions);
      place.installation.seed();
      assertTrue(store.graph(list.name()).isPresent());
      assertTrue(
          store
              .graph(Seeding.EDITIONS)
              .orElseThrow()
              .isIsomorphicWith(Seeding.editions(Vocabularies.shipped())));
    }
  }

  @Test
  void aStoreThatDoesNotSayWhatItHasIsAskedOnce(@TempDir Path data) throws IOException {
    try (var place = new Place(data)) {
      var store = place.installation.directory().datasets();
      store.putGraph(Seeding.EDITIONS, GraphFactory.createDefaultGraph());
      place.installation.seed();
      long change = store.change();
      place.installation.seed();
      assertEquals(change, store.change());
      assertTrue(store.graph(Seeding.EDITIONS).isPresent());
    }
  }
}
