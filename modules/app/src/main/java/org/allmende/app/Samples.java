package org.allmende.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The samples that the program brings along.
final class Samples {

  private static final String FOLDER = "/samples/";

  private Samples() {}

  /// Writes them out of the program's own jar into a folder.
  ///
  /// @return the folder of the sample tenants in it
  static Path in(Path scratch) throws IOException {
    Path folder = scratch.resolve("samples");
    for (Resource resource :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:" + FOLDER + "tenants/**")) {
      if (resource.isReadable() && resource.contentLength() >= 0 && !isFolder(resource)) {
        String address = resource.getURL().getPath();
        String name = address.substring(address.lastIndexOf(FOLDER) + FOLDER.length());
        Path file = folder.resolve(URLDecoder.decode(name, StandardCharsets.UTF_8));
        Files.createDirectories(file.getParent());
        try (InputStream in = resource.getInputStream()) {
          Files.copy(in, file);
        }
      }
    }
    return folder.resolve("tenants");
  }

  private static boolean isFolder(Resource resource) throws IOException {
    return resource.getURL().getPath().endsWith("/")
        || (resource.isFile() && resource.getFile().isDirectory());
  }

  /// Removes what was made for a demonstration.
  static void forget(Path scratch) throws IOException {
    try (Stream<Path> tree = Files.walk(scratch)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
