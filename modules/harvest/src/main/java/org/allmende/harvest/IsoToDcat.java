package org.allmende.harvest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Says a record in ISO 19139 in the words of DCAT, after
/// [GeoDCAT-AP](https://semiceu.github.io/GeoDCAT-AP/releases/): a dataset, or a service as a
/// dataset that can be had through it.
final class IsoToDcat {

  private static final String INSPIRE = "http://inspire.ec.europa.eu/metadata-codelist/";
  private static final Node ENDPOINT_URL = Terms.iri(Terms.DCAT_NS + "endpointURL");
  private static final Node ENDPOINT_DESCRIPTION = Terms.iri(Terms.DCAT_NS + "endpointDescription");
  private static final Node CREATED = Terms.iri(Terms.DCTERMS_NS + "created");
  private static final Node PROVENANCE = Terms.iri(Terms.DCTERMS_NS + "provenance");
  private static final Node RESOLUTION = Terms.iri(Terms.DCAT_NS + "spatialResolutionInMeters");
  private static final Pattern EPSG =
      Pattern.compile("(?i)(?:.*EPSG[:/]+(?:[\\d.]*[:/]+)?)?(\\d{4,6})");
  private static final Pattern FILE =
      Pattern.compile(
          "(?i).*\\.(csv|zip|gpkg|json|geojson|gml|kml|kmz|shp|tiff?|xlsx?|ods|xml|pdf|txt)(?:\\?.*)?");
  private static final Map<String, String> SERVICES =
      Map.of(
          "WMS", "WMS_SRVC",
          "WFS", "WFS_SRVC",
          "WMTS", "WMTS_SRVC",
          "WCS", "WCS_SRVC",
          "ATOM", "ATOM",
          "CSW", "",
          "SOS", "",
          "OGC API", "REST");

  private final IsoRecord record;
  private final RecordGraph out = new RecordGraph();
  private final Node dataset;
  private final String id;

  private IsoToDcat(IsoRecord record, String id, String uri) {
    this.record = record;
    this.id = id;
    this.dataset = Terms.iri(uri);
  }

  /// What the source calls a record; empty where it calls it nothing.
  static String id(Element metadata) {
    String file = IsoRecord.text(metadata, "fileIdentifier");
    return file.isEmpty()
        ? IsoRecord.text(metadata, "identificationInfo", "citation", "identifier", "code")
        : file;
  }

  /// @param address of the service, for datasets that have no URI of their own
  static SourceRecord record(Element metadata, String address) {
    String said = id(metadata);
    String id = said.isEmpty() ? ContentId.of(text(metadata)) : said;
    String uri = uri(metadata).orElseGet(() -> Named.lasting(id, address));
    var mapping = new IsoToDcat(new IsoRecord(metadata), id, uri);
    mapping.write();
    List<Finding> findings = said.isEmpty() ? List.of(Named.nameless(uri)) : List.of();
    return new SourceRecord(id, uri, mapping.out.graph(), findings);
  }

  private static String text(Element metadata) {
    return new String(metadata.document(), StandardCharsets.UTF_8);
  }

  private static Optional<String> uri(Element metadata) {
    var said = new ArrayList<String>();
    said.addAll(IsoRecord.texts(metadata, "identificationInfo", "citation", "identifier", "code"));
    said.addAll(IsoRecord.texts(metadata, "dataSetURI"));
    return said.stream().filter(RecordGraph::isAddress).findFirst();
  }

  private void write() {
    out.add(dataset, Terms.A, Terms.DATASET);
    out.text(dataset, Terms.IDENTIFIER, id);
    for (String code : IsoRecord.codes(record.metadata(), "hierarchyLevel")) {
      if (!code.equals("dataset")) {
        out.add(dataset, Terms.TYPE, Terms.iri(INSPIRE + "ResourceType/" + safe(code)));
      }
    }
    for (Element about : record.identifications()) {
      citation(about);
      texts(dataset, Terms.DESCRIPTION, about, "abstract");
      keywords(about);
      extents(about);
      concepts(about);
      new IsoParties(record, out, dataset).of(about);
      new IsoConstraints(record, out, dataset).of(about);
      operations(about);
    }
    new IsoParties(record, out, dataset).ofMetadata();
    dates();
    quality();
    systems();
    links();
    new IsoConstraints(record, out, dataset).spread();
  }

  private static String safe(String code) {
    return code.replaceAll("[^\\w-]", "");
  }

