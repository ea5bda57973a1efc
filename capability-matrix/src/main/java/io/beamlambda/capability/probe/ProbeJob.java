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

import io.beamlambda.capability.Condition;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Runs one task in this JVM, and says what came of it. */
final class ProbeJob {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Probe probe;
  private final ProbeRun run;
  private final ProbeTask task;
  private final @Nullable Setting setting;
  private final Engine engine;
  private final Duration limit;
  private final List<String> options;

  /**
   * A job that has not been started.
   *
   * @param limit how long it may take; one that is stuck is given up, with its thread
   */
  ProbeJob(Probe probe, ProbeRun run, ProbeTask task, Mode mode, Engine engine, Duration limit) {
    this.limit = limit;
    this.probe = probe;
    this.run = run;
    this.task = task;
    this.setting = task.setting() == null ? null : probe.settings(run).get(task.setting());
    this.engine = engine;
    this.options =
        merge(
            mode.options(),
            engine.options(mode.id()),
            probe.options(run),
            setting == null ? List.of() : setting.options());
  }

  /** An option that is given again replaces the earlier one. */
  private static List<String> merge(
      List<String> mode, List<String> engine, List<String> probe, List<String> setting) {
    Map<String, String> byName = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(engine);
    all.addAll(mode);
    all.addAll(probe);
    all.addAll(setting);
    all.forEach(option -> byName.put(option.split("=", 2)[0], option));
    return List.copyOf(byName.values());
  }

  Answer run() throws InterruptedException {
    List<String> expected = probe.expected(run);
    PipelineOptions beamOptions =
        PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create();
    beamOptions.setJobName(run.id());
    JobThread job = new JobThread(probe, run, beamOptions, engine);
    job.start();
    boolean overdue = !watch(job, expected);
    Throwable failure = job.failure();
    boolean refused = job.refused();
    boolean ended = !job.isAlive();
    if (!ended) {
      stop(job);
    }
    Throwable afterwards = after(job);
    List<String> observed = run.outbox().observed();
    if (failure == null) {
      failure = afterwards;
    }
    Outcome outcome;
    if (failure != null) {
      outcome = refused ? Outcome.REJECTED : Outcome.FAILED;
    } else if (overdue) {
      outcome = Outcome.HUNG;
    } else if (Observations.same(observed, expected)) {
      outcome = Outcome.CORRECT;
    } else {
      outcome = probe.partly(observed, run) ? Outcome.PARTIAL : Outcome.WRONG;
    }
    return new Answer(
        entry(outcome, expected, observed, failure),
        ended && failure == null || outcome == Outcome.CORRECT);
  }

  private EvidenceFile.Entry entry(
      Outcome outcome, List<String> expected, List<String> observed, @Nullable Throwable failure) {
    Condition condition = setting == null ? null : setting.condition();
    return new EvidenceFile.Entry(
        probe.feature(),
        Probes.name(probe),
        task.job().name().toLowerCase(Locale.ROOT),
        options,
        condition,
        outcome.name().toLowerCase(Locale.ROOT),
        null,
        Observations.sorted(expected),
        Observations.sorted(observed),
        failure == null ? null : Failures.describe(failure));
  }

  /** Returns when the job has ended, or enough has been seen of it; false if time was up before. */
  private boolean watch(JobThread job, List<String> expected) throws InterruptedException {
    SharedTime time = SharedTime.ofThisJvm();
    long start = time.getAsLong();
    JobWatch watch = new JobWatch(expected, start);
    while (job.isAlive()) {
      long now = time.getAsLong();
      boolean enough =
          run.streaming()
              && watch.enough(
                  run.outbox().observed(), ScriptProgress.anyUnread(run), engine.rounds(), now);
      if (enough) {
        return true;
      }
      if (now - start > limit.toNanos()) {
        return false;
      }
      job.join(LOOK.toMillis());
    }
    return true;
  }

  private void stop(JobThread job) throws InterruptedException {
    Thread stopper =
        new Thread(
            () -> {
              try {
                engine.stop(job.result());
              } catch (IOException | RuntimeException e) {
                // The job is of no more interest; what it leaves behind ends with the JVM.
                e.printStackTrace();
              }
            },
            "stop " + run.id());
    stopper.setDaemon(true);
    stopper.start();
    stopper.join(STOP.toMillis());
    job.join(STOP.toMillis());
  }

  private @Nullable Throwable after(JobThread job) {
    PipelineResult result = job.result();
    if (result != null && job.failure() == null) {
      try {
        probe.after(result, run);
      } catch (RuntimeException e) {
        return e;
      }
    }
    return null;
  }
}
