package org.allmende.dcat.describing;

import org.allmende.dcat.terms.Iris;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Addresses;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/// Writes the forms in which the data can be had, and the tables in them in the words of
/// [CSVW](https://www.w3.org/TR/tabular-data-model/).
///
/// A distribution `…#file-1` has its tables as parts: `…#file-1-table-1` is a `csvw:Table` with
/// `csvw:url` (the distribution's download address), `void:entities` (the number of data rows) and
/// a schema of columns; a column's meaning is a `dcterms:subject`, one of the closed list of
/// meanings.
final class DistributionGraph {

  private static final int MOST_TABLES = 50;
  private static final int MOST_COLUMNS = 300;
  private static final String TABULAR_DATA = "http://www.w3.org/TR/tabular-data-model/";

  private final DatasetGraph out;
  private final Describer.Request request;

  DistributionGraph(DatasetGraph out, Describer.Request request) {
    this.out = out;
    this.request = request;
  }

  /// A file as it was given.
  void original(Draft draft, int number) {
    Upload upload = draft.upload();
    String name = "file-" + number;
    Node node = out.file(name);
    Node address = Terms.iri(new Addresses(request.base()).file(upload.sha256(), upload.name()));
    titles(node, upload.name() + " (Originaldatei)", upload.name() + " (original file)");
    descriptions(node, "Die Datei, wie sie gegeben wurde.", "The file as it was given.");
    download(node, address, Packing.of(draft));
    out.add(
        node,
        Terms.BYTE_SIZE,
        NodeFactory.createLiteralDT(
            Long.toString(upload.size()), XSDDatatype.XSDnonNegativeInteger));
    Node checksum = Terms.iri(request.uri() + "#" + name + "-checksum");
    out.add(node, Terms.HAS_CHECKSUM, checksum);
    out.add(checksum, Terms.A, Terms.CHECKSUM);
    out.add(checksum, Terms.ALGORITHM, Terms.SHA256);
    out.add(
        checksum,
        Terms.CHECKSUM_VALUE,
        NodeFactory.createLiteralDT(upload.sha256().hex(), XSDDatatype.XSDhexBinary));
    int tables = Math.min(MOST_TABLES, draft.tables().size());
    for (int i = 0; i < tables; i++) {
      Node schema = schema(name + "-table-" + (i + 1) + "-schema", draft.tables().get(i));
      table(node, name + "-table-" + (i + 1), draft.tables().get(i), address, schema);
    }
  }

  /// The forms in which we give out the first table of a file: the same columns in each.
  void forms(Table table, int file) {
    repaired(table, file);
    String rows = new Addresses(request.base()).tables(request.id()) + "/1/rows?format=";
    if (table.extent() != null) {
      Node map = out.distribution("geojson");
      titles(map, "Auf der Karte (GeoJSON)", "On the map (GeoJSON)");
      descriptions(
          map,
          "Alle Zeilen mit ihrem Ort in WGS 84, für Karten.",
          "All rows with their place in WGS 84, for maps.");
      download(map, Terms.iri(rows + "geojson"), new Packing("GEOJSON", "application/geo+json"));
    }
    Node columns = out.distribution("parquet");
    titles(columns, "Für Auswertungen (Parquet)", "For analysis (Parquet)");
    descriptions(
        columns,
        "Alle Zeilen, nach Spalten und mit ihren Datentypen gespeichert.",
        "All rows, stored by column and with their data types.");
    download(
        columns,
        Terms.iri(rows + "parquet"),
        new Packing("PARQUET", "application/vnd.apache.parquet"));
    asked();
  }

  private void repaired(Table table, int file) {
    Node schema = Terms.iri(request.uri() + "#file-" + file + "-table-1-schema");
    Node node = out.distribution("csv");
    Node address = Terms.iri(request.uri() + ".csv");
    titles(node, "Bereinigte Tabelle (CSV, UTF-8)", "Repaired table (CSV, UTF-8)");
    descriptions(
        node,
        "Alle Zeilen mit einer Kopfzeile; Tage nach ISO 8601, Zahlen mit Dezimalpunkt.",
        "All rows with one header row; days by ISO 8601, numbers with a decimal point.");
    download(node, address, new Packing("CSV", "text/csv"));
    out.link(node, Terms.CONFORMS_TO, TABULAR_DATA, Terms.STANDARD);
    table(node, "csv-table-1", table, address, schema);
  }

