package org.allmende.web.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.InstantSource;
import org.allmende.catalog.store.Entry;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.MemoryStore;
import org.allmende.web.MemoryTrail;
import org.allmende.web.Portal;
import org.allmende.web.page.Link;
import org.allmende.web.page.Words;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultLinksTest {

  private static final String ELSEWHERE = "https://elsewhere.example/d/";

  private final MemoryStore store = new MemoryStore(InstantSource.system(), new MemoryTrail());
  private final ResultLinks.OfPage links =
      new ResultLinks(store, Vocabularies.shipped(), new Addresses(Portal.BASE))
          .page(Words.GERMAN, "/sparql");

  ResultLinksTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "https://daten.example.org/datasets/weidenstedt/baeume, /datasets/weidenstedt/baeume",
    "https://daten.example.org/datasets/weidenstedt/baeume.csv, /datasets/weidenstedt/baeume.csv",
    "https://daten.example.org/datasets/weidenstedt/baeume#csv,"
        + " /sparql?query=DESCRIBE+%3Chttps%3A%2F%2Fdaten.example.org%2Fdatasets%2Fweidenstedt%2Fbaeume%23csv%3E",
    "https://daten.example.org.evil.example/x, https://daten.example.org.evil.example/x",
    "http://publications.europa.eu/resource/authority/data-theme/TRAN, /datasets?theme=TRAN",
    "http://publications.europa.eu/resource/authority/file-type/CSV, /datasets?format=CSV",
    "http://dcat-ap.de/def/licenses/dl-by-de/2.0, /datasets?license=dl-by-de%2F2.0",
    "http://publications.europa.eu/resource/authority/language/DEU,"
        + " /sparql?query=DESCRIBE+%3Chttp%3A%2F%2Fpublications.europa.eu%2Fresource%2Fauthority%2Flanguage%2FDEU%3E",
    "https://www.example.com/a?b=c, https://www.example.com/a?b=c",
    "javascript:alert(1), ''",
    "urn:x, ''",
  })
  void leadOn(String uri, String href) {
    assertEquals(href, links.of(uri).href());
  }

  @Test
  void nameConcepts() {
    Link theme = links.of("http://publications.europa.eu/resource/authority/data-theme/TRAN");
    assertEquals("Verkehr", theme.label());
  }

  @Test
  void leadToThePageHereOfWhatIsPublishedElsewhere() {
    put("offen", State.PUBLISHED);
    put("entwurf", State.DRAFT);
    assertEquals("/datasets/weidenstedt/offen", links.of(ELSEWHERE + "offen").href());
    assertEquals(ELSEWHERE + "entwurf", links.of(ELSEWHERE + "entwurf").href());
  }

  private void put(String slug, State state) {
    var id = new DatasetId("weidenstedt", slug);
    store.put(new Entry(id, ELSEWHERE + slug, state, GraphFactory.createDefaultGraph(), ""));
  }
}
