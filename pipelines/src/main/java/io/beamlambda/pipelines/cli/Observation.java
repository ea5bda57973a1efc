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
package io.beamlambda.pipelines.cli;

import io.beamlambda.io.ReadProgress;
import io.beamlambda.pipelines.NamedPipeline;
import io.beamlambda.pipelines.report.Counts;
import io.beamlambda.pipelines.report.RunRecorder;
import io.beamlambda.pipelines.report.RunReport;
import io.beamlambda.pipelines.report.RunReport.Outcome;
import io.beamlambda.pipelines.report.ShownOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one job besides its progress: its metrics while it runs, and a report when it has
 * ended, however it has. The report is never a reason for a job to fail.
 */
final class Observation {

  /**
   * Which job it is.
   *
   * @param pipeline its name
   * @param options as they may be shown
   */
  record Subject(String pipeline, RunnerProfile profile, List<ShownOption> options) {

    /**
     * @param arguments the user's, for pipeline and runner
     * @param options what they were parsed to
     */
    static Subject of(
        NamedPipeline pipeline,
        RunnerProfile profile,
        List<String> arguments,
        PipelineOptions options) {
      return new Subject(
          pipeline.name(),
          profile,
          Secrets.shown(arguments, profile, options, pipeline.optionsType()));
    }
  }

  private final Subject subject;
  private final @Nullable Path file;
  private final OptionalInt port;
  private final Thread hook = new Thread(this::interrupted, "run-report");

  private Instant startedAt = Instant.now();
  private @Nullable RunRecorder recorder;
  private @Nullable MetricsServer server;
  private @Nullable PrintWriter err;
  private @Nullable RunReport report;

  /**
   * @param file where the report goes, or null for none
   * @param port where metrics are served, 0 for any, or nothing
   */
  Observation(Subject subject, @Nullable Path file, OptionalInt port) {
    this.subject = subject;
    this.file = file;
    this.port = port;
  }

  /** The job is about to run. */
  synchronized void begin(List<ReadProgress> reads, JobMetrics metrics, PrintWriter writer) {
    startedAt = Instant.now();
    err = writer;
    if (port.isPresent()) {
      server = MetricsServer.start(port.getAsInt(), reads, metrics);
    }
    if (file != null) {
      recorder =
          RunRecorder.start(
              reads,
              () ->
                  metrics
                      .now()
                      .map(now -> Counts.of(now, metrics.areComplete()))
                      .orElse(Counts.UNKNOWN));
      Runtime.getRuntime().addShutdownHook(hook);
    }
    // Last, since whoever sees it may end the run, and there must be a report then.
    if (server != null) {
      writer.println("Metrics for Prometheus: " + server.address());
    }
  }

  /** The job has ended in a state. */
  synchronized void ended(PipelineResult.State state) {
    switch (state) {
      case DONE -> finish(Outcome.DONE, "The job is done: everything that it had to read is read.");
      case CANCELLED, STOPPED ->
          finish(Outcome.INTERRUPTED, "The job was stopped; what follows is from before.");
      default -> finish(Outcome.FAILED, "The job ended in state " + state + ".");
    }
  }

  /** The job has failed. */
  synchronized void failed(Throwable failure) {
    finish(Outcome.FAILED, "The job failed: " + Secrets.hide(Failures.sentence(failure)));
  }

  /** The JVM is ending, and nobody has said why. */
  private synchronized void interrupted() {
    finish(Outcome.INTERRUPTED, "The run was interrupted; what follows is from before.");
  }

  /** Says a sentence more in the report. */
  synchronized void remark(String remark) {
    if (report != null) {
      report = report.withRemark(remark);
      write(report);
    }
  }

  private void finish(Outcome outcome, String sentence) {
    MetricsServer serving = server;
    if (serving != null) {
      server = null;
      serving.close();
    }
    RunRecorder recording = recorder;
    if (recording == null) {
      return;
    }
    recorder = null;
    recording.close();
    RunReport finished =
        new RunReport(
            subject.pipeline(),
            subject.profile().name(),
            startedAt,
            outcome,
            sentence,
            List.of(),
            subject.options(),
            recording.recording());
    report = finished;
    write(finished);
    if (outcome != Outcome.DONE && err != null) {
      err.println("Report of the run: " + file);
      err.flush();
    }
    if (Thread.currentThread() != hook) {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running, and finds that all is done.
    }
  }

  private void write(RunReport finished) {
    PrintWriter writer = err;
    if (file == null || writer == null) {
      return;
    }
    try {
      finished.write(file);
    } catch (IOException e) {
      writer.println("warning: The report cannot be written to %s: %s".formatted(file, e));
      writer.flush();
    }
  }

  /** Where the report is, if it has been written. */
  synchronized @Nullable Path report() {
    return report == null ? null : file;
  }
}