  /// The rows as the interface answers them; its address is where to get them, and there is no file
  /// (convention 41 of DCAT-AP.de).
  private void asked() {
    Node node = out.distribution("rows");
    titles(node, "Zeilen auf Anfrage (JSON)", "Rows on request (JSON)");
    descriptions(
        node,
        "Nur die Zeilen, nach denen gefragt wird, auch zusammengefasst.",
        "Only the rows that are asked for, or what they come to.");
    out.add(node, Terms.ACCESS_URL, Terms.iri(new Addresses(request.base()).tables(request.id())));
    out.add(node, Terms.ACCESS_SERVICE, Terms.iri(request.uri() + "#service"));
    form(node, new Packing("JSON", "application/json"));
  }

  private void titles(Node node, String german, String english) {
    out.add(node, Terms.TITLE, DatasetGraph.text(german, "de"));
    out.add(node, Terms.TITLE, DatasetGraph.text(english, "en"));
  }

  private void descriptions(Node node, String german, String english) {
    out.add(node, Terms.DESCRIPTION, DatasetGraph.text(german, "de"));
    out.add(node, Terms.DESCRIPTION, DatasetGraph.text(english, "en"));
  }

  private void download(Node node, Node address, Packing packing) {
    out.add(node, Terms.ACCESS_URL, address);
    out.add(node, Terms.DOWNLOAD_URL, address);
    form(node, packing);
  }

  private void form(Node node, Packing packing) {
    String type = Terms.EU_AUTHORITY + "file-type/" + Iris.encode(packing.format());
    out.link(node, Terms.FORMAT, type, Terms.MEDIA_TYPE_OR_EXTENT);
    media(node, Terms.MEDIA_TYPE, packing.mediaType());
    media(node, Terms.COMPRESS_FORMAT, packing.compressed());
    media(node, Terms.PACKAGE_FORMAT, packing.packed());
  }

  private void media(Node node, Node property, @Nullable String type) {
    if (type != null) {
      String address = Terms.IANA + type.replaceAll("[^\\w/.+-]", "");
      out.link(node, property, address, Terms.MEDIA_TYPE_CLASS);
    }
  }

  private void table(Node distribution, String name, Table table, Node address, Node schema) {
    Node node = Terms.iri(request.uri() + "#" + name);
    out.add(distribution, Terms.HAS_PART, node);
    out.add(node, Terms.A, Terms.CSVW_TABLE);
    out.add(node, Terms.CSVW_URL, address);
    out.add(node, Terms.TITLE, DatasetGraph.text(table.name(), "de"));
    out.add(
        node,
        Terms.ENTITIES,
        NodeFactory.createLiteralDT(Long.toString(table.dataRows()), XSDDatatype.XSDinteger));
    out.add(node, Terms.CSVW_TABLE_SCHEMA, schema);
  }

  private Node schema(String name, Table table) {
    String uri = request.uri() + "#" + name;
    Node schema = Terms.iri(uri);
    out.add(schema, Terms.A, Terms.CSVW_SCHEMA);
    table.columns().stream()
        .limit(MOST_COLUMNS)
        .forEach(column -> column(schema, uri + "-column-" + column.position(), column));
    return schema;
  }

  private void column(Node schema, String uri, Column column) {
    Node node = Terms.iri(uri);
    out.add(schema, Terms.CSVW_HAS_COLUMN, node);
    out.add(node, Terms.A, Terms.CSVW_COLUMN);
    out.add(node, Terms.CSVW_NAME, DatasetGraph.text(column.name(), ""));
    out.add(node, Terms.CSVW_TITLE, DatasetGraph.text(column.name(), "de"));
    out.add(node, Terms.CSVW_DATATYPE, datatype(column.type()));
    if (column.meaning() != null) {
      out.add(node, Terms.SUBJECT, NodeFactory.createLiteralString(column.meaning()));
    }
  }

  private static Node datatype(ColumnType type) {
    return switch (type) {
      case STRING -> xsd("string");
      case INTEGER -> xsd("integer");
      case DECIMAL -> xsd("decimal");
      case BOOLEAN -> xsd("boolean");
      case DATE -> xsd("date");
      case DATETIME -> xsd("dateTime");
      case TIME -> xsd("time");
      case DURATION -> xsd("duration");
      case URI -> xsd("anyURI");
      case GEOMETRY -> Terms.WKT;
    };
  }

  private static Node xsd(String name) {
    return Terms.iri(Terms.XSD_NS + name);
  }
}
