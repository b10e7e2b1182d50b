package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.catalog.following.Later;
import org.allmende.catalog.following.Leader;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Unfit;
import org.allmende.catalog.said.Json;
import org.allmende.model.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Another node over the guarded network. It is asked at the address an operator has set, and
/// nowhere else; what it answers is bounded and believed only as far as it has been looked at.
public final class NetworkLeader implements Leader {

  private static final int LONGEST_TEXT = 2 << 20;

  /// Nothing that is left over of a transaction is longer than what it came in.
  private static final long LONGEST_CHANGES = 4L << 30;

  private static final long LONGEST_BASE = 1L << 40;

  /// Bytes of an answer that are taken between two looks at the free space, and what must be left.
  private static final long LOOK = 16 << 20;

  private static final long ROOM = 256L << 20;

  private static final Limits USUAL = limits(Duration.ofSeconds(10), Duration.ofHours(6));

  /// A copy is made before the first byte of it comes.
  private static final Limits PATIENT = limits(Duration.ofMinutes(30), Duration.ofHours(24));

  private final URI address;
  private final Map<String, String> headers;
  private final Network network;
  private final Network patient;

  /// @param address of the other node
  /// @param token by which nodes know each other
  public NetworkLeader(URI address, String token) {
    this.address = address;
    this.headers = Map.of("Authorization", "Bearer " + token);
    var allowed = new HashSet<String>();
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    allowed.add(host + ":" + (address.getPort() < 0 ? usual : address.getPort()));
    this.network = new Network(allowed, USUAL);
    this.patient = new Network(allowed, PATIENT);
  }

  private static Limits limits(Duration silence, Duration total) {
    return new Limits(
        0,
        Long.MAX_VALUE,
        Duration.ofSeconds(3),
        silence,
        total,
        Duration.ofMinutes(1),
        1_024,
        1,
        Duration.ZERO);
  }

  @Override
  public String address() {
    return address.toString();
  }

  private URI at(String path) {
    return URI.create(address.toString().replaceFirst("/+$", "") + "/api/v1/replication" + path);
  }

  @Override
  public Status status() throws IOException {
    return network.converse(at(""), headers, null, NetworkLeader::status);
  }

  @Override
  public Status tell(String store, long epoch, String by) throws IOException {
    var said = Map.of("store", store, "epoch", epoch, "by", by);
    var asked = with("Content-Type", "application/json");
    return network.converse(
        at("/epoch"), asked, Json.own().writeValueAsString(said), NetworkLeader::status);
  }

  private Map<String, String> with(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return all;
  }

  private static Status status(int status, HttpHeaders headers, InputStream body)
      throws IOException {
    require(status, 200, headers, body);
    JsonNode said = json(body);
    try {
      return new Status(
          said.path("store").asString(""),
          new Position(said.path("epoch").asLong(-1), said.path("transaction").asLong(-1)),
          said.path("change").asLong(-1),
          said.path("role").asString("").equals("leader"));
    } catch (IllegalArgumentException e) {
      throw new IOException("it does not say where it stands", e);
    }
  }

