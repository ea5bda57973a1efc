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

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.dataflow.model.JobMessage;
import io.beamlambda.pipelines.cli.JobException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.DataflowJobException;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;
import org.apache.beam.sdk.PipelineResult.State;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job that runs on Dataflow. The program may end before it: the job goes on. */
final class SubmittedJob {

  private static final Duration FOR_EVER = Duration.millis(-1);

  private final DataflowPipelineJob job;

  SubmittedJob(DataflowPipelineJob job) {
    this.job = job;
  }

  /** What is told of a job that was not taken, of which Dataflow's own words are the best part. */
  static RuntimeException notTaken(RuntimeException failure) {
    GoogleJsonResponseException answer =
        causes(failure)
            .filter(GoogleJsonResponseException.class::isInstance)
            .map(GoogleJsonResponseException.class::cast)
            .findFirst()
            .orElse(null);
    if (answer != null) {
      GoogleJsonError details = answer.getDetails();
      return new JobException(
          "Dataflow did not take the job: %s (HTTP status %d)"
              .formatted(
                  details == null ? answer.getStatusMessage() : details.getMessage(),
                  answer.getStatusCode()),
          failure);
    }
    boolean isExplained =
        failure instanceof IllegalArgumentException
            || failure instanceof DataflowJobException
            || failure.getCause() instanceof IOException;
    return isExplained ? new JobException(explain(failure), failure) : failure;
  }

  private static String explain(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause instanceof IOException
        ? "%s: %s".formatted(failure.getMessage(), cause.getMessage())
        : String.valueOf(failure.getMessage());
  }

  /**
   * Waits for the end of the job, and logs what the service has to say.
   *
   * @throws JobException if the job fails, or the service does not answer any more
   */
  State follow() {
    Errors errors = new Errors();
    State state;
    try {
      state = job.waitUntilFinish(FOR_EVER, errors);
    } catch (IOException e) {
      throw lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(e);
    }
    if (state == null) {
      throw lost(null);
    }
    if (state == State.FAILED) {
      throw new JobException(
          "Job %s: %s"
              .formatted(
                  job.getJobId(),
                  Objects.requireNonNullElse(errors.last, "Dataflow gives no reason")),
          null);
    }
    return state;
  }

  private JobException lost(@Nullable Exception cause) {
    return new JobException(
        "Dataflow does not answer any more; job %s itself goes on, see gcloud dataflow jobs describe"
            .formatted(job.getJobId()),
        cause);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** Remembers the last error; all messages are logged. */
  private static final class Errors implements MonitoringUtil.JobMessagesHandler {

    private final MonitoringUtil.LoggingHandler log = new MonitoringUtil.LoggingHandler();
    private @Nullable String last;

    @Override
    public void process(List<JobMessage> messages) {
      log.process(messages);
      messages.stream()
          .filter(message -> "JOB_MESSAGE_ERROR".equals(message.getMessageImportance()))
          .forEach(message -> last = message.getMessageText());
    }
  }
}
