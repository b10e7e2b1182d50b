package org.allmende.catalog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.allmende.intake.csvw.Resources;
import org.allmende.intake.csvw.TabularData;
import org.allmende.model.Finding;
import org.allmende.model.Severity;

/// Checks a file against the CSVW that lies beside it. Nothing that is found holds publication
/// back, for the file is published as it is.
///
/// @param folder where both are; no other is looked into
record CsvwCheck(Path folder) implements Resources {

  private static final String BASE = "http://folder.invalid/";
  private static final int LISTED = 50;

  static List<Finding> of(Path file, Path metadata) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return List.of();
    }
    return TabularData.at(address(file), address(metadata), new CsvwCheck(folder))
        .validateFile()
        .findings()
        .stream()
        .limit(LISTED)
        .map(found ->
            new Finding(
                found.code(), Severity.WARNING, found.place(), found.message(), found.advice()))
        .toList();
  }

  private static String address(Path file) {
    try {
      String name = String.valueOf(file.getFileName());
      return BASE + new URI(null, null, "/" + name, null).toASCIIString().substring(1);
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
      Path file = folder.resolve(path == null ? "" : path.substring(1)).normalize();
      return file.startsWith(folder) && Files.isRegularFile(file)
          ? Optional.of(
              new Resource("", List.of(), new BufferedInputStream(Files.newInputStream(file))))
          : Optional.empty();
    } catch (URISyntaxException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