  private static JsonNode json(InputStream body) throws IOException {
    try {
      return Json.foreign().readTree(text(body));
    } catch (JacksonException e) {
      throw new IOException("it answers what is no JSON", e);
    }
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LONGEST_TEXT + 1);
    if (bytes.length > LONGEST_TEXT) {
      throw new IOException("it answers more than was asked for");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void require(int status, int wanted, HttpHeaders answered, InputStream body)
      throws IOException {
    if (status == wanted) {
      return;
    }
    if (status == 429 || status == 503) {
      Duration pause = Network.retryAfter(answered);
      if (pause.compareTo(Limits.LONGEST_PAUSE) > 0) {
        pause = Limits.LONGEST_PAUSE;
      }
      throw new Later("it answers with the error " + status, pause);
    }
    if (status == 401 || status == 403) {
      throw new IOException("it does not accept the token (allmende.replication-token)");
    }
    if (status == 409) {
      String why = json(body).path("why").asString("");
      for (Unfit.Why one : Unfit.Why.values()) {
        if (one.code().equals(why)) {
          throw new Unfit(one);
        }
      }
    }
    throw new IOException("it answers with the error " + status);
  }

  @Override
  public void base(Path part) throws IOException {
    Path marked = part.resolveSibling(part.getFileName() + ".mark");
    long have = Files.exists(part) && Files.exists(marked) ? Files.size(part) : 0;
    var asked = new LinkedHashMap<>(headers);
    if (have > 0) {
      asked.put("Range", "bytes=" + have + "-");
      asked.put("If-Range", Files.readString(marked));
    }
    patient.converse(
        at("/base"),
        asked,
        null,
        (status, answered, body) -> {
          if (status == 416) {
            Files.delete(marked);
            throw new IOException("the copy begins anew");
          }
          require(status, have > 0 && status == 206 ? 206 : 200, answered, body);
          if (status == 200) {
            // Never the mark of the new one beside bytes of the old.
            Files.deleteIfExists(part);
          }
          Files.writeString(marked, answered.firstValue("ETag").orElse(""));
          gather(body, part, status == 206, length(answered), LONGEST_BASE);
          Files.delete(marked);
          return true;
        });
  }

  private static long length(HttpHeaders headers) {
    return headers.firstValueAsLong("Content-Length").orElse(-1);
  }

  /// Takes in what comes, and keeps it when it breaks off.
  ///
  /// @param on whether it is the rest of what is there
  /// @param length as it was announced; -1 where it was not
  private static void gather(InputStream body, Path to, boolean on, long length, long most)
      throws IOException {
    if (length > most) {
      throw new IOException("it answers more than was asked for");
    }
    var mode = on ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long bytes = 0;
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        if ((bytes + n) / LOOK != bytes / LOOK) {
          requireRoom(to);
        }
        bytes += n;
        if (bytes > most) {
          throw new IOException("it answers more than was asked for");
        }
        out.write(buffer, 0, n);
      }
    }
    if (length >= 0 && bytes != length) {
      throw new IOException("the connection broke off");
    }
  }

  private static void requireRoom(Path to) throws IOException {
    if (Files.getFileStore(to).getUsableSpace() < ROOM) {
      throw new IOException("there is no room for what it answers");
    }
  }

  @Override
  public Status changes(String store, Position after, Duration wait, Path into) throws IOException {
    String query =
        "?store="
            + URLEncoder.encode(store, StandardCharsets.UTF_8)
            + "&epoch="
            + after.epoch()
            + "&after="
            + after.number()
            + "&wait="
            + wait.toSeconds();
    return network.converse(
        at("/changes" + query),
        headers,
        null,
        (status, answered, body) -> {
          require(status, 200, answered, body);
          var stands = new Status(said(answered, "Store"), position(answered), 0, true);
          if (!stands.store().equals(store)) {
            throw new Unfit(Unfit.Why.OTHER_STORE);
          }
          if (stands.position().epoch() < after.epoch()) {
            throw new Unfit(Unfit.Why.SUPERSEDED);
          }
          if (stands.position().number() < after.number()) {
            throw new Unfit(Unfit.Why.AHEAD);
          }
          gather(body, into, false, length(answered), LONGEST_CHANGES);
          return stands;
        });
  }

  private static String said(HttpHeaders headers, String name) {
    return headers.firstValue("Allmende-" + name).orElse("");
  }

  private static Position position(HttpHeaders headers) throws IOException {
    try {
      return new Position(
          Long.parseLong(said(headers, "Epoch")), Long.parseLong(said(headers, "Transaction")));
    } catch (IllegalArgumentException e) {
      throw new IOException("it does not say where it stands", e);
    }
  }

  @Override
  public Map<Sha256, Long> files(Collection<Sha256> names) throws IOException {
    String asked = names.stream().map(Sha256::hex).collect(Collectors.joining("\n"));
    return network.converse(
        at("/files"),
        with("Content-Type", "text/plain"),
        asked,
        (status, answered, body) -> {
          require(status, 200, answered, body);
          var present = new LinkedHashMap<Sha256, Long>();
          for (String line : text(body).lines().toList()) {
            String[] words = line.split(" ", -1);
            try {
              var name = new Sha256(words[0]);
              if (!names.contains(name) || words.length != 2 || !words[1].matches("\\d+")) {
                throw new IllegalArgumentException(line);
              }
              present.put(name, Long.parseLong(words[1]));
            } catch (IllegalArgumentException e) {
              throw new IOException("it answers what was not asked for", e);
            }
          }
          return present;
        });
  }

  @Override
  public void file(Sha256 name, long size, Path part) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (have > size) {
      Files.delete(part);
      have = 0;
    }
    if (have == size) {
      if (!Files.exists(part)) {
        Files.createFile(part);
      }
      return;
    }
    boolean on = have > 0;
    var asked = on ? with("Range", "bytes=" + have + "-") : headers;
    long rest = size - have;
    network.converse(
        at("/files/" + name.hex()),
        asked,
        null,
        (status, answered, body) -> {
          require(status, on && status == 206 ? 206 : 200, answered, body);
          gather(body, part, status == 206, length(answered), status == 206 ? rest : size);
          return true;
        });
  }
}
