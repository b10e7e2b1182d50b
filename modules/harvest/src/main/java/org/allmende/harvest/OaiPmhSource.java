package org.allmende.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.w3c.dom.Element;

/// A repository that speaks [OAI-PMH
/// 2.0](https://www.openarchives.org/OAI/openarchivesprotocol.html) and has a format with DCAT. The
/// option `prefix` names the format, `set` a part of the repository; a record is called by its OAI
/// identifier.
final class OaiPmhSource implements CatalogueReader {

  private static final String ACCEPT = "text/xml, application/xml;q=0.9";
  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final int MOST_PAGES = 100_000;

  @Override
  public void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException {
    String place = source.address().toString().replaceFirst("[?#].*", "");
    String prefix = prefix(source, place, fetcher);
    String query =
        "verb=ListRecords&metadataPrefix="
            + encoded(prefix)
            + source.option("set").map(set -> "&set=" + encoded(set)).orElse("");
    Set<String> tokens = new HashSet<>();
    long total = -1;
    long gone = 0;
    while (true) {
      Element answer = ask(fetcher, place, query);
      Optional<Element> list = XmlDocuments.child(answer, "ListRecords");
      if (list.isEmpty()) {
        requireEmpty(answer);
        break;
      }
      for (Element record : XmlDocuments.children(list.get(), "record")) {
        gone += record(record, place, sink);
      }
      Optional<Element> token = XmlDocuments.child(list.get(), "resumptionToken");
      total = Math.max(total, token.map(OaiPmhSource::size).orElse(-1L));
      String next = token.map(Element::getTextContent).map(String::strip).orElse("");
      if (next.isEmpty()) {
        break;
      }
      if (!tokens.add(next) || tokens.size() > MOST_PAGES) {
        throw wrong("das Token kehrt wieder", "the token comes back");
      }
      query = "verb=ListRecords&resumptionToken=" + encoded(next);
    }
    sink.complete(total < 0 ? -1 : Math.max(0, total - gone));
  }

  /// The format that is asked for: the one the operator names, else one that is called after DCAT;
  /// the German profile first.
  private static String prefix(Source source, String place, Fetcher fetcher) throws IOException {
    if (source.option("prefix").isPresent()) {
      return source.option("prefix").get();
    }
    Element answer = ask(fetcher, place, "verb=ListMetadataFormats");
    var offered = new ArrayList<String>();
    var fitting = new ArrayList<String>();
    for (Element list : XmlDocuments.children(answer, "ListMetadataFormats")) {
      for (Element format : XmlDocuments.children(list, "metadataFormat")) {
        String prefix = XmlDocuments.text(format, "metadataPrefix");
        offered.add(prefix);
        if (prefix.toLowerCase(Locale.ROOT).contains("dcat")
            || XmlDocuments.text(format, "metadataNamespace").equals(DCAT)) {
          fitting.add(prefix);
        }
      }
    }
    return fitting.stream()
        .filter(prefix -> prefix.toLowerCase(Locale.ROOT).matches(".*[._-]de.*"))
        .findFirst()
        .or(() -> fitting.stream().findFirst())
        .orElseThrow(() -> noFormat(offered));
  }

  private static Element ask(Fetcher fetcher, String place, String query) throws IOException {
    Fetched answer = fetcher.get(URI.create(place + "?" + query), ACCEPT);
    Element root = XmlDocuments.read(answer).getDocumentElement();
    if (!"OAI-PMH".equals(root.getLocalName())) {
      throw wrong("es antwortet kein OAI-PMH", "no OAI-PMH answers");
    }
    return root;
  }

  private static void requireEmpty(Element answer) throws SourceFailed {
    String code =
        XmlDocuments.child(answer, "error").map(e -> e.getAttribute("code")).orElse("nothing");
    if (!code.equals("noRecordsMatch")) {
      throw wrong(code, code);
    }
  }

  private static long size(Element token) {
    String said = token.getAttribute("completeListSize");
    return said.matches("[0-9]{1,12}") ? Long.parseLong(said) : -1;
  }

  /// @return how many deleted records this was
  private static int record(Element record, String place, Catalogues.Sink sink) throws IOException {
    Optional<Element> header = XmlDocuments.child(record, "header");
    String id = header.map(h -> XmlDocuments.text(h, "identifier")).orElse("");
    if (id.isEmpty()) {
      sink.finding(unreadable("", "ohne Kennung", "without an identifier"));
      return 0;
    }
    if (header.map(h -> h.getAttribute("status")).orElse("").equals("deleted")) {
      sink.deleted(id);
      return 1;
    }
    Optional<Element> metadata =
        XmlDocuments.child(record, "metadata").flatMap(XmlDocuments::first);
    if (metadata.isEmpty()) {
      sink.lost(id, unreadable(id, "ohne Beschreibung", "without a description"));
      return 0;
    }
    byte[] rdf = XmlDocuments.alone(metadata.get()).getBytes(StandardCharsets.UTF_8);
    var description = new Description();
    new RdfFiles().read(new ByteArrayInputStream(rdf), Lang.RDFXML, rdf.length, place, description);
    if (description.uris.isEmpty()) {
      sink.lost(id, unreadable(id, "ohne dcat:Dataset", "without a dcat:Dataset"));
    }
    for (int i = 0; i < description.uris.size(); i++) {
      String uri = description.uris.get(i);
      sink.record(
          new SourceRecord(
              i == 0 ? id : id + "#" + uri, uri, description.graphs.get(i), description.findings));
    }
    return 0;
  }

  /// What one record says.
  private static final class Description implements RdfFiles.Sink {
    private final List<String> uris = new ArrayList<>();
    private final List<Graph> graphs = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    @Override
    public void record(String uri, Graph graph, boolean more) {
      uris.add(uri);
      graphs.add(graph);
    }

    @Override
    public void rest(Graph graph) {
      // The repository's own description is not ours to keep.
    }

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Finding unreadable(String id, String de, String en) {
    return new Finding(
        "harvest-record-unreadable",
        Severity.WARNING,
        new Finding.Place(null, null, id),
        new Text("Ein Datensatz " + de + ".", "A record " + en + "."),
        new Text("Melden Sie es der Quelle.", "Tell the source."));
  }

  private static SourceFailed noFormat(List<String> offered) {
    return SourceFailed.because(
        "harvest-no-format",
        new Text(
            "Die Quelle hat kein Format mit DCAT, nur: " + String.join(", ", offered),
            "The source has no format with DCAT, only: " + String.join(", ", offered)),
        new Text(
            "Nennen Sie das richtige mit der Option prefix.",
            "Name the right one with the option prefix."));
  }

  private static SourceFailed wrong(String de, String en) {
    return SourceFailed.because(
        "harvest-oai",
        new Text(
            "Die Quelle antwortet nicht, wie OAI-PMH es verlangt: " + de + ".",
            "The source does not answer as OAI-PMH demands: " + en + "."),
        new Text("Prüfen Sie die Adresse der Quelle.", "Check the address of the source."));
  }
}
