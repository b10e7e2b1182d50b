package org.allmende.intake.formats;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.allmende.intake.files.Allowance;
import org.allmende.intake.geometry.WellKnownBinary;

/// The rows of a table in a GeoPackage, values as text, geometries as well-known text with the
/// number of their reference system; other bytes have none. A row's line is its number. Columns
/// that are computed when they are read are left out.
///
/// @param geometry the name of the column of geometries, in small letters; empty where there is
///   none
record GeoPackageTable(GeoPackage file, String name, String geometry) implements FieldRecords {

  private static final int LEAST_HEADER = 8;
  private static final int[] ENVELOPES = {0, 32, 48, 48, 64};

  /// @param type as declared, in small letters
  private record Field(String name, String type) {}

  @Override
  public List<String> fields() throws IOException {
    try (Connection connection = file.open()) {
      return described(connection).stream().map(Field::name).toList();
    } catch (SQLException e) {
      throw new Layers.Damaged(e);
    }
  }

  @Override
  public void each(Taker taker) throws IOException {
    Allowance allowance = file.allowance();
    try (Connection connection = file.open()) {
      List<Field> fields = described(connection);
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(query(fields))) {
        for (int line = 1; rows.next(); line++) {
          var record = new LinkedHashMap<String, String>();
          long length = 0;
          for (int i = 0; i < fields.size(); i++) {
            String text = text(fields.get(i), rows, i + 1);
            length += text.length();
            record.put(fields.get(i).name(), text);
          }
          allowance.spend(fields.size(), 1, length + fields.size());
          taker.take(line, record);
        }
      }
    } catch (SQLException e) {
      throw new Layers.Damaged(e);
    }
  }

  private List<Field> described(Connection connection) throws SQLException {
    var fields = new ArrayList<Field>();
    try (var statement =
        connection.prepareStatement(
            "SELECT name, lower(type) FROM pragma_table_xinfo(?) WHERE hidden = 0")) {
      statement.setString(1, name);
      try (var found = statement.executeQuery()) {
        while (found.next() && fields.size() < MOST_FIELDS) {
          fields.add(new Field(found.getString(1), String.valueOf(found.getString(2))));
        }
      }
    }
    return fields;
  }

  private String query(List<Field> fields) {
    var names = fields.stream().map(field -> quoted(field.name())).toList();
    return "SELECT " + String.join(", ", names) + " FROM " + quoted(name);
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private String text(Field field, ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    return switch (value) {
      case null -> "";
      case Double number -> number(number);
      case Number number ->
          field.type().equals("boolean") ? truth(number.longValue()) : number.toString();
      case byte[] bytes -> field.name().equalsIgnoreCase(geometry) ? geometry(bytes) : "";
      default -> value.toString();
    };
  }

  private static String number(double value) {
    return Double.isFinite(value) ? SheetCells.plain(BigDecimal.valueOf(value)) : "";
  }

  private static String truth(long number) {
    return number == 0 ? "false" : number == 1 ? "true" : Long.toString(number);
  }

  /// A geometry behind the header of [2.1.3](https://www.geopackage.org/spec/#gpb_format).
  private String geometry(byte[] blob) {
    if (blob.length < LEAST_HEADER || blob[0] != 'G' || blob[1] != 'P') {
      return "";
    }
    var bytes = ByteBuffer.wrap(blob);
    boolean little = (blob[3] & 1) == 1;
    int envelope = blob[3] >> 1 & 7;
    int id = bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).getInt(4);
    if (envelope >= ENVELOPES.length || blob.length < LEAST_HEADER + ENVELOPES[envelope]) {
      return "";
    }
    String text = WellKnownBinary.text(bytes.position(LEAST_HEADER + ENVELOPES[envelope]));
    return text.isEmpty() ? "" : file.prefix(id) + text;
  }
}
