package org.allmende.intake.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.allmende.intake.files.Allowance;
import org.allmende.intake.geometry.ReferenceSystem;
import org.allmende.intake.geometry.Wgs84;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;

/// A [GeoPackage](https://www.geopackage.org/spec/), which is an SQLite database: each of its
/// tables of features or attributes is a table.
///
/// The file is opened as one that nobody can change, without extensions. Only what is stored in it
/// is read: views and virtual tables run what their author wrote and for as long as they like, so
/// they are left alone.
public final class GeoPackage {

  private static final int LARGEST_VALUE = 64 << 20;
  private static final String TABLES =
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'create virtual%'"
          + " LIMIT 100000";
  private static final String CONTENTS =
      "SELECT table_name FROM gpkg_contents"
          + " WHERE data_type IN ('features', 'attributes', 'aspatial') LIMIT 10000";
  private static final String GEOMETRIES =
      "SELECT table_name, column_name FROM gpkg_geometry_columns LIMIT 10000";
  private static final String SYSTEMS =
      "SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
          + " LIMIT 10000";

  private final Path file;
  private final Set<String> stored = new HashSet<>();
  private final Map<String, String> geometries = new HashMap<>();
  private final Map<Integer, Integer> systems = new HashMap<>();

  private GeoPackage(Path file) {
    this.file = file;
  }

  /// The tables in it.
  public static Layers layers(Path file) throws IOException {
    var geoPackage = new GeoPackage(file);
    try (Connection connection = geoPackage.open()) {
      return geoPackage.layers(connection);
    } catch (SQLException e) {
      throw new Layers.Damaged(e);
    }
  }

  private Layers layers(Connection connection) throws SQLException {
    list(connection, TABLES, row -> stored.add(lower(row.apply(1))));
    if (stored.contains("gpkg_spatial_ref_sys")) {
      list(connection, SYSTEMS, this::system);
    }
    if (stored.contains("gpkg_geometry_columns")) {
      list(connection, GEOMETRIES, row -> geometries.put(lower(row.apply(1)), lower(row.apply(2))));
    }
    var names = new ArrayList<String>();
    if (stored.contains("gpkg_contents")) {
      list(connection, CONTENTS, row -> names.add(row.apply(1)));
    }
    var layers = new LinkedHashMap<String, FieldRecords>();
    var unread = new ArrayList<String>();
    for (String name : names) {
      if (layers.size() < Layers.MOST && stored.contains(lower(name))) {
        layers.put(name, new GeoPackageTable(this, name, geometries.getOrDefault(lower(name), "")));
      } else {
        unread.add(name);
      }
    }
    return new Layers(layers, unread);
  }

  private interface Listed {
    void take(IntFunction<String> row);
  }

  private static void list(Connection connection, String query, Listed listed) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      while (found.next()) {
        var cells = new ArrayList<String>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String cell = found.getString(i);
          cells.add(cell == null ? "" : cell);
        }
        listed.take(i -> cells.get(i - 1));
      }
    }
  }

  private void system(IntFunction<String> row) {
    int number =
        row.apply(2).equalsIgnoreCase("EPSG")
            ? number(row.apply(3))
            : ReferenceSystem.of(row.apply(4));
    systems.put(number(row.apply(1)), number);
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  /// What the text of a geometry begins with.
  ///
  /// @param id of a reference system in this file
  String prefix(int id) {
    int number = systems.getOrDefault(id, 0);
    return Wgs84.isDegrees(number) ? "" : "SRID=" + number + ";";
  }

  /// How much may come out of it.
  Allowance allowance() throws IOException {
    return Allowance.ofPlain(Files.size(file));
  }

  Connection open() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setPragma(Pragma.LIMIT_LENGTH, String.valueOf(LARGEST_VALUE));
    String address = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1&mode=ro";
    Connection connection = config.createConnection(address);
    try (var statement = connection.createStatement()) {
      for (String setting :
          List.of(
              "trusted_schema = OFF",
              "query_only = ON",
              "cell_size_check = ON",
              "mmap_size = 0",
              "cache_size = -4096")) {
        statement.execute("PRAGMA " + setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
