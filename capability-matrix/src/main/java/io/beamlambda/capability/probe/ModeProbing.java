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

import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Runs tasks on one mode, one after the other, in as few JVMs as keep them from each other. */
final class ModeProbing implements AutoCloseable {

  private final Mode mode;
  private final Probes probes;
  private final Path profile;
  private final Path log;
  private final BiConsumer<ProbeTask, EvidenceFile.Entry> progress;
  private @Nullable WorkerProcess worker;

  /**
   * For a mode.
   *
   * @param profile the directory of its runner profile
   * @param progress told of every run
   */
  ModeProbing(
      Mode mode,
      Probes probes,
      Path profile,
      Path log,
      BiConsumer<ProbeTask, EvidenceFile.Entry> progress) {
    this.mode = mode;
    this.probes = probes;
    this.profile = profile;
    this.log = log;
    this.progress = progress;
  }

  /** The versions in use. */
  EvidenceFile versions() throws IOException, InterruptedException {
    return worker().versions();
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
    WorkerProcess jvm = worker();
    EvidenceFile.Entry entry = jvm.run(task);
    if (entry == null) {
      entry = lost(task, jvm.isAlive());
    }
    if (entry.result() != Outcome.CORRECT) {
      // Who knows what it has left behind.
      close();
    }
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
      running = WorkerProcess.start(mode.id(), profile, log);
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
