package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// The one guarded way out. An address is judged and its host looked up once; the connection goes
/// to the very number that was judged, so that a name cannot mean something else a moment later.
/// Redirects are judged like any other address. No proxy, no cookies, no credentials.
public final class Network {

  /// What every request says of itself.
  static final String NAME = "Allmende";

  private static final int MOST_CLIENTS = 32;

  /// Bytes a second that what is sent may take at least.
  private static final long SLOWEST = 64 << 10;

  static {
    // A request goes to a number and says in its header which host is meant.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final WayOut way;
  private final Limits limits;
  private final Map<String, HttpClient> clients = new LinkedHashMap<>();

  /// A network that goes to the public Internet.
  ///
  /// @param allowed hosts, or `host:port`, that may be asked although they are not public
  public Network(Set<String> allowed) {
    this(allowed, Limits.USUAL);
  }

  /// A network for short questions.
  ///
  /// @param allowed hosts, or `host:port`, that may be asked although they are not public
  public static Network brief(Set<String> allowed) {
    return new Network(allowed, Limits.BRIEF);
  }

  /// A network to a store that the operator has named, and to nothing else in the inner network.
  ///
  /// @param store its `host:port`
  static Network toStore(String store) {
    return new Network(Set.of(store), Limits.STORE);
  }

  Network(Set<String> allowed, Limits limits) {
    this(new WayOut(allowed, InetAddress::getAllByName), limits);
  }

  Network(WayOut way, Limits limits) {
    this.way = way;
    this.limits = limits;
  }

  /// Takes an answer in.
  interface Receiver {
    Tape.Answer take(Tape.Head head, InputStream body) throws IOException;

    /// The answer known before still holds.
    Tape.Answer keep(Tape.Answer known) throws IOException;
  }

  /// Judges an address without asking it.
  void requireAllowed(URI address) throws SourceFailed {
    way.requireAllowed(address);
  }

  /// Asks, follows redirects, and tries again what failed for the moment. Who was too slow once is
  /// asked again in the next run.
  ///
  /// @param known what was answered before
  Tape.Answer ask(Request request, Tape.@Nullable Answer known, Receiver receiver)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return follow(request, known, receiver);
      } catch (SourceFailed e) {
        boolean slow = e.finding().code().equals("harvest-too-slow");
        if (!e.isTemporary() || slow || attempt >= limits.tries()) {
          throw e;
        }
        pause(e, attempt);
      }
    }
  }

  /// What came back of a single request, whatever it is.
  ///
  /// @param next where a redirect leads; null where there is none
  /// @param pause how long the host asks to be left alone; zero where it does not ask
  /// @param start of the body as text, decompressed, as far as it was wanted
  record Glance(int status, @Nullable URI next, Duration pause, String start) {}

  /// Asks once and tells what came, errors and redirects too.
  ///
  /// @param agent what we say of ourselves
  /// @param method `HEAD` or `GET`
  /// @param most bytes of the body that are read
  Glance glance(URI address, String agent, String method, int most) throws SourceFailed {
    WayOut.Target target = way.target(address);
    HttpResponse<InputStream> response =
        send(target, number -> glancing(target, number, agent, method, most));
    try (InputStream raw = new Body(response.body(), limits)) {
      String start = most == 0 ? "" : text(decompressed(response, raw).readNBytes(most));
      URI next = isRedirect(response.statusCode()) ? location(address, response) : null;
      return new Glance(response.statusCode(), next, retryAfter(response.headers()), start);
    } catch (SourceFailed e) {
      throw e;
    } catch (IOException e) {
      throw brokenOff(target, e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private HttpRequest glancing(
      WayOut.Target target, InetAddress number, String agent, String method, int most) {
    var message =
        HttpRequest.newBuilder(numbered(target, number))
            .timeout(limits.silence())
            .header("Host", target.authority())
            .header("User-Agent", agent)
            .header("Accept", "*/*");
    if (most == 0 && method.equals("GET")) {
      message.header("Range", "bytes=0-0");
    }
    return message.method(method, HttpRequest.BodyPublishers.noBody()).build();
  }

  /// Asks once, for a service that this installation needs, and takes what comes back, whatever it
  /// is. Redirects are not followed.
  ///
  /// @param headers sent besides those that every request has
  /// @param form sent with POST; empty for GET
  /// @param most bytes that are taken
  /// @throws SourceFailed when the address is not allowed, nobody answers, or too much comes
  public Exchanged exchange(URI address, Map<String, String> headers, String form, int most)
      throws SourceFailed {
    return exchange(address, form.isEmpty() ? "GET" : "POST", headers, form, most);
  }

  /// The same with any method.
  ///
  /// @param body empty for none
  Exchanged exchange(URI address, String method, Map<String, String> headers, String body, int most)
      throws SourceFailed {
    WayOut.Target target = way.target(address);
    HttpResponse<InputStream> response =
        send(target, number -> exchanging(target, number, method, headers, body));
    try (InputStream raw = new Body(response.body(), limits)) {
      byte[] came = raw.readNBytes(most + 1);
      if (came.length > most) {
        throw failed(
            "harvest-answer-too-large",
            "Die Antwort ist größer als " + most + " Byte.",
            "The answer is larger than " + most + " bytes.");
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Exchanged(response.statusCode(), type, text(came));
    } catch (SourceFailed e) {
      throw e;
    } catch (IOException e) {
      throw brokenOff(target, e);
    }
  }

  /// What came back.
  ///
  /// @param type media type, as the server says it; empty when it does not
  public record Exchanged(int status, String type, String body) {}

  private HttpRequest exchanging(
      WayOut.Target target,
      InetAddress number,
      String method,
      Map<String, String> headers,
      String body) {
    var message =
        HttpRequest.newBuilder(numbered(target, number))
            .timeout(limits.silence())
            .header("Host", target.authority())
            .header("User-Agent", NAME);
    headers.forEach(message::header);
    return message
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }

  /// Asks once, another node of this installation, and hands on what comes while it comes, whatever
  /// it is. Redirects are not followed.
  ///
  /// @param headers sent besides those that every request has
  /// @param body sent with POST; null for GET
  <T> T converse(URI address, Map<String, String> headers, @Nullable String body, Heard<T> heard)
      throws IOException {
    WayOut.Target target = way.target(address);
    HttpResponse<InputStream> response =
        send(target, number -> conversing(target, number, headers, body));
    try (InputStream raw = new Body(response.body(), limits)) {
      return heard.hear(response.statusCode(), response.headers(), raw);
    }
  }

  /// Takes in what another node answers.
  interface Heard<T> {
    T hear(int status, HttpHeaders headers, InputStream body) throws IOException;
  }

  private HttpRequest conversing(
      WayOut.Target target,
      InetAddress number,
      Map<String, String> headers,
      @Nullable String body) {
    var message =
        HttpRequest.newBuilder(numbered(target, number))
            .timeout(limits.silence())
            .header("Host", target.authority())
            .header("User-Agent", NAME);
    headers.forEach(message::header);
    return body == null
        ? message.GET().build()
        : message.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
  }

  /// Asks once, a store that keeps something for this installation, and leaves what comes to the
  /// caller, whatever it is. Redirects are not followed.
  ///
  /// @param headers sent besides the host
  /// @param body sent along
  /// @param length of what is sent
  Opened open(
      URI address,
      String method,
      Map<String, List<String>> headers,
      Supplier<InputStream> body,
      long length)
      throws SourceFailed {
    WayOut.Target target = way.target(address);
    Duration patience = limits.silence().plusSeconds(length / SLOWEST);
    HttpResponse<InputStream> response =
        send(
            target,
            number -> {
              var message =
                  HttpRequest.newBuilder(numbered(target, number))
                      .timeout(patience)
                      .header("Host", target.authority());
              headers.forEach(
                  (name, values) -> values.forEach(value -> message.header(name, value)));
              var sent = length == 0 ? BodyPublishers.noBody() : sent(body, length);
              return message.method(method, sent).build();
            });
    return new Opened(
        response.statusCode(), response.headers().map(), new Body(response.body(), limits));
  }

  private static HttpRequest.BodyPublisher sent(Supplier<InputStream> body, long length) {
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(body), length);
  }

  /// An answer that the caller reads, and closes.
  record Opened(int status, Map<String, List<String>> headers, InputStream body) {}

  private void pause(SourceFailed failed, int attempt) throws SourceFailed {
    Duration wait = limits.pause().multipliedBy(1L << (attempt - 1));
    if (failed.pause().compareTo(wait) > 0) {
      wait = failed.pause();
    }
    if (wait.compareTo(Limits.LONGEST_PAUSE) > 0) {
      throw failed;
    }
    try {
      Thread.sleep(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }

  private Tape.Answer follow(Request first, Tape.@Nullable Answer known, Receiver receiver)
      throws IOException {
    Request request = first;
    for (int hop = 0; hop <= limits.redirects(); hop++) {
      WayOut.Target target = way.target(request.address());
      Request asked = request;
      HttpResponse<InputStream> response =
          send(target, address -> message(asked, target, address, known));
      try (InputStream raw = new Body(response.body(), limits)) {
        int status = response.statusCode();
        if (status == 304 && known != null) {
          return receiver.keep(known);
        }
        if (!isRedirect(status)) {
          requireSuccess(response, target);
          var head = head(first, request.address(), response);
          return receiver.take(head, decompressed(response, raw));
        }
        request = redirected(request, response);
      } catch (SourceFailed e) {
        throw e;
      } catch (IOException e) {
        throw brokenOff(target, e);
      }
    }
    throw failed(
        "harvest-redirects",
        "Die Quelle leitet öfter als " + limits.redirects() + "-mal weiter.",
        "The source redirects more than " + limits.redirects() + " times.");
  }

  private HttpResponse<InputStream> send(
      WayOut.Target target, Function<InetAddress, HttpRequest> message) throws SourceFailed {
    IOException last = new ConnectException("no address");
    for (InetAddress address : target.addresses()) {
      try {
        return client(target, address)
            .send(message.apply(address), HttpResponse.BodyHandlers.ofInputStream());
      } catch (ConnectException | HttpConnectTimeoutException e) {
        last = e;
      } catch (HttpTimeoutException e) {
        throw silent(target, e);
      } catch (IOException e) {
        throw brokenOff(target, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw brokenOff(target, e);
      }
    }
    throw unreachable(target, last);
  }

  private HttpRequest message(
      Request request, WayOut.Target target, InetAddress address, Tape.@Nullable Answer known) {
    var message =
        HttpRequest.newBuilder(numbered(target, address))
            .timeout(limits.silence())
            .header("Host", target.authority())
            .header("User-Agent", NAME)
            .header("Accept", request.accept())
            .header("Accept-Encoding", "gzip");
    if (request.isPost()) {
      return message
          .header("Content-Type", request.mediaType())
          .POST(HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8))
          .build();
    }
    if (known != null && known.head().etag() != null) {
      message.header("If-None-Match", String.valueOf(known.head().etag()));
    } else if (known != null && known.head().lastModified() != null) {
      message.header("If-Modified-Since", String.valueOf(known.head().lastModified()));
    }
    return message.GET().build();
  }

  /// The same address with the number of the host in place of its name.
  private static URI numbered(WayOut.Target target, InetAddress address) {
    String literal = address.getHostAddress().replaceFirst("%.*", "");
    String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    String path = target.uri().getRawPath();
    String query = target.uri().getRawQuery();
    return URI.create(
        target.uri().getScheme().toLowerCase(Locale.ROOT)
            + "://"
            + host
            + ":"
            + target.port()
            + (path == null || path.isEmpty() ? "/" : URI.create(path).toASCIIString())
            + (query == null ? "" : "?" + query));
  }

  /// One client for each secure host: it names the host when the connection is made, and takes only
  /// a certificate for that name.
  private synchronized HttpClient client(WayOut.Target target, InetAddress address) {
    String key = target.isSecure() ? target.host() + " " + address.getHostAddress() : "";
    HttpClient known = clients.get(key);
    if (known != null) {
      return known;
    }
    if (clients.size() >= MOST_CLIENTS) {
      String oldest = clients.keySet().iterator().next();
      HttpClient gone = clients.remove(oldest);
      if (gone != null) {
        gone.shutdown();
      }
    }
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(limits.connect());
    if (target.isSecure() && !target.host().startsWith("[")) {
      var parameters = new SSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(target.host())));
      builder.sslParameters(parameters);
    }
    HttpClient client = builder.build();
    clients.put(key, client);
    return client;
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static Request redirected(Request request, HttpResponse<InputStream> response)
      throws SourceFailed {
    URI next = location(request.address(), response);
    boolean keepsBody = response.statusCode() == 307 || response.statusCode() == 308;
    return keepsBody
        ? new Request(next, request.accept(), request.body(), request.mediaType())
        : Request.get(next, request.accept());
  }

  private static URI location(URI asked, HttpResponse<InputStream> response) throws SourceFailed {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      return asked.resolve(location.strip().replace(" ", "%20"));
    } catch (IllegalArgumentException _) {
      throw failed(
          "harvest-redirects",
          "Die Quelle leitet an eine Adresse weiter, die keine ist.",
          "The source redirects to what is no address.");
    }
  }

  private static Tape.Head head(Request asked, URI answered, HttpResponse<InputStream> response) {
    var headers = response.headers();
    return new Tape.Head(
        asked.key(),
        answered.toString(),
        headers.firstValue("Content-Type").orElse(""),
        headers.firstValue("ETag").orElse(null),
        headers.firstValue("Last-Modified").orElse(null));
  }

  private InputStream decompressed(HttpResponse<InputStream> response, InputStream raw)
      throws IOException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity").strip();
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> Body.atMost(new GZIPInputStream(raw, 1 << 16), limits.bytes());
      case "identity", "" -> raw;
      default ->
          throw failed(
              "harvest-encoding",
              "Die Antwort ist auf eine Art gepackt, die wir nicht verlangt haben: " + encoding,
              "The answer is compressed in a way that was not asked for: " + encoding);
    };
  }

  private static void requireSuccess(HttpResponse<InputStream> response, WayOut.Target target)
      throws SourceFailed {
    int status = response.statusCode();
    if (status == 200) {
      return;
    }
    Finding finding =
        finding(
            "harvest-status",
            target.host() + " antwortet mit dem Fehler " + status + ".",
            target.host() + " answers with the error " + status + ".");
    if (status == 408 || status == 429 || status >= 500) {
      throw new SourceFailed(finding, retryAfter(response.headers()));
    }
    throw new SourceFailed(finding, false);
  }

  /// Seconds, or a moment, which we compare with the host's own clock.
  static Duration retryAfter(HttpHeaders headers) {
    String said = headers.firstValue("Retry-After").orElse("").strip();
    if (said.matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(said));
    }
    try {
      String now = headers.firstValue("Date").orElse("");
      var pause =
          Duration.between(
              DateTimeFormatter.RFC_1123_DATE_TIME.parse(now, Instant::from),
              DateTimeFormatter.RFC_1123_DATE_TIME.parse(said, Instant::from));
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeException | ArithmeticException _) {
      return Duration.ZERO;
    }
  }

  private static SourceFailed unreachable(WayOut.Target target, Exception cause) {
    return temporary(
        "harvest-unreachable",
        target.host() + " ist nicht zu erreichen.",
        target.host() + " cannot be reached.",
        cause);
  }

  private static SourceFailed silent(WayOut.Target target, Exception cause) {
    return temporary(
        "harvest-too-slow",
        target.host() + " antwortet nicht.",
        target.host() + " does not answer.",
        cause);
  }

  private static SourceFailed brokenOff(WayOut.Target target, Exception cause) {
    return temporary(
        "harvest-broken-off",
        "Die Verbindung mit " + target.host() + " ist abgebrochen.",
        "The connection with " + target.host() + " broke off.",
        cause);
  }

  private static SourceFailed temporary(String code, String de, String en, Exception cause) {
    var failed = new SourceFailed(finding(code, de, en), true);
    failed.initCause(cause);
    return failed;
  }

  private static SourceFailed failed(String code, String de, String en) {
    return new SourceFailed(finding(code, de, en), false);
  }

  private static Finding finding(String code, String de, String en) {
    return new Finding(
        code,
        Severity.BLOCKING,
        Finding.Place.WHOLE,
        new Text(de, en),
        new Text(
            "Rufen Sie die Adresse im Browser auf und sehen Sie, was dort steht.",
            "Open the address in a browser and see what is there."));
  }
}
