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

import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.UsageException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/** What is refused before anything is planned, each in one sentence. */
final class SubmissionChecks {

  private static final Pattern PROJECT = Pattern.compile(DataflowRunner.PROJECT_ID_REGEXP);
  private static final Pattern JOB_NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?", Pattern.CASE_INSENSITIVE);
  private static final String AT_LEAST_ONCE = "streaming_mode_at_least_once";

  private final DataflowPipelineOptions options;
  private final AggregateOptions pipeline;

  SubmissionChecks(DataflowPipelineOptions options) {
    this.options = options;
    this.pipeline = options.as(AggregateOptions.class);
  }

  /**
   * Looks at everything that can be known before the job is built.
   *
   * @throws UsageException if something is missing or does not fit
   */
  void check() {
    checkProject();
    checkRegion();
    checkTempLocation();
    checkTemplateLocation();
    checkJobName();
    checkMode();
    checkUpdate();
    if (isGoogles()) {
      checkReach();
    }
    checkCredentials();
    checkByBeam();
  }

  /**
   * Beam's own checks, of which some ask Cloud Storage; it makes them again when it runs the job.
   */
  private void checkByBeam() {
    try {
      DataflowRunner.fromOptions(options);
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause();
      throw new UsageException(
          cause == null ? e.getMessage() : e.getMessage() + ": " + cause.getMessage(), e);
    }
  }

  private void checkProject() {
    String project = orNull(options::getProject);
    if (isEmpty(project)) {
      throw new UsageException(
          "Missing option --project: name the Google Cloud project that runs the job, by its id.");
    }
    if (!PROJECT.matcher(project).matches()) {
      throw new UsageException(
          "Invalid --project '%s': expected a project id (not its number or title), for example my-project-1."
              .formatted(project));
    }
  }

  private void checkRegion() {
    if (isEmpty(orNull(options::getRegion))) {
      throw new UsageException(
          "Missing option --region: name the region that the job runs in, for example europe-west1.");
    }
  }

  /** Beam would make a bucket of its own choice, in us-central1. */
  private void checkTempLocation() {
    String given = options.getTempLocation();
    boolean givenOtherwise =
        DisplayData.from(options).asMap().values().stream()
            .anyMatch(item -> "gcpTempLocation".equals(item.getKey()));
    if (isEmpty(given) && !givenOtherwise) {
      throw new UsageException(
          "Missing option --tempLocation: name a folder on Cloud Storage for the job's files, for example"
              + " gs://my-bucket/temp.");
    }
    if (!givenOtherwise) {
      checkCloudStorage("tempLocation", given);
    }
  }

  /** Beam accepts absolute paths and gs:// only, and says so after the plan has been made. */
  private void checkTemplateLocation() {
    String location = options.getTemplateLocation();
    if (location != null && !location.startsWith("/") && !isOnCloudStorage(location)) {
      throw new UsageException(
          "Invalid --templateLocation '%s': expected a file on Cloud Storage, for example gs://my-bucket/templates/delays, or an absolute path."
              .formatted(location));
    }
  }

  private static void checkCloudStorage(String option, @Nullable String path) {
    if (path != null && !isOnCloudStorage(path)) {
      throw new UsageException(
          "Invalid --%s '%s': expected a folder on Cloud Storage, for example gs://my-bucket/temp."
              .formatted(option, path));
    }
  }

  private void checkJobName() {
    String name = options.getJobName();
    if (!JOB_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw new UsageException(
          "Invalid --jobName '%s': expected letters, digits and dashes, beginning with a letter and not ending with a dash."
              .formatted(name));
    }
  }

  private void checkMode() {
    List<String> service = options.getDataflowServiceOptions();
    if (service != null && service.contains(AT_LEAST_ONCE)) {
      throw new UsageException(
          "Invalid --dataflowServiceOptions '%s': events would count more than once; leave it out."
              .formatted(AT_LEAST_ONCE));
    }
    if (!options.isStreaming()
        && pipeline.getUntil() == null
        && pipeline.getBootstrapServers() != null) {
      throw new UsageException(
          "A stream without an end cannot be read by a batch job: end it by --until, or leave out"
              + " --streaming=false.");
    }
  }

  /**
   * On Runner v1 the marks of the old job's readers are taken for those of the new program's
   * sources, by their number alone; nobody notices when these have another plan.
   */
  private void checkUpdate() {
    if (!options.isUpdate()) {
      return;
    }
    if (pipeline.getLake() != null && pipeline.getPlanLocation() == null) {
      throw new UsageException(
          "An --update needs the plan of the job that it replaces: give both the same --planLocation;"
              + " marks of one plan mean other rows in another.");
    }
  }

  /** What only this machine can reach. */
  private void checkReach() {
    String lake = pipeline.getLake();
    if (lake != null && isLocal(lake)) {
      throw new UsageException(
          "The lake at %s is on this machine, where no worker of Dataflow can read it: put it on"
                  .formatted(lake)
              + " Cloud Storage (gs://) or another store that the workers reach.");
    }
    String servers = pipeline.getBootstrapServers();
    if (servers != null
        && Stream.of(servers.split(",", -1))
            .anyMatch(server -> LOOPBACK.matcher(server.strip()).matches())) {
      throw new UsageException(
          "The brokers at %s are on this machine, where no worker of Dataflow can reach them: name brokers in a network of the workers."
              .formatted(servers));
    }
    String output = pipeline.getOutput();
    if (output != null && output.startsWith("jdbc:sqlite:")) {
      throw new UsageException(
          "A SQLite file would stay on the workers: write the results to a database that they reach,"
              + " --output=jdbc:postgresql://HOST/DATABASE.");
    }
  }

  private void checkCredentials() {
    if (orNull(options::getGcpCredential) == null) {
      throw new UsageException(
          "No Google credentials were found: run gcloud auth application-default login, or set"
              + " GOOGLE_APPLICATION_CREDENTIALS to the file with a service account's key.");
    }
  }

  /** Whether the job goes to Google, and not to a service that stands in for it. */
  private boolean isGoogles() {
    String endpoint = options.getDataflowEndpoint();
    String url = endpoint.contains("://") ? endpoint : options.getApiRootUrl();
    String host = URI.create(url).getHost();
    return host == null || host.endsWith("googleapis.com");
  }

  private static boolean isLocal(String path) {
    return !path.contains("://") || path.startsWith("file:");
  }

  private static boolean isOnCloudStorage(String path) {
    return path.startsWith("gs://") && path.length() > "gs://".length();
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isBlank();
  }

  /** Beam's options are not annotated: some of them are null. */
  private static <T> @Nullable T orNull(Supplier<@Nullable T> option) {
    return option.get();
  }
}
