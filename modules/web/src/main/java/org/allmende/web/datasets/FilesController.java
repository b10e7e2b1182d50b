package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Notes;
import org.allmende.model.Bytes;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.web.http.Caller;
import org.allmende.web.http.FileName;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The original bytes, byte for byte, to be saved and never to be shown: whatever is in them must
/// not run in anybody's browser. Knowing a hash opens nothing: a published dataset has to refer to
/// the file, or whoever asks has to be allowed to write the dataset that holds it.
@RestController
public final class FilesController {

  private static final String ISOLATED = "default-src 'none'; sandbox; frame-ancestors 'none'";

  private final DatasetStore store;
  private final FileStore files;

  FilesController(DatasetStore store, FileStore files) {
    this.store = store;
    this.files = files;
  }

  @GetMapping("/files/{hash}/{name}")
  void file(
      @PathVariable String hash,
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Sha256 sha256 = hash(hash);
    if (!store.publishes(sha256) && !mayRead(request, sha256)) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    Bytes bytes = files.find(sha256).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    String given = FileName.of(name);
    response.setHeader("Content-Security-Policy", ISOLATED);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(given, StandardCharsets.UTF_8).build().toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    new FileAnswer(bytes, FileTypes.of(given), "\"" + sha256.hex() + "\"").send(request, response);
  }

  private static Sha256 hash(String text) {
    try {
      return new Sha256(text);
    } catch (IllegalArgumentException _) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
  }

  private boolean mayRead(HttpServletRequest request, Sha256 file) {
    Optional<Actor> actor = Caller.of(request);
    if (actor.isEmpty()) {
      return false;
    }
    return actor.get().isOperator()
        || actor.get().roles().keySet().stream()
            .flatMap(tenant -> store.ids(tenant, State.DRAFT).stream())
            .anyMatch(draft -> holds(draft, file));
  }

  private boolean holds(DatasetId draft, Sha256 file) {
    return store
        .find(draft)
        .map(stored -> Notes.read(stored.entry().notes()).files())
        .map(named -> named.stream().anyMatch(one -> one.sha256().equals(file)))
        .orElse(false);
  }
}