  private void citation(Element about) {
    texts(dataset, Terms.TITLE, about, "citation", "title");
    for (String code : IsoRecord.texts(about, "citation", "identifier", "code")) {
      if (!code.equals(id)) {
        Node other =
            out.thing(
                dataset,
                Terms.iri(Terms.ADMS_NS + "identifier"),
                Terms.iri(Terms.ADMS_NS + "Identifier"));
        out.text(other, Terms.NOTATION, code);
      }
    }
    for (Element date : IsoRecord.objects(about, "citation", "date")) {
      String day = IsoRecord.text(date, "date");
      switch (IsoRecord.code(date, "dateType")) {
        case "publication" -> out.text(dataset, Terms.ISSUED, day);
        case "revision" -> out.text(dataset, Terms.MODIFIED, day);
        case "creation" -> out.text(dataset, CREATED, day);
        default -> {
          // Validity, expiry and the like have no place in DCAT.
        }
      }
    }
  }

  /// K40: the day of the metadata stands for the day of the data where nothing else is said.
  private void dates() {
    if (!out.has(dataset, Terms.MODIFIED)) {
      out.text(dataset, Terms.MODIFIED, IsoRecord.text(record.metadata(), "dateStamp"));
    }
  }

  private void texts(Node subject, Node property, Element object, String... path) {
    for (Element element : IsoRecord.properties(object, path)) {
      record.localized(element).forEach((tag, text) -> out.text(subject, property, text, tag));
    }
  }

  private void keywords(Element about) {
    for (Element group : IsoRecord.objects(about, "descriptiveKeywords")) {
      String thesaurus = IsoRecord.text(group, "thesaurusName", "title").toLowerCase(Locale.ROOT);
      boolean themes = thesaurus.contains("inspire") && thesaurus.contains("them");
      for (Element keyword : group.all("keyword")) {
        record
            .localized(keyword)
            .forEach((tag, word) -> out.text(dataset, Terms.KEYWORD, word, tag));
        String anchor = IsoRecord.anchor(keyword);
        if (anchor.contains("inspire.ec.europa.eu/theme/")
            || anchor.contains("authority/data-theme/")) {
          out.link(dataset, Terms.THEME, anchor);
        } else if (themes) {
          record
              .localized(keyword)
              .forEach((tag, word) -> out.text(dataset, Terms.THEME, word, tag));
        }
        if (anchor.contains("data.europa.eu/bna/")) {
          out.link(dataset, Terms.HVD_CATEGORY, anchor);
        }
      }
    }
    for (String topic : IsoRecord.codes(about, "topicCategory")) {
      String plain = safe(topic.replaceFirst("_.*", ""));
      out.add(dataset, Terms.THEME, Terms.iri(INSPIRE + "TopicCategory/" + plain));
    }
  }

  private void extents(Element about) {
    for (String property : List.of("extent", "spatialExtent")) {
      for (Element extent : IsoRecord.objects(about, property)) {
        for (Element place : IsoRecord.objects(extent, "geographicElement")) {
          place(place);
        }
        for (Element time : IsoRecord.objects(extent, "temporalElement", "extent")) {
          period(time);
        }
      }
    }
  }

  private void place(Element place) {
    String code = IsoRecord.text(place, "geographicIdentifier", "code");
    out.link(dataset, Terms.SPATIAL, code);
    var sides = new ArrayList<String>();
    for (String side :
        List.of(
            "westBoundLongitude",
            "southBoundLatitude",
            "eastBoundLongitude",
            "northBoundLatitude")) {
      sides.add(IsoRecord.text(place, side));
    }
    Optional<String> box = Box.wkt(sides);
    if (box.isPresent()) {
      Node location = out.thing(dataset, Terms.SPATIAL, Terms.LOCATION);
      out.add(
          location,
          Terms.BBOX,
          NodeFactory.createLiteralDT(box.get(), NodeFactory.getType(Terms.WKT.getURI())));
    }
  }

  private void period(Element time) {
    String start = moment(time, "beginPosition", "begin");
    String end = moment(time, "endPosition", "end");
    String only = start.isEmpty() && end.isEmpty() ? moment(time, "timePosition", "") : "";
    if ((start + end + only).isEmpty()) {
      return;
    }
    Node period = out.thing(dataset, Terms.TEMPORAL, Terms.PERIOD_OF_TIME);
    out.text(period, Terms.START_DATE, only.isEmpty() ? start : only);
    out.text(period, Terms.END_DATE, only.isEmpty() ? end : only);
  }

