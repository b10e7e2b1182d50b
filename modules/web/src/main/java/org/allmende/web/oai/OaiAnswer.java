package org.allmende.web.oai;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.rdf.RdfWriter;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata.Agent;
import org.allmende.model.Metadata.Period;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.web.http.XmlOutput;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/// An answer of the OAI-PMH repository in the making, in the order its
/// [schema](https://www.openarchives.org/OAI/2.0/OAI-PMH.xsd) asks for.
final class OaiAnswer {

  static final String DCAT_AP = "dcat_ap";
  static final String DUBLIN_CORE = "oai_dc";

  private static final String OAI = "http://www.openarchives.org/OAI/2.0/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String OAI_DC = OAI + "oai_dc/";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private final XmlOutput xml = new XmlOutput();
  private final String address;
  private final String verb;

  /// @param asked null where it was no request, and is told without its arguments
  OaiAnswer(String address, Instant now, @Nullable OaiRequest asked) {
    this.address = address;
    xml.begin(
        "OAI-PMH",
        "xmlns",
        OAI,
        "xmlns:xsi",
        XSI,
        "xsi:schemaLocation",
        OAI + " " + OAI + "OAI-PMH.xsd");
    xml.element("responseDate", second(now));
    verb = asked == null ? "" : asked.verb().word();
    var attributes = new ArrayList<String>();
    if (asked != null) {
      attributes.addAll(List.of("verb", verb));
      asked.arguments().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(one -> attributes.addAll(List.of(one.getKey(), one.getValue())));
    }
    xml.element("request", address, attributes.toArray(String[]::new));
  }

  byte[] bytes() {
    return xml.bytes();
  }

  void problem(OaiProblem problem) {
    xml.element("error", problem.message(), "code", problem.code());
  }

  void repository(String name, List<String> mails, Instant earliest) {
    xml.begin(verb);
    xml.element("repositoryName", name);
    xml.element("baseURL", address);
    xml.element("protocolVersion", "2.0");
    mails.forEach(mail -> xml.element("adminEmail", mail));
    xml.element("earliestDatestamp", second(earliest));
    xml.element("deletedRecord", "persistent");
    xml.element("granularity", "YYYY-MM-DDThh:mm:ssZ");
    xml.element("compression", "gzip");
  }

  void formats() {
    xml.begin(verb);
    format(DCAT_AP, OAI + "rdf.xsd", RDF);
    format(DUBLIN_CORE, OAI + "oai_dc.xsd", OAI_DC);
  }

  private void format(String prefix, String schema, String namespace) {
    xml.begin("metadataFormat")
        .element("metadataPrefix", prefix)
        .element("schema", schema)
        .element("metadataNamespace", namespace)
        .end();
  }

  void sets(List<Tenant> tenants) {
    if (tenants.isEmpty()) {
      throw OaiProblem.nothing();
    }
    xml.begin(verb);
    tenants.forEach(tenant ->
        xml.begin("set").element("setSpec", tenant.slug()).element("setName", tenant.name()).end());
  }

  /// Records, or headers, follow.
  void beginList() {
    xml.begin(verb);
  }

  void header(Stored stored) {
    Entry entry = stored.entry();
    String[] status = isDeleted(entry) ? new String[] {"status", "deleted"} : new String[0];
    xml.begin("header", status)
        .element("identifier", entry.uri())
        .element("datestamp", second(stored.modified()))
        .element("setSpec", entry.id().tenant())
        .end();
  }

  /// The repository's granularity. It is never later than the moment itself.
  private static String second(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static boolean isDeleted(Entry entry) {
    return entry.state() == State.WITHDRAWN;
  }

  /// @param metadata asked for unless the record is deleted
  void record(Stored stored, Supplier<Metadata> metadata) {
    xml.begin("record");
    header(stored);
    if (!isDeleted(stored.entry())) {
      xml.begin("metadata");
      metadata.get().write(xml);
      xml.end();
    }
    xml.end();
  }

  /// @param token empty after the last part
  void token(String token, long size, long cursor) {
    xml.element(
        "resumptionToken",
        token,
        "completeListSize",
        Long.toString(size),
        "cursor",
        Long.toString(cursor));
  }

  /// What a record says, in one of the formats.
  interface Metadata {

    void write(XmlOutput xml);

    static Metadata dcatAp(Graph graph, String uri) {
      return xml -> xml.with(writer -> rdf(graph, uri, writer));
    }

    private static void rdf(Graph graph, String uri, XMLStreamWriter writer)
        throws XMLStreamException {
      RdfWriter.write(graph, NodeFactory.createURI(uri), writer);
    }

    static Metadata dublinCore(Entry entry) {
      Dataset dataset = Datasets.read(entry.graph(), entry.uri());
      return xml -> dublinCore(dataset, xml);
    }

    private static void dublinCore(Dataset dataset, XmlOutput xml) {
      xml.begin(
          "oai_dc:dc",
          "xmlns:oai_dc",
          OAI_DC,
          "xmlns:dc",
          DC,
          "xsi:schemaLocation",
          OAI_DC + " " + OAI + "oai_dc.xsd");
      texts(xml, "dc:title", dataset.title());
      Agent publisher = dataset.publisher();
      String by = publisher == null || publisher.name().isBlank() ? null : publisher.name();
      xml.element("dc:creator", by);
      dataset.keywords().forEach(word -> xml.element("dc:subject", word));
      dataset.themes().forEach(theme -> xml.element("dc:subject", theme));
      texts(xml, "dc:description", dataset.description());
      xml.element("dc:publisher", by);
      String modified = dataset.modified();
      xml.element("dc:date", modified == null ? dataset.issued() : modified);
      xml.element("dc:type", "Dataset");
      dataset.distributions().stream()
          .map(Dataset.Distribution::mediaType)
          .distinct()
          .forEach(type -> xml.element("dc:format", type));
      xml.element("dc:identifier", dataset.uri());
      if (!dataset.uri().equals(dataset.identifier())) {
        xml.element("dc:identifier", dataset.identifier());
      }
      dataset
          .languages()
          .forEach(language ->
              xml.element("dc:language", language.substring(language.lastIndexOf('/') + 1)));
      dataset.places().forEach(place -> xml.element("dc:coverage", place(place)));
      dataset.temporal().forEach(period -> xml.element("dc:coverage", period(period)));
      dataset.licenses().forEach(license -> xml.element("dc:rights", license));
      xml.end();
    }

    private static void texts(XmlOutput xml, String name, Map<String, String> texts) {
      texts.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(text -> {
            boolean tagged = text.getKey().matches("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
            String[] language = tagged ? new String[] {"xml:lang", text.getKey()} : new String[0];
            xml.element(name, text.getValue(), language);
          });
    }

    private static @Nullable String place(Dataset.Place place) {
      return place.name() == null ? place.uri() : place.name();
    }

    private static String period(Period period) {
      return (period.start() == null ? "" : period.start())
          + "/"
          + (period.end() == null ? "" : period.end());
    }
  }
}
