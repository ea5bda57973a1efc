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
package io.beamlambda.runners.cluster.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a JobManager says through its REST interface, and what it can be told. Requests take at most
 * 30 s; a JobManager that does not answer, or answers with an error, is a {@link ClusterException}.
 */
public final class FlinkRest {

  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
  private static final Duration UNKNOWN_LIMIT = Duration.ofSeconds(10);
  private static final int ERROR = 400;
  private static final int NOT_FOUND = 404;
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(REQUEST_LIMIT)
          .build();
  private final String address;

  /**
   * For a JobManager.
   *
   * @param address {@code host:port}
   */
  public FlinkRest(String address) {
    this.address = address;
  }

  /** Whether the JobManager serves requests. */
  public boolean answers() {
    try {
      get("/overview");
      return true;
    } catch (ClusterException e) {
      return false;
    }
  }

  /** The slots of each TaskManager that is registered, by its name. */
  public Map<String, Integer> slotsByTaskManager() {
    Map<String, Integer> slots = new LinkedHashMap<>();
    for (JsonNode manager : get("/taskmanagers").path("taskmanagers")) {
      slots.put(manager.path("id").asText(), manager.path("slotsNumber").asInt());
    }
    return slots;
  }

  /** The names of the jobs that the JobManager knows, by their ids. */
  public Map<String, String> jobs() {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.put(job.path("jid").asText(), job.path("name").asText());
    }
    return jobs;
  }

  /**
   * Returns the id of the job of a name as soon as it is known; names are to be unique.
   *
   * @param name what {@code --jobName} says
   * @throws ClusterException if there is none within the limit
   */
  public String awaitJob(String name, Duration limit) {
    return Waiting.until(
        "job " + name + " to be submitted to " + address,
        limit,
        () ->
            jobs().entrySet().stream()
                .filter(job -> job.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst());
  }

  /** The state of a job: {@code RUNNING}, {@code FINISHED}, {@code FAILED}, ... */
  public String state(String jobId) {
    return job(jobId, "").path("state").asText();
  }

  /** Whether a job has ended, in whatever way. */
  public boolean hasEnded(String jobId) {
    return ENDED.contains(state(jobId));
  }

  /**
   * Returns when a job and all of its tasks run, or have finished.
   *
   * @throws ClusterException if it fails or is cancelled, or does not run within the limit
   */
  public void awaitRunning(String jobId, Duration limit) {
    Waiting.untilTrue(
        "job " + jobId + " to run",
        limit,
        () -> {
          JsonNode job = job(jobId, "");
          String state = job.path("state").asText();
          if (ENDED.contains(state) && !state.equals("FINISHED")) {
            throw endedAs(jobId, state, "RUNNING");
          }
          return Set.of("RUNNING", "FINISHED").contains(state) && tasksRun(job);
        });
  }

  private static boolean tasksRun(JsonNode job) {
    for (JsonNode vertex : job.path("vertices")) {
      if (!Set.of("RUNNING", "FINISHED").contains(vertex.path("status").asText())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns when a job has finished.
   *
   * @throws ClusterException if it ends otherwise, with what made it fail, or not within the limit
   */
  public void awaitFinished(String jobId, Duration limit) {
    awaitEnd(jobId, "FINISHED", limit);
  }

  private void awaitEnd(String jobId, String wanted, Duration limit) {
    String state =
        Waiting.until(
            "job %s to be %s".formatted(jobId, wanted),
            limit,
            () -> Optional.of(state(jobId)).filter(ENDED::contains));
    if (!state.equals(wanted)) {
      throw endedAs(jobId, state, wanted);
    }
  }

  private ClusterException endedAs(String jobId, String state, String wanted) {
    return new ClusterException(
        "Job %s is %s instead of %s: %s"
            .formatted(jobId, state, wanted, String.join("; ", exceptions(jobId))));
  }

  /**
   * Stops a job with a savepoint: its sources stop, what they have read is processed, windows stay
   * open in the savepoint. Returns when the job has ended.
   *
   * @return what {@code --savepointPath} takes
   * @throws ClusterException if the savepoint fails, or is not complete within the limit
   */
  public String stopWithSavepoint(String jobId, Duration limit) {
    // Flink refuses while a task is being started.
    awaitRunning(jobId, limit);
    ObjectNode request = JSON.createObjectNode().put("drain", false);
    String trigger = post("/jobs/" + jobId + "/stop", request).path("request-id").asText();
    JsonNode operation =
        Waiting.until(
            "the savepoint of job " + jobId,
            limit,
            () -> completed(job(jobId, "/savepoints/" + trigger)));
    if (operation.has("failure-cause")) {
      throw new ClusterException(
          "The savepoint of job %s failed: %s"
              .formatted(jobId, operation.path("failure-cause").path("stack-trace").asText()));
    }
    awaitFinished(jobId, limit);
    return operation.path("location").asText();
  }

  private static Optional<JsonNode> completed(JsonNode answer) {
    return answer.path("status").path("id").asText().equals("COMPLETED")
        ? Optional.of(answer.path("operation"))
        : Optional.empty();
  }

  /**
   * Cancels a job and returns when it has ended.
   *
   * @throws ClusterException if it ends otherwise, or not within the limit
   */
  public void cancel(String jobId, Duration limit) {
    send(
        HttpRequest.newBuilder(uri("/jobs/" + jobId + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()));
    awaitEnd(jobId, "CANCELED", limit);
  }

  /** How many checkpoints of a job are complete; counts anew when the JobManager was replaced. */
  public int completedCheckpoints(String jobId) {
    return job(jobId, "/checkpoints").path("counts").path("completed").asInt();
  }

  /** How many times a job was started anew after a failure, or from a savepoint. */
  public int restored(String jobId) {
    return job(jobId, "/checkpoints").path("counts").path("restored").asInt();
  }

  /** The latest complete checkpoint of a job: what {@code --savepointPath} takes. */
  public Optional<String> latestCheckpoint(String jobId) {
    JsonNode path =
        job(jobId, "/checkpoints").path("latest").path("completed").path("external_path");
    return path.isTextual() ? Optional.of(path.asText()) : Optional.empty();
  }

  /** What has gone wrong in a job, the latest first, with stack traces. */
  public List<String> exceptions(String jobId) {
    List<String> exceptions = new ArrayList<>();
    for (JsonNode entry : job(jobId, "/exceptions").path("exceptionHistory").path("entries")) {
      exceptions.add(entry.path("stacktrace").asText());
    }
    return exceptions;
  }

  /** A job that has just ended is unknown for a moment, until it is among the ended ones. */
  private JsonNode job(String jobId, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/jobs/" + jobId + path)).GET();
    return Waiting.until(
        "job %s to be known at %s".formatted(jobId, address),
        UNKNOWN_LIMIT,
        () -> {
          HttpResponse<String> response = exchange(request);
          return response.statusCode() == NOT_FOUND
              ? Optional.empty()
              : Optional.of(parse(response));
        });
  }

  private JsonNode get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  private JsonNode post(String path, JsonNode body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private URI uri(String path) {
    return URI.create("http://" + address + path);
  }

  private JsonNode send(HttpRequest.Builder builder) {
    return parse(exchange(builder));
  }

  private static JsonNode parse(HttpResponse<String> response) {
    if (response.statusCode() >= ERROR) {
      throw new ClusterException(
          "%s %s was answered with %d: %s"
              .formatted(
                  response.request().method(),
                  response.uri(),
                  response.statusCode(),
                  response.body()));
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new ClusterException(
          "%s was answered with what is no JSON: %s".formatted(response.uri(), response.body()), e);
    }
  }

  private HttpResponse<String> exchange(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(REQUEST_LIMIT).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ClusterException(
          "No answer from %s: %s; is the JobManager running?".formatted(request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while asking " + request.uri(), e);
    }
  }
}
