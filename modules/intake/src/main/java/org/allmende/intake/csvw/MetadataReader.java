package org.allmende.intake.csvw;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.intake.csvw.Schema.ForeignKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads [metadata](https://www.w3.org/TR/tabular-metadata/) that describe tables.
final class MetadataReader {

  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");
  private static final int MOST_TABLES = 1_000;

  private final Resources resources;
  private final Report report;

  MetadataReader(Resources resources, Report report) {
    this.resources = resources;
    this.report = report;
  }

  /// What tables have from the group they are in.
  ///
  /// @param dialect null where the group has none
  /// @param schema null where the group has none
  private record Around(
      Inherited inherited, @Nullable DialectDescription dialect, @Nullable JsonNode schema) {

    static final Around NOTHING = new Around(Inherited.NOTHING, null, null);
  }

  /// Reads what lies at an address; empty where there is nothing.
  Optional<TableGroup> read(String url) throws IOException, InvalidMetadata {
    Optional<MetadataDocument> document = MetadataDocument.open(url, resources, report);
    return document.isEmpty() ? Optional.empty() : Optional.of(read(document.get()));
  }

  TableGroup read(MetadataDocument document) throws IOException, InvalidMetadata {
    if (!document.hasContext()) {
      throw new InvalidMetadata("@context", "@context fehlt", "@context is missing");
    }
    Members members = document.members();
    boolean isGroup = document.object().has("tables") || !document.object().has("url");
    TableGroup group = isGroup ? group(members) : TableGroup.of(table(members, Around.NOTHING));
    checkReferences(group);
    return group;
  }

  private TableGroup group(Members members) throws IOException, InvalidMetadata {
    String id = members.id();
    members.type("TableGroup");
    Inherited inherited = Inherited.read(members, Inherited.NOTHING);
    var around = new Around(inherited, dialect(members), members.value("tableSchema"));
    direction(members);
    transformations(members);
    List<JsonNode> notes = notes(members);
    var tables = new ArrayList<TableDescription>();
    for (ObjectNode table : members.objects("tables")) {
      tables.add(table(new Members(table, members.scope()), around));
    }
    if (tables.isEmpty() || tables.size() > MOST_TABLES) {
      throw new InvalidMetadata("tables", "„tables“ nennt keine Tabelle", "“tables” has no table");
    }
    return new TableGroup(id, tables, notes, members.common());
  }

  private TableDescription table(Members members, Around around)
      throws IOException, InvalidMetadata {
    String id = members.id();
    members.type("Table");
    String url = members.string("url");
    if (url == null) {
      throw new InvalidMetadata("url", "„url“ fehlt bei einer Tabelle", "a table has no “url”");
    }
    Inherited inherited = Inherited.read(members, around.inherited());
    DialectDescription dialect = dialect(members);
    JsonNode own = members.value("tableSchema");
    Schema schema = schema(own == null ? around.schema() : own, members.scope(), inherited);
    direction(members);
    transformations(members);
    boolean suppressed = Boolean.TRUE.equals(members.bool("suppressOutput"));
    List<JsonNode> notes = notes(members);
    return new TableDescription(
        members.scope().resolved(url),
        id,
        dialect == null ? around.dialect() : dialect,
        schema,
        suppressed,
        notes,
        members.common());
  }

  private Schema schema(@Nullable JsonNode value, Scope scope, Inherited inherited)
      throws IOException, InvalidMetadata {
    if (value == null) {
      return new Schema(false, null, List.of(), inherited, List.of(), List.of(), List.of());
    }
    Members members = described("tableSchema", value, scope);
    Schema schema = SchemaReader.read(members, inherited);
    return schema.id() == null && value.isString()
        ? new Schema(
            true,
            scope.resolved(value.asString()),
            schema.columns(),
            schema.inherited(),
            schema.primaryKey(),
            schema.rowTitles(),
            schema.foreignKeys())
        : schema;
  }

  private @Nullable DialectDescription dialect(Members members)
      throws IOException, InvalidMetadata {
    JsonNode value = members.value("dialect");
    return value == null
        ? null
        : DialectDescription.read(described("dialect", value, members.scope()));
  }

  /// An object property: an object, or the address of a document that is one.
  private Members described(String property, JsonNode value, Scope scope)
      throws IOException, InvalidMetadata {
    if (value instanceof ObjectNode object) {
      return new Members(object, scope);
    }
    if (value.isString()) {
      var document = MetadataDocument.open(scope.resolved(value.asString()), resources, report);
      if (document.isPresent()) {
        return document.get().members();
      }
      throw new InvalidMetadata(
          property,
          "„" + property + "“ verweist auf nichts",
          "“" + property + "” refers to nothing");
    }
    scope.ignored(property, value);
    return new Members(JsonNodeFactory.instance.objectNode(), scope);
  }

  private static void direction(Members members) {
    String direction = members.string("tableDirection");
    if (direction != null && !DIRECTIONS.contains(direction)) {
      members.ignore("tableDirection");
    }
  }

  private static List<JsonNode> notes(Members members) throws InvalidMetadata {
    var notes = new ArrayList<JsonNode>();
    for (ObjectNode note : members.objects("notes")) {
      notes.add(CommonProperty.normalized(note, members.scope()));
    }
    return notes;
  }

  private static void transformations(Members members) throws InvalidMetadata {
    for (ObjectNode object : members.objects("transformations")) {
      var transformation = new Members(object, members.scope());
      transformation.id();
      transformation.type("Template");
      for (String required : List.of("url", "targetFormat", "scriptFormat")) {
        if (transformation.link(required) == null) {
          throw new InvalidMetadata(
              required,
              "„" + required + "“ fehlt bei einer Umwandlung",
              "a transformation has no “" + required + "”");
        }
      }
      transformation.string("source");
      NaturalLanguage.read(transformation, "titles");
      transformation.common();
    }
  }

  private static void checkReferences(TableGroup group) throws InvalidMetadata {
    for (TableDescription table : group.tables()) {
      for (ForeignKey key : table.schema().foreignKeys()) {
        TableDescription to =
            key.table(group).orElseThrow(() -> SchemaReader.wrongReference("reference"));
        for (String column : key.referenced()) {
          if (to.schema().place(column).isEmpty()) {
            throw SchemaReader.wrongReference("columnReference");
          }
        }
      }
    }
  }
}
