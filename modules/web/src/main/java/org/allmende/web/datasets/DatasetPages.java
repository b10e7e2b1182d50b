package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.allmende.catalog.browsing.Browsing;
import org.springframework.http.ResponseEntity;

/// Shows a dataset to people.
public interface DatasetPages {

  /// The page of a dataset in whatever state it is.
  ResponseEntity<byte[]> page(HttpServletRequest request, Browsing.Shown shown) throws IOException;
}
