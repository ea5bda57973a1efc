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
package io.beamlambda.runners.spark;

import com.google.auto.service.AutoService;
import io.beamlambda.io.Plan;
import io.beamlambda.io.ReadProgress;
import io.beamlambda.pipelines.UsageException;
import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Beam's SparkRunner on Spark streaming: embedded in this JVM, on the cluster that {@code
 * --sparkMaster} names, or where {@code spark-submit} has brought the program. One job at a time:
 * the runner keeps watermarks and readers in static fields.
 */
@AutoService(RunnerProfile.class)
public final class SparkProfile implements RunnerProfile {

  /** Spark has a Guava of 2014, with which Beam's file systems do not work. */
  private static final String JOB_CLASSES_FIRST = "spark.executor.userClassPathFirst";

  /** A cluster of one machine, this one: driver and executors have the same files. */
  private static final Pattern LOOPBACK =
      Pattern.compile("spark://(localhost|127(\\.\\d+){3})(:\\d+)?");

  private static final String BACK_PRESSURE = "spark.streaming.backpressure.enabled";

  private final Properties system;
  private final Optional<SparkSubmission> submission;

  /** For this JVM: Spark's system properties count. */
  public SparkProfile() {
    this(System.getProperties());
  }

  SparkProfile(Properties system) {
    this.system = system;
    this.submission = SparkSubmission.of(system);
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Class<SparkRunner> runner() {
    return SparkRunner.class;
  }

  @Override
  public List<DefaultOption> defaults() {
    return List.of(
        submission
            .map(
                submitted ->
                    new DefaultOption(
                        "sparkMaster", submitted.master(), "where spark-submit brings the program"))
            .orElseGet(SparkProfile::embedded),
        new DefaultOption(
            "batchIntervalMillis", "500", "Beam's own; results come at most this much later"),
        new DefaultOption(
            "checkpointDir",
            TemporaryCheckpoint.name(),
            "a new one for each run; Beam's default is continued by the next job of the same name"));
  }

  private static DefaultOption embedded() {
    return new DefaultOption(
        "sparkMaster",
        // As a number: for local[*] the runner would copy the whole class path first.
        "local[" + Math.max(2, Runtime.getRuntime().availableProcessors()) + "]",
        "embedded, on all cores; at least 2, so that reading does not keep results waiting");
  }

  @Override
  public List<DefaultOption> clusterDefaults(PipelineOptions given) {
    SparkContextOptions options = given.as(SparkContextOptions.class);
    submission.ifPresent(submitted -> submitted.check(options));
    if (isEmbedded(options)) {
      return List.of();
    }
    checkCheckpointDir(options);
    return List.of(
        new DefaultOption("board", "kafka", "readers in several executors find each other"),
        new DefaultOption(
            "batchIntervalMillis",
            "2000",
            "a reader is closed when a batch takes 1.5 intervals, and a Kafka reader that is opened"
                + " for each batch reads nothing"),
        new DefaultOption(
            "minReadTimeMillis", "500", "long enough for a reader that was opened anew to read"));
  }

  /** Sets {@code --maxRecordsPerBatch}, which Spark counts in elements of sources. */
  @Override
  public List<DefaultOption> size(Pipeline pipeline) {
    SparkContextOptions options = pipeline.getOptions().as(SparkContextOptions.class);
    // Spark's own back pressure works only where there is no such bound.
    if (options.getMaxRecordsPerBatch() > 0
        || !options.isStreaming()
        || Boolean.parseBoolean(system.getProperty(BACK_PRESSURE))) {
      return List.of();
    }
    BatchSize size =
        BatchSize.of(
            options.getBatchIntervalMillis(),
            isEmbedded(options)
                ? SparkResources.ofThisJvm(options.getSparkMaster())
                : SparkResources.ofCluster(system));
    // Reads of other kinds give single records.
    long records =
        ReadProgress.of(pipeline).isEmpty() ? size.rows() : size.elements(Plan.ROWS_PER_ELEMENT);
    options.setMaxRecordsPerBatch(records);
    return List.of(new DefaultOption("maxRecordsPerBatch", Long.toString(records), size.reason()));
  }

  private static void checkCheckpointDir(SparkContextOptions options) {
    if (options.isStreaming()
        && TemporaryCheckpoint.named(options.getCheckpointDir())
        && !LOOPBACK.matcher(options.getSparkMaster()).matches()) {
      throw new UsageException(
          "No --checkpointDir for the cluster at %s: its executors write there as well, so name a directory that all of them reach (hdfs://..., s3a://..., or file:///... if it is mounted everywhere)"
              .formatted(options.getSparkMaster()));
    }
  }

  static boolean isEmbedded(SparkContextOptions options) {
    return options.getSparkMaster().startsWith("local");
  }

  /**
   * Runs the pipeline. A streaming job is stopped when all of its sources have reached the end of
   * time and everything that follows from that has been written, since the runner does not end it.
   */
  @Override
  public PipelineResult.State run(Pipeline pipeline) {
    SparkContextOptions options = pipeline.getOptions().as(SparkContextOptions.class);
    List<DefaultOption> ignored = size(pipeline);
    if (!isEmbedded(options)) {
      keepEachBatch(options);
      if (submission.isEmpty()) {
        preferJobClasses();
      }
    }
    submission.ifPresent(submitted -> submitted.keepStagedFiles(options));
    return options.isStreaming()
        ? new StreamingJob(pipeline, options).run()
        : pipeline.run().waitUntilFinish();
  }

  /**
   * What a batch has read is kept with each batch, whatever the interval: else a lost executor
   * means that it is read again, and otherwise.
   */
  private static void keepEachBatch(SparkContextOptions options) {
    if (options.getCheckpointDurationMillis() <= 0) {
      options.setCheckpointDurationMillis(options.getBatchIntervalMillis());
    }
  }

  /** In executors; a bundled jar has nothing that Spark has, under the same name. */
  private static void preferJobClasses() {
    if (System.getProperty(JOB_CLASSES_FIRST) == null) {
      System.setProperty(JOB_CLASSES_FIRST, "true");
    }
  }
}
