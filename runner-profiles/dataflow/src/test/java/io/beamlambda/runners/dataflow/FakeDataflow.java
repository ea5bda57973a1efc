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
package io.beamlambda.runners.dataflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.JobMessage;
import com.google.api.services.dataflow.model.JobMetrics;
import com.google.api.services.dataflow.model.ListJobMessagesResponse;
import com.google.api.services.dataflow.model.ListJobsResponse;
import com.google.api.services.dataflow.model.MetricUpdate;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Stands in for the Dataflow service, on the loopback interface: keeps the jobs that it is sent,
 * and answers as the service does. A job is in each of the given states for one question, and in
 * the last one from then on. It also answers for Cloud Storage that a bucket is there.
 */
final class FakeDataflow implements AutoCloseable {

  static final String PROJECT = "lambda-test-1";
  static final String REGION = "europe-west1";

  private static final String JOBS =
      "/v1b3/projects/%s/locations/%s/jobs".formatted(PROJECT, REGION);
  private static final JsonFactory JSON = GsonFactory.getDefaultInstance();

  private final HttpServer server;
  private final Deque<String> states;
  private final List<Job> jobs = new ArrayList<>();
  private final List<JobMessage> messages = new ArrayList<>();
  private final List<MetricUpdate> metrics = new ArrayList<>();
  private final List<Job> running = new ArrayList<>();
  private String refusal = "";

  private FakeDataflow(HttpServer server, List<String> states) {
    this.server = server;
    this.states = new ArrayDeque<>(states);
  }

  static FakeDataflow start(String... states) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeDataflow fake = new FakeDataflow(server, List.of(states));
    server.createContext("/", fake::answer);
    server.start();
    return fake;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Says this when it is asked for messages. */
  synchronized void say(String importance, String text) {
    messages.add(
        new JobMessage()
            .setId("m" + messages.size())
            .setTime("2026-11-26T12:00:0" + messages.size() + ".000Z")
            .setMessageImportance(importance)
            .setMessageText(text));
  }

  /** Answers this when it is asked for metrics. */
  synchronized void count(MetricUpdate update) {
    metrics.add(update);
  }

  /** Has a job that runs already. */
  synchronized void run(Job job) {
    running.add(job);
  }

  /** Takes no jobs. */
  synchronized void refuse(String reason) {
    refusal = reason;
  }

  /** The only job that was sent. */
  synchronized Job job() {
    if (jobs.size() != 1) {
      throw new AssertionError("Expected one job, got " + jobs.size());
    }
    return jobs.get(0);
  }

  synchronized List<Job> jobs() {
    return List.copyOf(jobs);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (path.startsWith("/b/")) {
        send(exchange, 200, new GenericJson().set("name", path.substring("/b/".length())));
      } else if (path.equals(JOBS) && method.equals("POST")) {
        create(exchange, body);
      } else if (path.equals(JOBS) && method.equals("GET")) {
        send(exchange, 200, new ListJobsResponse().setJobs(running));
      } else if (path.matches(JOBS + "/[^/]+") && method.equals("GET")) {
        send(exchange, 200, described(path.substring(JOBS.length() + 1)));
      } else if (path.endsWith("/messages")) {
        send(exchange, 200, new ListJobMessagesResponse().setJobMessages(messages));
      } else if (path.endsWith("/metrics")) {
        send(
            exchange,
            200,
            new JobMetrics().setMetricTime("2026-11-26T12:00:09.000Z").setMetrics(metrics));
      } else {
        send(exchange, 404, error(404, method + " " + path + " is not known here"));
      }
    }
  }

  private void create(HttpExchange exchange, byte[] body) throws IOException {
    Job job = JSON.fromInputStream(unpacked(exchange, body), UTF_8, Job.class);
    if (!refusal.isEmpty()) {
      send(exchange, 403, error(403, refusal));
      return;
    }
    jobs.add(job);
    send(
        exchange,
        200,
        new Job()
            .setId("2026-11-26_04_00_00-" + jobs.size())
            .setProjectId(PROJECT)
            .setLocation(REGION)
            .setName(job.getName())
            .setType(job.getType())
            .setClientRequestId(job.getClientRequestId())
            .setCurrentState("JOB_STATE_PENDING"));
  }

  private Job described(String id) {
    String state = states.size() > 1 ? states.remove() : states.element();
    return new Job()
        .setId(id)
        .setProjectId(PROJECT)
        .setLocation(REGION)
        .setType(jobs.isEmpty() ? null : jobs.get(0).getType())
        .setCurrentState(state);
  }

  private static GenericJson error(int code, String message) {
    return new GenericJson()
        .set("error", new GenericJson().set("code", code).set("message", message));
  }

  private static InputStream unpacked(HttpExchange exchange, byte[] body) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(bytes)
        : bytes;
  }

  private static void send(HttpExchange exchange, int status, GenericJson answer)
      throws IOException {
    byte[] bytes = JSON.toByteArray(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
