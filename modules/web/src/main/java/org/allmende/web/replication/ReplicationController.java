package org.allmende.web.replication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Takeover;
import org.allmende.catalog.following.Unfit;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;
import org.allmende.web.datasets.FileAnswer;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What nodes say to each other: where they stand, a copy to begin with, the transactions since,
/// the files, and who writes. All of it is for the operator and for whoever has the nodes' token:
/// it holds everything, drafts and hashes of passwords included.
@RestController
@RequestMapping("/api/v1/replication")
public final class ReplicationController {

  private static final long MOST_AT_ONCE = 8L << 20;
  private static final int LONGEST_WAIT = 20;
  private static final int MOST_NAMES = 10_000;

  /// Whoever waits holds a thread that answers others, too.
  private static final int MOST_WAITING = 8;

  private static final String BYTES = "application/octet-stream";

  private final Replication replication;
  private final FileStore files;
  private final Takeover takeover;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  ReplicationController(Replication replication, FileStore files, Takeover takeover) {
    this.replication = replication;
    this.files = files;
    this.takeover = takeover;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] status(HttpServletResponse response) {
    uncached(response);
    return json(status());
  }

  private Map<String, @Nullable Object> status() {
    NodeRole role = replication.role();
    Position position = replication.position();
    var status = new LinkedHashMap<String, @Nullable Object>();
    status.put("store", replication.store());
    status.put("epoch", position.epoch());
    status.put("transaction", position.number());
    status.put("change", replication.change());
    status.put("role", role.kind().name().toLowerCase(java.util.Locale.ROOT));
    status.put("other", role.other().isEmpty() ? null : role.other());
    Optional<Following.Health> health = takeover.health();
    status.put("lagSeconds", health.map(one -> one.lag().toMillis() / 1000.0).orElse(null));
    status.put("behind", health.map(Following.Health::behind).orElse(null));
    status.put(
        "trouble",
        health.map(Following.Health::trouble).filter(one -> !one.isEmpty()).orElse(null));
    return status;
  }

  private static byte[] json(Map<String, @Nullable Object> object) {
    return Json.own().writeValueAsBytes(object);
  }

  private static void uncached(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @GetMapping("/base")
  void base(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Replication.Base base = replication.base();
    uncached(response);
    Bytes copy = new Bytes.Local(base.file());
    new FileAnswer(copy, BYTES, "\"" + base.mark() + "\"").send(request, response);
  }

  @GetMapping("/changes")
  void changes(
      @RequestParam String store,
      @RequestParam long epoch,
      @RequestParam long after,
      @RequestParam(defaultValue = "0") int wait,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (epoch < 0 || after < 0 || wait < 0 || wait > LONGEST_WAIT) {
      throw Problem.of(Trouble.INVALID_REQUEST);
    }
    if (store.equals(replication.store())) {
      replication.supersede(epoch, "");
    }
    var stands = new Position(epoch, after);
    if (wait > 0 && after(store, stands).isEmpty()) {
      await(after, Duration.ofSeconds(wait));
    }
    mark(response);
    send(after(store, stands), request, response);
  }

  private void await(long after, Duration atMost) {
    if (waiting.tryAcquire()) {
      try {
        replication.await(after, atMost);
      } finally {
        waiting.release();
      }
    }
  }

  private List<Replication.Piece> after(String store, Position position) throws IOException {
    try {
      return replication.after(store, position, MOST_AT_ONCE);
    } catch (Unfit e) {
      throw Problem.of(
              Trouble.CONFLICT,
              "Mit dem, was hier ist, kann die Kopie nicht fortgesetzt werden: "
                  + e.why().code()
                  + ".",
              "This copy cannot go on with what is here: " + e.why().code() + ".")
          .with("why", e.why().code());
    }
  }

  /// What stands in these headers is read before the transactions are: there may be more of them.
  private void mark(HttpServletResponse response) {
    Position position = replication.position();
    uncached(response);
    response.setHeader("Allmende-Store", replication.store());
    response.setHeader("Allmende-Epoch", Long.toString(position.epoch()));
    response.setHeader("Allmende-Transaction", Long.toString(position.number()));
    response.setHeader("Allmende-Change", Long.toString(replication.change()));
  }

  private static void send(
      List<Replication.Piece> pieces, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/rdf-patch");
    response.setContentLengthLong(pieces.stream().mapToLong(Replication.Piece::length).sum());
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    OutputStream out = response.getOutputStream();
    var target = Channels.newChannel(out);
    for (Replication.Piece piece : pieces) {
      try (FileChannel file = FileChannel.open(piece.file())) {
        for (long sent = 0; sent < piece.length(); ) {
          long now = file.transferTo(piece.offset() + sent, piece.length() - sent, target);
          if (now <= 0) {
            throw new IOException(piece.file() + " is shorter than it was");
          }
          sent += now;
        }
      }
    }
  }

  /// Which of the names in the lines of a text are files here, and how long each is.
  @PostMapping(value = "/files", produces = MediaType.TEXT_PLAIN_VALUE)
  byte[] present(@RequestBody(required = false) @Nullable String body) throws IOException {
    var present = new StringBuilder();
    List<String> names = body == null ? List.of() : body.lines().limit(MOST_NAMES + 1L).toList();
    if (names.size() > MOST_NAMES) {
      throw Problem.of(Trouble.TOO_LARGE);
    }
    for (String name : names) {
      Optional<Bytes> file = hash(name).flatMap(files::find);
      if (file.isPresent()) {
        present.append(name).append(' ').append(file.get().size()).append('\n');
      }
    }
    return present.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @GetMapping("/files/{hash}")
  void file(@PathVariable String hash, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Bytes bytes = hash(hash).flatMap(files::find).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    uncached(response);
    new FileAnswer(bytes, BYTES, "\"" + hash + "\"").send(request, response);
  }

  private static Optional<Sha256> hash(String text) {
    try {
      return Optional.of(new Sha256(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Hears that another node writes.
  @PostMapping(value = "/epoch", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] epoch(@RequestBody byte[] body) throws IOException {
    JsonNode said = said(body);
    if (!said.path("store").asString("").equals(replication.store())
        || !said.path("epoch").isIntegralNumber()) {
      throw Problem.of(Trouble.CONFLICT);
    }
    replication.supersede(said.path("epoch").asLong(), said.path("by").asString(""));
    return json(status());
  }

  private static JsonNode said(byte[] body) {
    try {
      return Json.foreign().readTree(body);
    } catch (JacksonException _) {
      throw Problem.of(Trouble.INVALID_REQUEST);
    }
  }

  /// Has this node take over.
  @PostMapping(value = "/promotion", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] promotion() throws IOException {
    if (replication.role().writes()) {
      throw Problem.of(
          Trouble.CONFLICT, "Dieser Knoten schreibt schon.", "This node writes already.");
    }
    Following.Promotion promotion = takeover.promote();
    var result = new LinkedHashMap<String, @Nullable Object>();
    result.put("epoch", promotion.epoch());
    result.put("told", promotion.told());
    result.put("complete", promotion.complete());
    return json(result);
  }
}
