package org.sparksvi.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sparksvi.format.Json;

/**
 * A headless Chromium, told what to do by its DevTools protocol. One thread uses it.
 *
 * <p>https://chromedevtools.github.io/devtools-protocol/
 */
public final class Chromium implements AutoCloseable {
  private static final long SECONDS = 60;
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<ObjectNode> messages;
  private final List<ObjectNode> events = new ArrayList<>();
  private long sent;

  private Chromium(Process process, WebSocket socket, BlockingQueue<ObjectNode> messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /** The program, where PATH has it. */
  public static Optional<File> installed() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            place ->
                Arrays.stream(new String[] {"chromium", "chromium-browser", "google-chrome"})
                    .map(name -> new File(place, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty directory
   */
  public static Chromium start(File program, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                program.getPath(),
                "--headless=new",
                "--no-sandbox", // tests may run as root
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    String line = err.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = err.readLine();
    }
    if (line == null) {
      throw new IOException(program + " ended before it listened");
    }
    Thread drain = new Thread(() -> err.lines().forEach(ignored -> {}), "chromium-err");
    drain.setDaemon(true);
    drain.start();
    BlockingQueue<ObjectNode> messages = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(line.substring(LISTENING.length())), new Parts(messages))
            .join();
    return new Chromium(process, socket, messages);
  }

  /** Puts messages together. */
  private static final class Parts implements WebSocket.Listener {
    private final BlockingQueue<ObjectNode> messages;
    private final StringBuilder text = new StringBuilder();

    Parts(BlockingQueue<ObjectNode> messages) {
      this.messages = messages;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(Json.read(text.toString(), "DevTools"));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  /** A page of a width, in light or dark, after it has loaded. */
  public Tab open(URI page, int width, boolean dark) throws InterruptedException {
    String target =
        call("", "Target.createTarget", Json.object().put("url", "about:blank"))
            .path("targetId")
            .asText();
    ObjectNode attach = Json.object().put("targetId", target).put("flatten", true);
    String session = call("", "Target.attachToTarget", attach).path("sessionId").asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(session, domain + ".enable", Json.object());
    }
    call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Json.object()
            .put("width", width)
            .put("height", 800)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 500));
    ObjectNode media = Json.object();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call(session, "Emulation.setEmulatedMedia", media);
    events.clear();
    call(session, "Page.navigate", Json.object().put("url", page.toString()));
    while (events.stream()
        .noneMatch(e -> e.path("method").asText().equals("Page.loadEventFired"))) {
      events.add(next());
    }
    return new Tab(session);
  }

  private ObjectNode next() throws InterruptedException {
    ObjectNode message = messages.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException("Chromium has said nothing for %d s".formatted(SECONDS));
    }
    return message;
  }

  private JsonNode call(String session, String method, ObjectNode parameters)
      throws InterruptedException {
    long id = ++sent;
    ObjectNode message = Json.object().put("id", id).put("method", method);
    message.set("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    ObjectNode answer = next();
    while (answer.path("id").asLong() != id) {
      events.add(answer);
      answer = next();
    }
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  /** An open page. */
  public final class Tab {
    private final String session;

    private Tab(String session) {
      this.session = session;
    }

    /** Warnings, errors, exceptions and texts that the page has put out. */
    public List<String> console() {
      return events.stream()
          .filter(
              e ->
                  List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
                      .contains(e.path("method").asText()))
          .map(ObjectNode::toString)
          .toList();
    }

    /** What it has asked for. */
    public List<String> requests() {
      return events.stream()
          .filter(e -> e.path("method").asText().equals("Network.requestWillBeSent"))
          .map(e -> e.path("params").path("request").path("url").asText())
          .toList();
    }

    /** The value of an expression. */
    public JsonNode value(String expression) throws InterruptedException {
      ObjectNode asked = Json.object().put("expression", expression).put("returnByValue", true);
      return call(session, "Runtime.evaluate", asked).path("result").path("value");
    }

    /** The whole page as PNG. */
    public byte[] picture() throws InterruptedException {
      ObjectNode asked = Json.object().put("format", "png").put("captureBeyondViewport", true);
      asked
          .putObject("clip")
          .put("x", 0)
          .put("y", 0)
          .put("width", value("document.documentElement.clientWidth").asInt())
          .put("height", value("document.documentElement.scrollHeight").asInt())
          .put("scale", 1);
      String data = call(session, "Page.captureScreenshot", asked).path("data").asText();
      return Base64.getDecoder().decode(data);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
