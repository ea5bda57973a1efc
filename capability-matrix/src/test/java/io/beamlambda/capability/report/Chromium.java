/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.capability.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of its own, with one tab. */
final class Chromium implements AutoCloseable {

  static final String HOW_TO_INSTALL =
      "No Chromium on the PATH, so the pages were not looked at in a browser: install it, on Debian"
          + " with 'apt-get install chromium'.";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile an empty folder
   */
  static Chromium start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    URI browser = URI.create(address(process));
    HttpClient http = HttpClient.newHttpClient();
    JsonNode tabs =
        JSON.readTree(
            http.send(
                    HttpRequest.newBuilder(
                            URI.create("http://%s/json/list".formatted(browser.getAuthority())))
                        .build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
    for (JsonNode tab : tabs) {
      if (tab.at("/type").asText().equals("page")) {
        URI address = URI.create(tab.at("/webSocketDebuggerUrl").asText());
        return new Chromium(process, DevTools.connect(http, address));
      }
    }
    throw new IOException("Chromium has no tab: " + tabs);
  }

  private static String address(Process process) throws IOException {
    // Read to the end by a thread, for a full pipe would stop the browser.
    BufferedReader errors = process.errorReader();
    String start = "DevTools listening on ";
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(start)) {
        Thread reader = new Thread(() -> errors.lines().forEach(x -> {}), "chromium-errors");
        reader.setDaemon(true);
        reader.start();
        return line.substring(start.length());
      }
    }
    throw new IOException("Chromium ended before it listened.");
  }

  DevTools tools() {
    return tools;
  }

  /** Goes to a page and waits until it is there. */
  void open(Path page) throws Exception {
    tools.send("Page.enable", tools.parameters());
    tools.send("Runtime.enable", tools.parameters());
    tools.send("Network.enable", tools.parameters());
    tools.send("Log.enable", tools.parameters());
    tools.forget();
    tools.send("Page.navigate", tools.parameters().put("url", page.toUri().toString()));
    tools.await("Page.loadEventFired");
  }

  void size(int width, int height) throws Exception {
    ObjectNode size = tools.parameters().put("width", width).put("height", height);
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        size.put("deviceScaleFactor", 1).put("mobile", false));
  }

  /** What the system tells pages of its colours: {@code light} or {@code dark}. */
  void scheme(String scheme) throws Exception {
    ObjectNode media = tools.parameters();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    tools.send("Emulation.setEmulatedMedia", media);
  }

  /** As {@code screen} or as {@code print}. */
  void medium(String medium) throws Exception {
    tools.send("Emulation.setEmulatedMedia", tools.parameters().put("media", medium));
  }

  /** Whether pages that are opened from now on may run scripts. */
  void scripts(String state) throws Exception {
    tools.send(
        "Emulation.setScriptExecutionDisabled",
        tools.parameters().put("value", state.equals("off")));
  }

  /** The value of an expression in the page. */
  JsonNode value(String expression) throws Exception {
    JsonNode answer =
        tools.send(
            "Runtime.evaluate",
            tools.parameters().put("expression", expression).put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Clicks with the mouse into the middle of the first element that a selector finds. */
  void click(String selector) throws Exception {
    JsonNode box =
        value(
            "(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center', inline: 'center'}); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
                .formatted(JSON.writeValueAsString(selector)));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      tools.send(
          "Input.dispatchMouseEvent",
          tools
              .parameters()
              .put("type", type)
              .put("x", box.get(0).asDouble())
              .put("y", box.get(1).asDouble())
              .put("button", "left")
              .put("clickCount", 1));
    }
  }

  /** Presses a key and lets go of it: {@code Tab}, {@code Enter}, {@code ArrowDown}. */
  void press(String key) throws Exception {
    int code =
        switch (key) {
          case "Tab" -> 9;
          case "Enter" -> 13;
          case "Escape" -> 27;
          case " " -> 32;
          case "ArrowLeft" -> 37;
          case "ArrowRight" -> 39;
          case "ArrowDown" -> 40;
          default -> throw new IllegalArgumentException(key);
        };
    String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
    for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
      ObjectNode event =
          tools
              .parameters()
              .put("type", type)
              .put("key", key)
              .put("code", key.equals(" ") ? "Space" : key)
              .put("windowsVirtualKeyCode", code);
      if (!text.isEmpty() && type.equals("keyDown")) {
        event.put("text", text);
      }
      tools.send("Input.dispatchKeyEvent", event);
    }
  }

  @Override
  public void close() throws Exception {
    tools.close();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
