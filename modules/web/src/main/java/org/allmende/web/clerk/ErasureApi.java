package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.erasing.Erasure;
import org.allmende.model.State;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Unchanged;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Erases a dataset for good, for programs: where a person asks for it, withdrawing keeps too much.
@RestController
public final class ErasureApi {

  private final Erasure erasure;
  private final Visible visible;

  ErasureApi(Erasure erasure, Visible visible) {
    this.erasure = erasure;
    this.visible = visible;
  }

  /// Answers once nobody is shown anything any more; the bytes go from the disk soon after.
  @PostMapping("/api/v1/datasets/{tenant}/{slug}/erasure")
  ResponseEntity<byte[]> erase(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Shown shown = visible.toChange(request, tenant, slug);
    Unchanged.require(request, shown.stored().change());
    var json = new LinkedHashMap<String, Object>();
    json.put("id", shown.id().toString());
    json.put("state", State.WITHDRAWN.code());
    json.put("change", erasure.dataset(shown.id(), Caller.mark(request)));
    return Reply.written(HttpStatus.ACCEPTED, Map.of(), json);
  }
}
