package org.allmende.intake.csvw;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Where tabular data and metadata come from. The caller decides which addresses there are and what
/// lies there; nothing is fetched otherwise.
public interface Resources {

  /// What lies at an address; empty where there is nothing.
  ///
  /// @param url absolute
  Optional<Resource> open(String url) throws IOException;

  /// What an address gave.
  ///
  /// @param contentType as HTTP has it; may be empty
  /// @param links the values of `Link` headers
  /// @param body closed by whoever opened the resource
  record Resource(String contentType, List<String> links, InputStream body) {
    public Resource {
      links = List.copyOf(links);
    }
  }
}
