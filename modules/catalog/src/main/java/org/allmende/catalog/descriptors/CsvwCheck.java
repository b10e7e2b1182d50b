package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.allmende.intake.csvw.Resources;
import org.allmende.intake.csvw.TabularData;
import org.allmende.model.Finding;
import org.allmende.model.Severity;

/// Checks a file against the CSVW that lies beside it. Nothing that is found holds publication
/// back, for the file is published as it is.
///
/// @param beside where both are; nothing is looked for elsewhere
record CsvwCheck(Beside beside) implements Resources {

  private static final String BASE = "http://folder.invalid/";
  private static final int LISTED = 50;

  /// @param file path of the file, from where both are
  /// @param metadata path of what describes it
  static List<Finding> of(String file, String metadata, Beside beside) throws IOException {
    return TabularData.at(address(file), address(metadata), new CsvwCheck(beside))
        .validateFile()
        .findings()
        .stream()
        .limit(LISTED)
        .map(found ->
            new Finding(
                found.code(), Severity.WARNING, found.place(), found.message(), found.advice()))
        .toList();
  }

  private static String address(String path) {
    try {
      return BASE + new URI(null, null, "/" + path, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public Optional<Resource> open(String url) throws IOException {
    if (!url.startsWith(BASE)) {
      return Optional.empty();
    }
    try {
      String path = new URI(url).getPath();
      return beside
          .open(path == null ? "" : path.substring(1))
          .map(body -> new Resource("", List.of(), body));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
