package org.allmende.intake.csvw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of the W3C's tests, as if they lay where they say they do.
record SuiteFiles(Path folder, String linkedFrom, String link, String contentType)
    implements Resources {

  static final String BASE = "http://www.w3.org/2013/csvw/tests/";

  private static final String CONFIGURATION = "http://www.w3.org/.well-known/csvm";

  @Override
  public Optional<Resource> open(String url) throws IOException {
    if (url.equals(CONFIGURATION)) {
      byte[] places =
          "{+url}-metadata.json\ncsv-metadata.json\n{+url}.json\ncsvm.json\n"
              .getBytes(StandardCharsets.UTF_8);
      return Optional.of(new Resource("text/plain", List.of(), new ByteArrayInputStream(places)));
    }
    String normal = Urls.normalized(url);
    if (!normal.startsWith(BASE)) {
      return Optional.empty();
    }
    Path file = folder.resolve(normal.substring(BASE.length()));
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> links = url.equals(linkedFrom) && !link.isEmpty() ? List.of(link) : List.of();
    String type =
        url.equals(linkedFrom) && !contentType.isEmpty() ? contentType : type(file.toString());
    return Optional.of(new Resource(type, links, Files.newInputStream(file)));
  }

  private static String type(String file) {
    return file.endsWith(".json")
        ? "application/json"
        : file.endsWith(".tsv") ? "text/tab-separated-values" : "text/csv";
  }
}
