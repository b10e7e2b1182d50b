package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.allmende.intake.csvw.Schema.ForeignKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads [schemas](https://www.w3.org/TR/tabular-metadata/#schemas).
final class SchemaReader {

  private static final int MOST_COLUMNS = 20_000;

  private final Members members;
  private final List<ColumnDescription> columns = new ArrayList<>();

  private SchemaReader(Members members) {
    this.members = members;
  }

  static Schema read(Members members, Inherited around) throws InvalidMetadata {
    return new SchemaReader(members).schema(around);
  }

  private Schema schema(Inherited around) throws InvalidMetadata {
    String id = members.id();
    members.type("Schema");
    Inherited inherited = Inherited.read(members, around);
    columns(inherited);
    List<Integer> primaryKey = known("primaryKey");
    List<Integer> rowTitles = known("rowTitles");
    var foreignKeys = new ArrayList<ForeignKey>();
    for (ObjectNode foreignKey : members.objects("foreignKeys")) {
      foreignKeys.add(foreignKey(new Members(foreignKey, members.scope())));
    }
    members.common();
    return new Schema(true, id, columns, inherited, primaryKey, rowTitles, foreignKeys);
  }

  private void columns(Inherited inherited) throws InvalidMetadata {
    Set<String> names = new HashSet<>();
    boolean virtual = false;
    for (ObjectNode object : members.objects("columns")) {
      ColumnDescription column = column(new Members(object, members.scope()), inherited);
      columns.add(column);
      if (!names.add(column.name())) {
        throw new InvalidMetadata(
            "name",
            "zwei Spalten heißen " + column.name(),
            "two columns are called " + column.name());
      }
      if (virtual && !column.isVirtual()) {
        throw new InvalidMetadata(
            "virtual",
            "nach virtuellen Spalten kommt eine aus der Datei",
            "after virtual columns comes one of the file");
      }
      virtual = column.isVirtual();
      if (columns.size() > MOST_COLUMNS) {
        throw new InvalidMetadata("columns", "zu viele Spalten", "too many columns");
      }
    }
  }

  private ColumnDescription column(Members column, Inherited around) throws InvalidMetadata {
    column.id();
    column.type("Column");
    NaturalLanguage titles = NaturalLanguage.read(column, "titles");
    String name = column.string("name");
    if (name != null && !ColumnDescription.isName(name)) {
      column.ignore("name");
      name = null;
    }
    Inherited inherited = Inherited.read(column, around);
    boolean suppressed = isTrue(column.bool("suppressOutput"));
    boolean virtual = isTrue(column.bool("virtual"));
    column.common();
    return new ColumnDescription(
        name == null ? name(titles, column.scope()) : name,
        name != null,
        titles,
        inherited,
        suppressed,
        virtual);
  }

  private String name(NaturalLanguage titles, Scope scope) {
    List<String> said = titles.in(scope.language());
    return said.isEmpty()
        ? "_col." + (columns.size() + 1)
        : ColumnDescription.nameOf(said.getFirst());
  }

  /// A column reference property; references to columns that are not there do not count.
  private List<Integer> known(String property) {
    List<Integer> places = places(members.strings(property));
    if (places.isEmpty()) {
      members.ignore(property);
    }
    return places;
  }

  /// Where columns are; none when one of them is not there.
  private List<Integer> places(List<String> names) {
    var schema =
        new Schema(true, null, columns, Inherited.NOTHING, List.of(), List.of(), List.of());
    var places = new ArrayList<Integer>();
    for (String name : names) {
      OptionalInt place = schema.place(name);
      if (place.isEmpty()) {
        return List.of();
      }
      places.add(place.getAsInt());
    }
    return places;
  }

  private ForeignKey foreignKey(Members key) throws InvalidMetadata {
    List<Integer> places = places(key.strings("columnReference"));
    JsonNode reference = key.value("reference");
    key.nothingElse("foreignKeys");
    if (places.isEmpty() || !(reference instanceof ObjectNode object)) {
      throw wrongReference("columnReference");
    }
    var to = new Members(object, key.scope());
    String resource = to.link("resource");
    String schema = to.link("schemaReference");
    List<String> referenced = to.strings("columnReference");
    to.nothingElse("reference");
    if ((resource == null) == (schema == null) || referenced.size() != places.size()) {
      throw wrongReference("reference");
    }
    return new ForeignKey(places, resource, schema, referenced);
  }

  static InvalidMetadata wrongReference(String property) {
    return new InvalidMetadata(
        property,
        "ein Fremdschlüssel nennt Spalten oder eine Tabelle, die nicht beschrieben sind",
        "a foreign key names columns or a table that are not described");
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
