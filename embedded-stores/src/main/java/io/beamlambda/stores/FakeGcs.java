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
package io.beamlambda.stores;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a lake needs of the JSON API of Google Cloud Storage, over memory, on any free port of the
 * loopback interface: list, get, read ranges, upload, rewrite, delete, and batches of these. There
 * is no server of Google's to run; this one follows the documentation of the API. It has one bucket
 * and takes one token.
 */
public final class FakeGcs implements AutoCloseable {

  /** The only bucket. */
  public static final String BUCKET = "lake";

  private static final String TOKEN = "ya29.token-of-the-embedded-cloud-storage";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern OBJECT = Pattern.compile("/b/([^/?]+)/o(?:/([^/?]+))?");
  private static final Pattern REWRITE =
      Pattern.compile("/b/([^/]+)/o/([^/]+)/rewriteTo/b/([^/]+)/o/([^/?]+)");
  private static final Pattern BYTES = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern PART =
      Pattern.compile(
          "(?i)content-id: *<?([^>\\r\\n]+)>?[\\s\\S]*?\\b(GET|DELETE|POST) (\\S+) HTTP");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong generations = new AtomicLong(System.currentTimeMillis());

  private record StoredObject(byte[] content, long generation, String updated) {}

  private record Answer(int status, byte[] body) {}

  private FakeGcs(HttpServer server) {
    this.server = server;
  }

  /** Starts a service with an empty bucket. */
  public static FakeGcs start() {
    try {
      FakeGcs gcs =
          new FakeGcs(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      gcs.server.setExecutor(gcs.threads);
      gcs.server.createContext("/", gcs::handle);
      gcs.server.start();
      return gcs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Beam takes as {@code --gcsEndpoint}. */
  public String endpoint() {
    return root() + "/storage/v1/";
  }

  private String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The only token that is let in. */
  public String token() {
    return TOKEN;
  }

  /** Requests since the start, or since they were last forgotten, in the order of their coming. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Forgets the requests so far. */
  public void forgetRequests() {
    requests.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer;
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer = error(401, "Invalid Credentials");
      } else if (uri.getPath().startsWith("/batch/")) {
        answer = batch(exchange, new String(body, StandardCharsets.ISO_8859_1));
      } else if (uri.getPath().startsWith("/upload/")) {
        answer = upload(exchange, uri, body);
      } else {
        answer = one(exchange, exchange.getRequestMethod(), uri);
      }
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              uri.toString(),
              exchange.getRequestHeaders().getFirst("Range"),
              answer.body().length));
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer one(HttpExchange exchange, String method, URI uri) throws IOException {
    Matcher rewrite = REWRITE.matcher(uri.getRawPath());
    if (rewrite.find()) {
      return rewrite(decode(rewrite.group(2)), decode(rewrite.group(4)));
    }
    Matcher path = OBJECT.matcher(uri.getRawPath());
    if (!path.find()) {
      return error(400, "Not understood: " + uri);
    }
    if (!path.group(1).equals(BUCKET)) {
      return error(404, "The specified bucket does not exist.");
    }
    if (path.group(2) == null) {
      return list(query(uri, "prefix"));
    }
    String name = decode(path.group(2));
    StoredObject object = objects.get(name);
    if (object == null) {
      return error(404, "No such object: " + BUCKET + "/" + name);
    }
    if (method.equals("DELETE")) {
      objects.remove(name);
      return new Answer(204, new byte[0]);
    }
    return "media".equals(query(uri, "alt"))
        ? media(exchange, object)
        : json(200, resource(name, object));
  }

  private static Answer media(HttpExchange exchange, StoredObject object) {
    exchange.getResponseHeaders().set("x-goog-generation", String.valueOf(object.generation()));
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    String header = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = BYTES.matcher(header == null ? "" : header);
    if (!range.matches()) {
      return new Answer(200, object.content());
    }
    int length = object.content().length;
    int start = Integer.parseInt(range.group(1));
    if (start >= length) {
      return error(416, "Requested range not satisfiable");
    }
    int end =
        range.group(2).isEmpty()
            ? length
            : (int) Math.min(length, Long.parseLong(range.group(2)) + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(start, end - 1, length));
    return new Answer(206, Arrays.copyOfRange(object.content(), start, end));
  }

  private Answer list(@Nullable String prefix) {
    String start = prefix == null ? "" : prefix;
    ObjectNode list = MAPPER.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = list.putArray("items");
    objects.tailMap(start).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(start))
        .forEach(entry -> items.add(resource(entry.getKey(), entry.getValue())));
    return json(200, list);
  }

  private Answer rewrite(String from, String to) {
    StoredObject source = objects.get(from);
    if (source == null) {
      return error(404, "No such object: " + BUCKET + "/" + from);
    }
    StoredObject copy = store(to, source.content());
    ObjectNode response = MAPPER.createObjectNode().put("kind", "storage#rewriteResponse");
    response.put("done", true);
    response.put("totalBytesRewritten", String.valueOf(copy.content().length));
    response.put("objectSize", String.valueOf(copy.content().length));
    response.set("resource", resource(to, copy));
    return json(200, response);
  }

  /** A resumable upload, which clients finish with their first chunk if they have only one. */
  private Answer upload(HttpExchange exchange, URI uri, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String name = query(uri, "name");
      if (name == null) {
        name = MAPPER.readTree(body).path("name").asText();
      }
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              root() + "/upload/session?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
      return json(200, MAPPER.createObjectNode());
    }
    String name = String.valueOf(query(uri, "name"));
    return json(200, resource(name, store(name, body)));
  }

  private StoredObject store(String name, byte[] content) {
    StoredObject object =
        new StoredObject(content.clone(), generations.incrementAndGet(), Instant.now().toString());
    objects.put(name, object);
    return object;
  }

  private Answer batch(HttpExchange exchange, String body) throws IOException {
    StringBuilder response = new StringBuilder();
    Matcher part = PART.matcher(body);
    while (part.find()) {
      Answer answer = one(exchange, part.group(2), URI.create(part.group(3)));
      response
          .append("--batch_parts\r\nContent-Type: application/http\r\nContent-ID: <response-")
          .append(part.group(1))
          .append(">\r\n\r\nHTTP/1.1 ")
          .append(answer.status())
          .append(" status\r\nContent-Type: application/json\r\nContent-Length: ")
          .append(answer.body().length)
          .append("\r\n\r\n")
          .append(new String(answer.body(), StandardCharsets.UTF_8))
          .append("\r\n");
    }
    response.append("--batch_parts--\r\n");
    exchange.getResponseHeaders().set("Content-Type", "multipart/mixed; boundary=batch_parts");
    return new Answer(200, response.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode resource(String name, StoredObject object) {
    return MAPPER
        .createObjectNode()
        .put("kind", "storage#object")
        .put("bucket", BUCKET)
        .put("name", name)
        .put("generation", String.valueOf(object.generation()))
        .put("metageneration", "1")
        .put("contentType", "application/octet-stream")
        .put("size", String.valueOf(object.content().length))
        .put("updated", object.updated())
        .put("timeCreated", object.updated())
        .put("md5Hash", md5(object.content()));
  }

  private static String md5(byte[] content) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  private static Answer error(int status, String message) {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode error = body.putObject("error").put("code", status).put("message", message);
    error.putArray("errors").addObject().put("reason", status == 404 ? "notFound" : "invalid");
    return json(status, body);
  }

  private static Answer json(int status, ObjectNode body) {
    return new Answer(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String query(URI uri, String name) {
    String query = uri.getRawQuery();
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return decode(pair.substring(name.length() + 1));
      }
    }
    return null;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
