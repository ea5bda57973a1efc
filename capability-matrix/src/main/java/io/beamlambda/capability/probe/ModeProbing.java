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

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Runs tasks on one mode, one after the other, in as few JVMs as keep them from each other. */
public final class ModeProbing implements AutoCloseable {

  /** How long a job may take, unless said otherwise. */
  public static final Duration LIMIT = Duration.ofSeconds(120);

  private final Mode mode;
  private final Probes probes;
  private final ProfileJvm jvm;
  private final Duration limit;
  private final Path log;
  private final BiConsumer<ProbeTask, EvidenceFile.Entry> progress;
  private @Nullable WorkerProcess worker;

  /**
   * For a mode.
   *
   * @param jvm with its runner profile
   * @param limit how long a job may take
   * @param log the file to which the runner's logs are appended
   * @param progress told of every run
   */
  ModeProbing(
      Mode mode,
      Probes probes,
      ProfileJvm jvm,
      Duration limit,
      Path log,
      BiConsumer<ProbeTask, EvidenceFile.Entry> progress) {
    this.mode = mode;
    this.probes = probes;
    this.jvm = jvm;
    this.limit = limit;
    this.log = log;
    this.progress = progress;
  }

  /**
   * For the mode with an id.
   *
   * @param jvm with its runner profile
   * @param limit how long a job may take
   * @param log the file to which the runner's logs are appended
   */
  public static ModeProbing on(String mode, ProfileJvm jvm, Duration limit, Path log) {
    return new ModeProbing(
        Catalogue.load().mode(mode), Probes.load(), jvm, limit, log, (task, entry) -> {});
  }

  /** The versions in use; there are no probes in it. */
  public EvidenceFile versions() throws IOException, InterruptedException {
    return worker().versions();
  }

  /**
   * The plain runs of the probes with these names, and those under settings where one is not
   * enough.
   */
  public List<EvidenceFile.Entry> run(Set<String> names) throws IOException, InterruptedException {
    return run(probes.tasks(mode).stream().filter(task -> names.contains(task.probe())).toList());
  }

  /** The plain run of each task, and the settings of those that it was not enough for. */
  List<EvidenceFile.Entry> run(List<ProbeTask> tasks) throws IOException, InterruptedException {
    List<EvidenceFile.Entry> entries = new ArrayList<>();
    for (ProbeTask task : tasks) {
      EvidenceFile.Entry plain = run(task);
      entries.add(plain);
      if (plain.result() != Outcome.CORRECT) {
        int settings = probes.named(task.probe()).settings(task.run("settings")).size();
        for (int trial = 0; trial < settings; trial++) {
          entries.add(run(task.with(trial)));
        }
      }
    }
    return entries;
  }

  private EvidenceFile.Entry run(ProbeTask task) throws IOException, InterruptedException {
    WorkerProcess process = worker();
    Answer answer = process.run(task);
    boolean alive = process.isAlive();
    if (answer == null || !answer.clean()) {
      close();
    }
    EvidenceFile.Entry entry = answer == null ? lost(task, alive) : answer.entry();
    progress.accept(task, entry);
    return entry;
  }

  private EvidenceFile.Entry lost(ProbeTask task, boolean alive) {
    Probe probe = probes.named(task.probe());
    ProbeRun run = task.run("lost");
    Integer setting = task.setting();
    return new EvidenceFile.Entry(
        probe.feature(),
        task.probe(),
        task.job().name().toLowerCase(Locale.ROOT),
        mode.options(),
        setting == null ? null : probe.settings(run).get(setting).condition(),
        alive ? "hung" : "failed",
        null,
        Observations.sorted(probe.expected(run)),
        List.of(),
        alive ? "The JVM did not answer any more." : "The JVM ended.");
  }

  private WorkerProcess worker() throws IOException, InterruptedException {
    WorkerProcess running = worker;
    if (running == null) {
      running = WorkerProcess.start(mode.id(), jvm, limit, log);
      worker = running;
    }
    return running;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }
}
