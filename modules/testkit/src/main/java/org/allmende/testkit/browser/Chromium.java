package org.allmende.testkit.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real browser without a window, driven by the [DevTools
/// protocol](https://chromedevtools.github.io/devtools-protocol/): it is typed into, not scripted.
public final class Chromium implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final int CONTROL = 2;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();
  private final AtomicInteger last = new AtomicInteger();
  private volatile String document = "";

  private Chromium(Process process, String page) {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(page), new Listener())
            .join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
    call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
  }

  /// Starts the browser that is there; the test is skipped where there is none.
  ///
  /// @param folder for what it keeps
  public static Chromium start(Path folder) throws Exception {
    Path program =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name ->
                Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                    .map(place -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(() -> Assumptions.abort("there is no Chromium here"));
    var process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("chromium"),
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var errors = process.errorReader(StandardCharsets.UTF_8);
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      var found = LISTENING.matcher(line);
      if (found.find()) {
        return new Chromium(process, page(URI.create(found.group(1))));
      }
    }
    throw new IOException("Chromium did not start");
  }

  private static String page(URI browser) throws IOException, InterruptedException {
    var list = URI.create("http://" + browser.getAuthority() + "/json/list");
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
    for (JsonNode target : JsonMapper.shared().readTree(answer.body())) {
      if (target.path("type").asString().equals("page")) {
        return target.path("webSocketDebuggerUrl").asString();
      }
    }
    throw new IOException("no page: " + answer.body());
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
      text.append(part);
      if (whole) {
        JsonNode message = JsonMapper.shared().readTree(text.toString());
        text.setLength(0);
        heard(message);
      }
      from.request(1);
      return null;
    }
  }

  private void heard(JsonNode message) {
    JsonNode detail = message.path("params");
    switch (message.path("method").asString("")) {
      case "" -> {
        var asked = waiting.remove(message.path("id").asInt());
        if (asked != null) {
          asked.complete(message);
        }
      }
      case "Runtime.exceptionThrown" -> complaints.add(detail.toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning").contains(detail.path("type").asString())) {
          complaints.add(detail.toString());
        }
      }
      case "Log.entryAdded" -> {
        if (detail.at("/entry/level").asString().equals("error")) {
          complaints.add(detail.toString());
        }
      }
      case "Page.lifecycleEvent" -> {
        if (detail.path("name").asString().equals("load")) {
          loaded.add(detail.path("loaderId").asString());
        }
      }
      case "Network.requestWillBeSent" -> requests.add(detail.at("/request/url").asString());
      case "Network.responseReceived" -> {
        if (detail.path("type").asString().equals("Document")) {
          document = detail.path("requestId").asString();
        }
      }
      default -> {}
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    var message = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JsonMapper.shared().writeValueAsString(message), true).join();
    try {
      JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (said.has("error")) {
        throw new IllegalStateException(method + ": " + said);
      }
      return said.path("result");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method, e);
    }
  }

  /// Opens an address and waits until all of it is there, and nothing of the page before.
  public void open(String address) throws InterruptedException {
    JsonNode went = call("Page.navigate", Map.of("url", address));
    if (went.has("errorText")) {
      throw new IllegalStateException(address + ": " + went);
    }
    String loader = went.path("loaderId").asString("");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!loader.isEmpty() && !loaded.contains(loader)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("never loaded: " + address);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    until("document.readyState === 'complete'");
  }

  /// What an expression is on the page.
  public JsonNode value(String expression) {
    JsonNode said =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (said.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + said);
    }
    return said.at("/result/value");
  }

  /// What the promise that an expression makes comes to.
  public JsonNode promised(String expression) {
    JsonNode said =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (said.has("exceptionDetails")) {
      throw new IllegalStateException(said.toString());
    }
    return said.at("/result/value");
  }

  /// Makes the window so wide, and high.
  public void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// Has the device prefer light or dark colours, or force its own upon pages.
  public void prefer(String scheme, boolean forced) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "forced-colors", "value", forced ? "active" : "none"))));
  }

  /// Clicks with the mouse on what a selector finds.
  public void click(String selector) throws InterruptedException {
    until("document.querySelector('" + selector + "')");
    JsonNode at =
        value(
            "(() => { const e = document.querySelector('"
                + selector
                + "'); e.scrollIntoView({block: 'center', behavior: 'instant'}); const r ="
                + " e.getClientRects()[0]; return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.path("x").asDouble(),
              "y",
              at.path("y").asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /// Chooses a file, which people do in a window of their system.
  public void choose(String selector, Path file) throws InterruptedException {
    until("document.readyState === 'complete' && document.querySelector('" + selector + "')");
    int root = call("DOM.getDocument", Map.of()).path("root").path("nodeId").asInt();
    int field =
        call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
            .path("nodeId")
            .asInt();
    call(
        "DOM.setFileInputFiles",
        Map.of("nodeId", field, "files", List.of(file.toAbsolutePath().toString())));
  }

  /// The page as it came from the server.
  public String source() {
    return call("Network.getResponseBody", Map.of("requestId", document)).path("body").asString();
  }

  /// Whether scripts of pages run.
  public void runScripts(boolean now) {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", !now));
  }

  /// The whole page as a PNG, in all its width.
  public byte[] picture() {
    call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    String data =
        call(
                "Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true, "clip", whole()))
            .path("data")
            .asString();
    return Base64.getDecoder().decode(data);
  }

  private Map<String, Object> whole() {
    JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    return Map.of(
        "x",
        0,
        "y",
        0,
        "width",
        size.path("width").asDouble(),
        "height",
        Math.min(6_000, size.path("height").asDouble()),
        "scale",
        1);
  }

  /// Everything that has been asked of any server.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// How many cookies the browser has.
  public int cookies() {
    return call("Storage.getCookies", Map.of()).path("cookies").size();
  }

  /// Waits until an expression is true.
  public void until(String expression) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (value("Boolean(" + expression + ")").asBoolean()) {
          return;
        }
      } catch (IllegalStateException e) {
        // the page is just being replaced
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("never: " + expression + "\n" + value("document.body.innerText"));
  }

  /// Types a text, letter by letter.
  public void type(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(letter -> {
          call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "text", letter, "key", letter));
          call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", letter));
        });
  }

  /// Presses a key that writes nothing.
  public void press(String key, int code) {
    press(key, code, 0);
  }

  /// Presses a key while the control key is held.
  public void pressWithControl(String key, int code) {
    press(key, code, CONTROL);
  }

  private void press(String key, int code, int modifiers) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key.length() == 1 ? "Key" + key.toUpperCase(java.util.Locale.ROOT) : key,
              "windowsVirtualKeyCode",
              code,
              "modifiers",
              modifiers));
    }
  }

  /// What the browser has complained about: errors, warnings, violations of the page's policy.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
