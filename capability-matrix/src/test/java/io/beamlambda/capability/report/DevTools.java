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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Speaks the protocol of Chromium's developer tools with one tab. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  static DevTools connect(HttpClient http, URI address) {
    DevTools tools = new DevTools();
    tools.socket.complete(http.newWebSocketBuilder().buildAsync(address, tools).join());
    return tools;
  }

  ObjectNode parameters() {
    return JSON.createObjectNode();
  }

  /** Sends a command and waits for what it returns. */
  JsonNode send(String method, ObjectNode parameters) throws Exception {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", parameters);
    socket.join().sendText(JSON.writeValueAsString(command), true).join();
    JsonNode reply = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (reply.has("error")) {
      throw new IOException(method + ": " + reply.get("error"));
    }
    return reply.get("result");
  }

  /** What has happened of a kind since the page was opened. */
  List<JsonNode> events(String method) {
    return events.stream()
        .filter(x -> x.at("/method").asText().equals(method))
        .map(x -> x.get("params"))
        .toList();
  }

  void forget() {
    events.clear();
  }

  void await(String method) {
    Awaitility.await(method).atMost(PATIENCE).until(() -> !events(method).isEmpty());
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    message.append(part);
    if (isLast) {
      receive(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void receive(String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    if (node.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(node.get("id").asInt());
      if (answer != null) {
        answer.complete(node);
      }
    } else {
      events.add(node);
    }
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
