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

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs probes on modes and writes what they show into the evidence files: the one place where
 * evidence comes from.
 */
public final class Regeneration {

  private final RegenerationOptions options;
  private final Probes probes;
  private final EvidenceFolder evidence;
  private final PrintStream out;
  private final long start = System.nanoTime();

  private Regeneration(RegenerationOptions options, PrintStream out) {
    this.options = options;
    this.probes = Probes.load();
    this.evidence = new EvidenceFolder(options.evidence(), Catalogue.load());
    this.out = out;
  }

  /** Runs what the arguments say; they are described by {@code --help} of the script. */
  public static void main(String... args) throws Exception {
    RegenerationOptions options;
    try {
      options = RegenerationOptions.parse(args, Catalogue.load());
    } catch (IllegalArgumentException e) {
      System.err.println("probes: " + e.getMessage());
      System.exit(2);
      return;
    }
    new Regeneration(options, System.out).run();
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(options.logs());
    ExecutorService pool = Executors.newFixedThreadPool(options.parallel());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Mode mode : options.modes()) {
        running.add(
            pool.submit(
                () -> {
                  probe(mode);
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Cannot run all probes: " + Failures.describe(e), e);
    } finally {
      pool.shutdownNow();
    }
    out.printf("done in %d s%n", seconds(start));
  }

  private void probe(Mode mode) throws IOException, InterruptedException {
    Map<Boolean, List<ProbeTask>> wanted =
        probes.tasks(mode).stream()
            .collect(partitioningBy(task -> options.wants(probes.named(task.probe()))));
    List<ProbeTask> tasks = wanted.getOrDefault(true, List.of());
    if (tasks.isEmpty()) {
      return;
    }
    long modeStart = System.nanoTime();
    Repeats repeats = new Repeats();
    try (ModeProbing probing =
        new ModeProbing(
            mode,
            probes,
            ProfileJvm.of(options.profiles().resolve(Objects.requireNonNull(mode.profile()))),
            options.limit(),
            options.logs().resolve(mode.id() + ".log"),
            (task, entry) -> report(mode, entry))) {
      EvidenceFile versions = probing.versions();
      for (int i = 0; i < options.repeat(); i++) {
        repeats.add(probing.run(tasks));
      }
      EvidenceFile fresh =
          new EvidenceFile(
              versions.beamVersion(),
              versions.runner(),
              versions.runnerVersion(),
              versions.javaVersion(),
              versions.date(),
              repeats.entries());
      evidence.update(
          mode.id(),
          fresh,
          wanted.getOrDefault(false, List.of()).stream().map(ProbeTask::probe).collect(toSet()));
    }
    out.printf(
        "%4d s  %s: %d runs in %d s%n",
        seconds(start), mode.id(), tasks.size() * options.repeat(), seconds(modeStart));
  }

  private void report(Mode mode, EvidenceFile.Entry entry) {
    String condition =
        entry.condition() == null
            ? ""
            : " with %s %s".formatted(entry.condition().option(), entry.condition().requirement());
    String reason = "";
    if (entry.error() != null) {
      reason = ": " + entry.error();
    } else if (entry.result() != Outcome.CORRECT) {
      reason = ": " + entry.observed() + " instead of " + entry.expected();
    }
    out.printf(
        "%4d s  %-27s %-28s %-34s %-9s %s%s%s%n",
        seconds(start),
        mode.id(),
        entry.feature(),
        entry.probe(),
        entry.job(),
        entry.outcome(),
        condition,
        reason);
    out.flush();
  }

  private static long seconds(long since) {
    return (System.nanoTime() - since) / 1_000_000_000;
  }
}
