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
package io.beamlambda.capability.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.capability.EvidenceFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link ProbeWorker} in a JVM of its own, seen from outside. */
final class WorkerProcess implements AutoCloseable {

  /** How long a JVM may take to start. */
  private static final Duration START = Duration.ofMinutes(2);

  /** What the worker itself needs beside a job's limit. */
  private static final Duration END_OF_JOB = Duration.ofMinutes(2);

  /** How long a JVM may take to be gone when it has closed its output. */
  private static final Duration EXIT = Duration.ofSeconds(30);

  private static final String END = "";
  private static final ObjectMapper JSON = EvidenceJson.lines();

  private final Process process;
  private final BufferedWriter tasks;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Duration limit;
  private final EvidenceFile versions;

  private WorkerProcess(Process process, Duration limit) throws IOException, InterruptedException {
    this.process = process;
    this.limit = limit;
    this.tasks = process.outputWriter(EvidenceJson.UTF_8);
    Thread reader = new Thread(this::read, "answers of probe worker " + process.pid());
    reader.setDaemon(true);
    reader.start();
    String first = answer(START);
    if (first == null || first.equals(END)) {
      close();
      throw new IOException("The probe worker did not start; its log has the reason.");
    }
    this.versions = JSON.readValue(first, EvidenceFile.class);
  }

  /**
   * Starts one.
   *
   * @param jvm with the runner profile
   * @param limit how long a job may take
   * @param log where its errors and logs are appended
   */
  static WorkerProcess start(String mode, ProfileJvm jvm, Duration limit, Path log)
      throws IOException, InterruptedException {
    return new WorkerProcess(
        new ProcessBuilder(jvm.command(ProbeWorker.class, mode, limit.toString()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start(),
        limit);
  }

  /** With what it runs; there are no probes in it. */
  EvidenceFile versions() {
    return versions;
  }

  /** What came of a task, or null if the JVM is gone, or so stuck that it did not answer. */
  @Nullable Answer run(ProbeTask task) throws IOException, InterruptedException {
    try {
      tasks.write(JSON.writeValueAsString(task));
      tasks.newLine();
      tasks.flush();
    } catch (IOException e) {
      return null;
    }
    String answer = answer(limit.plus(END_OF_JOB));
    if (END.equals(answer)) {
      // A JVM closes its output a little before it is gone.
      process.waitFor(EXIT.toSeconds(), TimeUnit.SECONDS);
      return null;
    }
    return answer == null ? null : JSON.readValue(answer, Answer.class);
  }

  private @Nullable String answer(Duration patience) throws InterruptedException {
    SharedTime time = SharedTime.ofThisJvm();
    long start = time.getAsLong();
    String answer = null;
    while (answer == null && time.getAsLong() - start < patience.toNanos()) {
      answer = answers.poll(1, TimeUnit.SECONDS);
    }
    return answer;
  }

  /** Whether it is still there. */
  boolean isAlive() {
    return process.isAlive();
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(EvidenceJson.UTF_8)) {
      reader.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException e) {
      // The process is gone, which is what the end says.
      process.destroy();
    }
    answers.add(END);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
