package org.allmende.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;

/// A catalogue service for the web, [CSW 2.0.2](https://www.ogc.org/standards/cat/), that gives its
/// records in ISO 19139; records in DCAT are read as well.
final class CswSource implements CatalogueReader {

  private static final int PAGE = 50;
  private static final int MOST_PAGES = 40_000;
  private static final List<String> METADATA =
      List.of("MD_Metadata", "MI_Metadata", "CHE_MD_Metadata");

  @Override
  public void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException {
    URI address = service(source.address());
    long start = 1;
    for (int page = 0; page < MOST_PAGES; page++) {
      Fetched answer = fetcher.fetch(request(source, address, start));
      Element root = Element.read(answer);
      refused(root);
      Element results = root.named("SearchResults").stream().findFirst().orElse(root);
      records(root, address, sink);
      long matched = number(results, "numberOfRecordsMatched");
      long returned = number(results, "numberOfRecordsReturned");
      long next = number(results, "nextRecord");
      if (next == 0 || (matched >= 0 && next > matched)) {
        if (matched >= 0) {
          sink.complete(matched);
        }
        return;
      }
      if (next <= start || returned == 0) {
        sink.finding(stuck(next));
        return;
      }
      start = next;
    }
  }

  private static URI service(URI address) {
    String bare = address.toString().replaceFirst("[?#].*", "");
    return URI.create(bare);
  }

  private static Request request(Source source, URI address, long start) {
    String schema =
        source
            .option("schema")
            .orElse("http://www.isotc211.org/2005/gmd")
            .replaceAll("[<>&\"]", "");
    String body =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <csw:GetRecords xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" service="CSW" version="2.0.2"\
         resultType="results" startPosition="%d" maxRecords="%d" outputFormat="application/xml"\
         outputSchema="%s"><csw:Query typeNames="csw:Record"><csw:ElementSetName>full</csw:ElementSetName>\
        </csw:Query></csw:GetRecords>
        """
            .formatted(start, PAGE, schema);
    return Request.post(address, "application/xml", "application/xml", body);
  }

  private static void refused(Element root) throws SourceFailed {
    if (root.name().equals("ExceptionReport")) {
      String why = root.named("ExceptionText").stream().map(Element::text).findFirst().orElse("");
      throw SourceFailed.because(
          "harvest-csw-refused",
          new Text(
              "Der Dienst lehnt die Anfrage ab: " + why, "The service refuses the request: " + why),
          new Text(
              "Prüfen Sie, ob unter der Adresse ein CSW 2.0.2 antwortet.",
              "Check whether a CSW 2.0.2 answers at the address."));
    }
  }

  /// The records of an answer, whatever they are wrapped in.
  static void records(Element root, URI address, Catalogues.Sink sink) throws IOException {
    for (String name : METADATA) {
      for (Element metadata : root.named(name)) {
        record(metadata, address, sink);
      }
    }
    for (Element rdf : root.named("RDF")) {
      rdf(rdf.document(), address, sink);
    }
    for (Element dataset : bare(root)) {
      rdf(dataset.document(), address, sink);
    }
  }

  /// Datasets in RDF that nothing is wrapped around.
  private static List<Element> bare(Element root) {
    return Stream.concat(Stream.of(root), root.named("SearchResults").stream())
        .flatMap(e -> e.children().stream())
        .filter(e -> e.name().equals("Dataset") && e.namespace().equals(Terms.DCAT_NS))
        .distinct()
        .toList();
  }

  private static void record(Element metadata, URI address, Catalogues.Sink sink) {
    sink.record(IsoToDcat.record(metadata, address.toString()));
  }

  private static void rdf(byte[] document, URI address, Catalogues.Sink sink) throws IOException {
    new RdfFiles()
        .read(
            new ByteArrayInputStream(document),
            Lang.RDFXML,
            document.length,
            address.toString(),
            new RdfFiles.Sink() {
              @Override
              public void record(String uri, Graph graph, boolean more) {
                sink.record(Named.record(uri, graph, address.toString()));
              }

              @Override
              public void rest(Graph graph) {
                // What belongs to no dataset is not taken from a service.
              }

              @Override
              public void finding(Finding finding) {
                sink.finding(finding);
              }
            });
  }

  private static long number(Element results, String attribute) {
    String text = results.attribute(attribute);
    return text.matches("\\d{1,12}") ? Long.parseLong(text) : -1;
  }

  private static Finding stuck(long next) {
    return new Finding(
        "harvest-incomplete",
        Severity.WARNING,
        new Finding.Place(null, null, Long.toString(next)),
        new Text(
            "Der Dienst nennt keinen nächsten Abschnitt, der weiterführt; es wird nichts gelöscht.",
            "The service names no next part that leads on; nothing is deleted."),
        new Text(
            "Melden Sie der Quelle, dass nextRecord nicht stimmt.",
            "Tell the source that nextRecord is wrong."));
  }
}