  private static String moment(Element time, String position, String bound) {
    return time.first(position)
        .map(Element::text)
        .filter(text -> !text.isEmpty())
        .or(() ->
            time.all(bound).stream()
                .flatMap(e -> e.named("timePosition").stream())
                .map(Element::text)
                .filter(text -> !text.isEmpty())
                .findFirst())
        .orElse("");
  }

  private void concepts(Element about) {
    for (String code : IsoRecord.codes(about, "language")) {
      out.text(dataset, Terms.LANGUAGE, code.replaceFirst(";.*", ""));
    }
    for (Element upkeep : IsoRecord.objects(about, "resourceMaintenance")) {
      out.text(dataset, Terms.FREQUENCY, IsoRecord.code(upkeep, "maintenanceAndUpdateFrequency"));
    }
    for (Element resolution : IsoRecord.objects(about, "spatialResolution")) {
      resolution(resolution);
    }
    for (Element picture : IsoRecord.objects(about, "graphicOverview")) {
      String file = IsoRecord.text(picture, "fileName");
      if (RecordGraph.isAddress(file)) {
        out.link(dataset, Terms.iri(Terms.FOAF_NS + "depiction"), file);
      }
    }
    texts(dataset, Terms.COMMENT, about, "supplementalInformation");
  }

  private void resolution(Element resolution) {
    for (Element distance : resolution.all("distance")) {
      for (Element measure : distance.children()) {
        String unit = measure.attribute("uom").replaceFirst(".*[/#:]", "").toLowerCase(Locale.ROOT);
        if (unit.isEmpty()
            || List.of("m", "meter", "metre", "meters", "epsg::9001", "9001").contains(unit)) {
          out.add(
              dataset,
              RESOLUTION,
              NodeFactory.createLiteralDT(measure.text(), XSDDatatype.XSDdecimal));
        } else {
          out.text(dataset, Terms.COMMENT, measure.text() + " " + unit);
        }
      }
    }
    String scale = IsoRecord.text(resolution, "equivalentScale", "denominator");
    if (scale.matches("[1-9]\\d{0,12}")) {
      out.text(dataset, Terms.COMMENT, "1:" + scale);
    }
  }

  private void quality() {
    for (Element quality : IsoRecord.objects(record.metadata(), "dataQualityInfo")) {
      for (Element statement : IsoRecord.properties(quality, "lineage", "statement")) {
        Map<String, String> texts = record.localized(statement);
        if (!texts.isEmpty()) {
          Node node =
              out.thing(dataset, PROVENANCE, Terms.iri(Terms.DCTERMS_NS + "ProvenanceStatement"));
          texts.forEach((tag, text) -> out.text(node, Terms.LABEL, text, tag));
        }
      }
      for (Element result : IsoRecord.objects(quality, "report", "result")) {
        if (IsoRecord.text(result, "pass").equals("true")) {
          out.text(dataset, Terms.CONFORMS_TO, IsoRecord.text(result, "specification", "title"));
        }
      }
    }
  }

  private void systems() {
    for (Element system :
        IsoRecord.objects(record.metadata(), "referenceSystemInfo", "referenceSystemIdentifier")) {
      String code = IsoRecord.text(system, "code");
      Matcher epsg = EPSG.matcher(code);
      if (epsg.matches()) {
        out.link(
            dataset, Terms.CONFORMS_TO, "http://www.opengis.net/def/crs/EPSG/0/" + epsg.group(1));
      } else {
        out.link(dataset, Terms.CONFORMS_TO, code);
      }
    }
  }

  /// The addresses of a service, and the datasets it works on.
  private void operations(Element about) {
    for (Element coupled : about.all("operatesOn")) {
      String href = coupled.attribute("href");
      if (RecordGraph.isAddress(href)) {
        out.link(dataset, Terms.iri(Terms.DCTERMS_NS + "relation"), href);
      }
    }
    String type = IsoRecord.text(about, "serviceType");
    for (Element operation : IsoRecord.objects(about, "containsOperations")) {
      boolean capabilities =
          IsoRecord.text(operation, "operationName").equalsIgnoreCase("GetCapabilities");
      for (Element point : IsoRecord.objects(operation, "connectPoint")) {
        String address = IsoRecord.text(point, "linkage");
        if (capabilities && RecordGraph.isAddress(address)) {
          service(address, type, IsoRecord.text(about, "citation", "title"));
        }
      }
    }
  }

