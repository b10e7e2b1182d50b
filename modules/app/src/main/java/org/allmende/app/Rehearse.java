package org.allmende.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.said.Json;
import org.allmende.harvest.Network;
import org.allmende.web.sparql.ExampleQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `rehearse`: serves the samples to itself for a while and asks what people and programs ask. Java
/// learns from it what a server does; the launcher keeps what was learnt beside the program.
@Command(name = "rehearse")
final class Rehearse implements Callable<Integer> {

  private static final int LONGEST = 600;
  private static final int WORDS = 150;
  private static final int PAGES = 120;
  private static final int UPLOADS = 5;
  private static final int MOST = 32 << 20;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)[\"#]");

  @Mixin private Common common = new Common();

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "40")
  private int seconds;

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || seconds > LONGEST) {
      throw new Exit(Exit.USAGE, Words.of("rehearse.seconds", seconds, LONGEST));
    }
    Path scratch = Files.createTempDirectory("allmende-rehearsal-");
    try {
      int port = freePort();
      var installation =
          Installation.open(scratch.resolve("data"), "http://127.0.0.1:" + port, Server.failStop());
      installation
          .importing()
          .run(List.of(Samples.in(scratch)), null, new Import.ImportReport(common));
      String token = installation.accounts().create("rehearsal", null);
      try (var server = Server.start(installation, new Server.Options(port, "127.0.0.1"))) {
        var play = new Play(server.base(), token, new Network(Set.of("127.0.0.1:" + port)));
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        int round = 0;
        do {
          play.round(round++, end);
        } while (System.nanoTime() < end);
        common.say(Words.of("rehearse.done", play.asked, seconds));
      }
      return Exit.DONE;
    } finally {
      Samples.forget(scratch);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// What is asked, again and again; something is published in between, so that no answer is
  /// remembered.
  private static final class Play {

    private final String base;
    private final Map<String, String> bearer;
    private final Network network;
    private long asked;

    Play(String base, String token, Network network) {
      this.base = base;
      this.bearer = Map.of("Authorization", "Bearer " + token);
      this.network = network;
    }

    void round(int number, long end) throws IOException {
      for (int i = 0; i < UPLOADS; i++) {
        upload(number * UPLOADS + i);
      }
      for (var example : ExampleQueries.all()) {
        ask("/sparql?query=" + encode(example.query()));
      }
      String before = "";
      for (String word : words()) {
        search(word);
        search(before + " " + word);
        search(word.substring(1));
        ask("/datasets?q=" + encode(word));
        for (int length = 2; length < word.length(); length += 2) {
          ask("/api/v1/suggest?q=" + encode(word.substring(0, length)));
        }
        if (System.nanoTime() > end) {
          return;
        }
        before = word;
      }
      follow(end);
    }

    private void search(String text) throws IOException {
      ask("/api/v1/search?facets=theme,format,license,publisher&size=10&q=" + encode(text.strip()));
    }

    /// The words by which the samples are found.
    private Set<String> words() throws IOException {
      var hits = Json.own().readValue(ask("/api/v1/search?q=&size=100"), Hits.class).hits();
      var words = new LinkedHashSet<String>();
      for (Hit hit : hits) {
        for (String word : BETWEEN_WORDS.splitAsStream(hit.title()).toList()) {
          if (word.length() > 3 && words.size() < WORDS) {
            words.add(word);
          }
        }
      }
      return words;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hits(List<Hit> hits) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hit(String title) {}

    /// Goes through the pages by their links, as far as a few people would.
    private void follow(long end) throws IOException {
      var seen = new HashSet<String>();
      var next = new ArrayDeque<>(List.of("/", "/datasets", "/sparql", "/developers"));
      for (int page = 0; page < PAGES && !next.isEmpty() && System.nanoTime() < end; page++) {
        var links = LINK.matcher(ask(next.remove()));
        while (links.find()) {
          String link = links.group(1).replace("&amp;", "&");
          if (!link.startsWith("//") && seen.add(link)) {
            next.add(link);
          }
        }
      }
    }

    private String ask(String path) throws IOException {
      return exchange(path, bearer, "");
    }

    private void upload(int number) throws IOException {
      String boundary = "----rehearsal";
      var body = new StringBuilder();
      var fields =
          List.of(
              Map.entry("tenant\"", "weidenstedt"),
              Map.entry("publish\"", "true"),
              Map.entry(
                  "metadata\"",
                  "{\"title\":\"Probe " + number + "\",\"license\":\"dl-zero-de/2.0\"}"),
              Map.entry("file\"; filename=\"probe.csv\"", "id;name\r\n1;Ost " + number + "\r\n"));
      for (var field : fields) {
        body.append("--").append(boundary);
        body.append("\r\nContent-Disposition: form-data; name=\"").append(field.getKey());
        body.append("\r\n\r\n").append(field.getValue()).append("\r\n");
      }
      body.append("--").append(boundary).append("--\r\n");
      var headers = new HashMap<>(bearer);
      headers.put("Content-Type", "multipart/form-data; boundary=" + boundary);
      exchange("/api/v1/datasets", headers, body.toString());
    }

    private String exchange(String path, Map<String, String> headers, String body)
        throws IOException {
      asked++;
      try {
        var answer = network.exchange(URI.create(base + path), headers, body, MOST);
        if (answer.status() >= 500) {
          throw new Exit(
              Exit.INTERNAL, Words.of("rehearse.failed", path, answer.status(), answer.body()));
        }
        return answer.body();
      } catch (SourceFailed _) {
        // A dump may be larger than anybody would look at here.
        return "";
      }
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}
