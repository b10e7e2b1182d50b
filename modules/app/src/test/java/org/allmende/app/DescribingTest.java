package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.browsing.Describing;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribingTest {

  private static final DatasetId ID = new DatasetId("schrittstadt", "zaehlung");
  private static final String URI = Place.BASE + "/datasets/" + ID;

  private final AtomicReference<Instant> clock = new AtomicReference<>(Place.NOW.plusMillis(120));

  private static Entry entry(State state, String title) {
    Graph graph =
        RDFParser.fromString(
                "<" + URI + "> <http://purl.org/dc/terms/title> \"" + title + "\" .", Lang.TURTLE)
            .toGraph();
    return new Entry(ID, URI, state, graph, "");
  }

  @Test
  void describesAVersionWithItsOwnRecordWhateverIsWrittenMeanwhile(@TempDir Path data)
      throws Exception {
    try (var place = new Place(data, clock::get)) {
      var store = place.installation.directory().datasets();
      var describing = new Describing(store, place.installation.addresses());
      store.put(entry(State.PUBLISHED, "Erste"));
      Stored first = store.find(ID).orElseThrow();
      Graph asStored = GraphFactory.createDefaultGraph();
      GraphUtil.addInto(asStored, first.entry().graph());
      GraphUtil.addInto(
          asStored, store.graph(place.installation.addresses().record(ID)).orElseThrow());
      assertSame(asStored, describing.graph(first));
      clock.set(Place.NOW.plusSeconds(7));
      store.put(entry(State.PUBLISHED, "Zweite"));
      assertSame(asStored, describing.graph(first));
      store.put(entry(State.WITHDRAWN, "Zweite"));
      assertSame(asStored, describing.graph(first));
    }
  }

  private static void assertSame(Graph expected, Graph found) {
    assertTrue(expected.isIsomorphicWith(found), () -> expected + "\n" + found);
    assertEquals(
        expected.stream().map(Object::toString).sorted().toList(),
        found.stream().map(Object::toString).sorted().toList());
  }
}