  private void links() {
    var pages = new ArrayList<Element>();
    for (Element distribution : IsoRecord.objects(record.metadata(), "distributionInfo")) {
      List<String> formats = IsoRecord.texts(distribution, "distributionFormat", "name");
      var online = new ArrayList<Element>();
      online.addAll(IsoRecord.objects(distribution, "transferOptions", "onLine"));
      online.addAll(
          IsoRecord.objects(distribution, "distributor", "distributorTransferOptions", "onLine"));
      for (Element link : online) {
        if (!link(link, formats)) {
          pages.add(link);
        }
      }
    }
    boolean only = !out.has(dataset, Terms.HAS_DISTRIBUTION);
    for (Element page : pages) {
      if (only) {
        out.link(
            distribution(page, IsoRecord.text(page, "linkage")),
            Terms.ACCESS_URL,
            IsoRecord.text(page, "linkage"));
      } else {
        out.link(dataset, Terms.PAGE, IsoRecord.text(page, "linkage"));
      }
    }
    if (!pages.isEmpty() && !out.has(dataset, Terms.LANDING_PAGE)) {
      out.link(dataset, Terms.LANDING_PAGE, IsoRecord.text(pages.getFirst(), "linkage"));
    }
  }

  /// Whether a link leads to the data, and not to a page about it.
  private boolean link(Element link, List<String> formats) {
    String address = IsoRecord.text(link, "linkage");
    if (!RecordGraph.isAddress(address)) {
      return !address.isEmpty() && odd(link, address);
    }
    String protocol = IsoRecord.text(link, "protocol");
    String function = IsoRecord.code(link, "function");
    Optional<String> service = serviceOf(protocol, address);
    if (service.isPresent()) {
      service(address, service.get(), IsoRecord.text(link, "name"));
      return true;
    }
    boolean file = FILE.matcher(address).matches();
    boolean download =
        function.equals("download") || protocol.toLowerCase(Locale.ROOT).contains("download");
    if (!download && !file) {
      return false;
    }
    Node node = distribution(link, address);
    out.link(node, Terms.ACCESS_URL, address);
    if (file || download) {
      out.link(node, Terms.DOWNLOAD_URL, address);
    }
    Matcher ending = FILE.matcher(address);
    if (formats.size() == 1) {
      out.text(node, Terms.FORMAT, formats.getFirst());
    } else if (ending.matches()) {
      out.text(node, Terms.FORMAT, ending.group(1));
    }
    return true;
  }

  /// An address that is none is kept as it stands.
  private boolean odd(Element link, String address) {
    out.text(distribution(link, address), Terms.ACCESS_URL, address);
    return true;
  }

  private static Optional<String> serviceOf(String protocol, String address) {
    String said =
        (protocol + " " + address.replaceFirst("(?i).*[?&]service=", "service="))
            .toUpperCase(Locale.ROOT);
    return SERVICES.keySet().stream()
        .filter(name ->
            said.contains("OGC:" + name)
                || said.startsWith(name + " ")
                || said.contains("SERVICE=" + name + "&")
                || said.endsWith("SERVICE=" + name)
                || protocol.toUpperCase(Locale.ROOT).contains(name))
        .max(java.util.Comparator.comparingInt(String::length));
  }

  private void service(String address, String type, String title) {
    Node node = out.thing(dataset, Terms.HAS_DISTRIBUTION, Terms.DISTRIBUTION);
    String name = type.replaceFirst("^urn:ogc:serviceType:|^OGC:", "").toUpperCase(Locale.ROOT);
    out.text(node, Terms.TITLE, title.isEmpty() ? name : title);
    out.link(node, Terms.ACCESS_URL, address);
    String format = SERVICES.getOrDefault(name, "");
    out.text(node, Terms.FORMAT, format);
    Node service = out.thing(node, Terms.ACCESS_SERVICE, Terms.DATA_SERVICE);
    out.text(service, Terms.TITLE, title.isEmpty() ? name : title);
    String base = address.replaceFirst("\\?.*", "");
    out.link(service, ENDPOINT_URL, base);
    if (!base.equals(address)) {
      out.link(service, ENDPOINT_DESCRIPTION, address);
    }
    out.add(service, Terms.iri(Terms.DCAT_NS + "servesDataset"), dataset);
  }

  private Node distribution(Element link, String address) {
    Node node = out.thing(dataset, Terms.HAS_DISTRIBUTION, Terms.DISTRIBUTION);
    texts(node, Terms.TITLE, link, "name");
    texts(node, Terms.DESCRIPTION, link, "description");
    if (!out.has(node, Terms.TITLE)) {
      String end = address.replaceFirst("[?#].*", "").replaceFirst(".*/(?=[^/])", "");
      out.text(node, Terms.TITLE, end);
    }
    return node;
  }
}
