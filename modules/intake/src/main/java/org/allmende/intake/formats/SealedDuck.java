package org.allmende.intake.formats;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// DuckDB in this process, shut off from everything but what it is given: no other file, no
/// network, no extension, and no way to open it again. The only place where it is started.
public final class SealedDuck {

  private SealedDuck() {}

  /// Starts an engine.
  ///
  /// @param settings of memory, threads and temporary files, such as `threads = 2`
  /// @param file the only file it sees beside the folder
  /// @param folder in which it may read and write
  static DuckDBConnection start(List<String> settings, Path file, Path folder) throws SQLException {
    return sealed(settings, List.of("allowed_paths = [" + literal(file) + "]", seen(folder)));
  }

  /// Starts an engine.
  ///
  /// @param settings of memory, threads and temporary files, such as `threads = 2`
  /// @param folder in which it may read and write; it sees nothing else
  public static DuckDBConnection start(List<String> settings, Path folder) throws SQLException {
    return sealed(settings, List.of(seen(folder)));
  }

  private static String seen(Path folder) {
    return "allowed_directories = [" + literal(folder) + "]";
  }

  private static DuckDBConnection sealed(List<String> settings, List<String> seen)
      throws SQLException {
    // asked itself: DriverManager finds no driver where a thread sees other classes than we do
    var duck = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    try (Statement statement = duck.createStatement()) {
      for (List<String> some :
          List.of(
              settings,
              List.of("autoinstall_known_extensions = false", "autoload_known_extensions = false"),
              seen,
              List.of("enable_external_access = false", "lock_configuration = true"))) {
        statement.execute(some.stream().map(one -> "SET " + one).collect(Collectors.joining("; ")));
      }
      return duck;
    } catch (SQLException e) {
      duck.close();
      throw e;
    }
  }

  /// A path in a statement. Paths are our own, and quoted all the same.
  public static String literal(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }
}
