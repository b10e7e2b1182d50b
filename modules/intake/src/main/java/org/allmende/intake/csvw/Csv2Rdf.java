package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.allmende.intake.csvw.AnnotatedCell.Value;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.XSD;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// [Generates RDF from tabular data](https://www.w3.org/TR/csv2rdf/), triple by triple. The same
/// data give the same triples in the same order, blank nodes' labels included; provenance, which
/// would name the time, is left out.
final class Csv2Rdf implements TableSink {

  private static final Node TABLE_GROUP = csvw("TableGroup");
  private static final Node TABLE = csvw("Table");
  private static final Node ROW = csvw("Row");
  private static final Node HAS_TABLE = csvw("table");
  private static final Node HAS_ROW = csvw("row");
  private static final Node HAS_URL = csvw("url");
  private static final Node ROWNUM = csvw("rownum");
  private static final Node TITLE = csvw("title");
  private static final Node DESCRIBES = csvw("describes");
  private static final Node NOTE = csvw("note");

  private final boolean standard;
  private final Triples out;
  private Node group = Node.ANY;
  private Node tableNode = Node.ANY;
  private TableDescription table = TableDescription.at("");
  private List<@Nullable Node> properties = List.of();

  Csv2Rdf(Mode mode, Consumer<Triple> out) {
    this.standard = mode == Mode.STANDARD;
    this.out = new Triples(out);
  }

  @Override
  public void begin(TableGroup described) {
    group = node(described.id());
    if (standard) {
      out.say(group, RDF.Nodes.type, TABLE_GROUP);
      annotate(group, described.notes());
      described.annotations().forEach((name, value) -> out.say(group, name, value));
    }
  }

  @Override
  public void beginTable(TableDescription described) {
    table = described;
    properties = new ArrayList<>();
    for (ColumnDescription column : described.schema().columns()) {
      properties.add(
          column.inherited().propertyUrl() == null ? usualProperty(table, column) : null);
    }
    if (isSaid()) {
      tableNode = node(described.id());
      out.say(group, HAS_TABLE, tableNode);
      out.say(tableNode, RDF.Nodes.type, TABLE);
      out.say(tableNode, HAS_URL, NodeFactory.createURI(table.url()));
      annotate(tableNode, described.notes());
      described.annotations().forEach((name, value) -> out.say(tableNode, name, value));
    }
  }

  /// The property of a column that names none.
  static Node usualProperty(TableDescription table, ColumnDescription column) {
    return NodeFactory.createURI(Urls.withoutFragment(table.url()) + "#" + column.name());
  }

  private boolean isSaid() {
    return standard && !table.suppressOutput();
  }

  @Override
  public void row(AnnotatedRow row) {
    if (table.suppressOutput()) {
      return;
    }
    Node rowNode = Node.ANY;
    if (standard) {
      rowNode = out.blank();
      out.say(tableNode, HAS_ROW, rowNode);
      out.say(rowNode, RDF.Nodes.type, ROW);
      out.say(rowNode, ROWNUM, Triples.integer(row.number()));
      String url = Urls.withoutFragment(table.url()) + "#row=" + row.sourceNumber();
      out.say(rowNode, HAS_URL, NodeFactory.createURI(url));
      for (AnnotatedCell title : row.cells(table.schema().rowTitles())) {
        for (Value value : title.values()) {
          out.say(rowNode, TITLE, Triples.text(value.lexical(), title.column().lang()));
        }
      }
    }
    describe(row, rowNode);
  }

  private void describe(AnnotatedRow row, Node rowNode) {
    Node ownSubject = null;
    Set<Node> described = new HashSet<>();
    for (int c = 0; c < row.cells().size(); c++) {
      AnnotatedCell cell = row.cells().get(c);
      if (cell.column().suppressOutput()) {
        continue;
      }
      String about = cell.aboutUrl();
      if (about == null && ownSubject == null) {
        ownSubject = out.blank();
      }
      Node subject = about == null ? ownSubject : NodeFactory.createURI(about);
      if (subject != null) {
        if (standard && described.add(subject)) {
          out.say(rowNode, DESCRIBES, subject);
        }
        say(subject, property(cell, c), cell);
      }
    }
  }

  private Node property(AnnotatedCell cell, int place) {
    Node usual = properties.get(place);
    String url = cell.propertyUrl();
    if (usual != null) {
      return usual;
    }
    return NodeFactory.createURI(url == null ? table.url() : url);
  }

  private void say(Node subject, Node property, AnnotatedCell cell) {
    String url = cell.valueUrl();
    List<Node> values = cell.values().stream().map(value -> literal(value, cell.column())).toList();
    if (url != null) {
      out.say(subject, property, NodeFactory.createURI(url));
    } else if (cell.isList() && cell.column().ordered()) {
      out.say(subject, property, out.list(values));
    } else {
      values.forEach(value -> out.say(subject, property, value));
    }
  }

  static Node literal(Value value, ColumnDescription column) {
    Datatype datatype = value.datatype();
    return datatype.base() == BuiltinDatatype.STRING && datatype.id() == null
        ? Triples.text(value.lexical(), column.lang())
        : Triples.literal(value.lexical(), datatype.url());
  }

  @Override
  public void endTable(List<String> comments) {
    if (isSaid()) {
      for (String comment : comments) {
        out.say(tableNode, RDFS.Nodes.comment, Triples.literal(comment, XSD.xstring.getURI()));
      }
    }
  }

  @Override
  public void end() {}

  private void annotate(Node subject, List<JsonNode> notes) {
    notes.forEach(note -> out.say(subject, NOTE.getURI(), note));
  }

  private Node node(@Nullable String id) {
    return id == null ? out.blank() : NodeFactory.createURI(id);
  }

  private static Node csvw(String name) {
    return NodeFactory.createURI(Terms.CSVW + name);
  }
}
