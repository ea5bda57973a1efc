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
import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.ReleaseInfo;

/**
 * The JVM in which probes run, on one mode. First it writes a line with its versions; then it reads
 * a task a line, and writes for each what came of it, all as JSON.
 */
public final class ProbeWorker {

  private static final ObjectMapper JSON = EvidenceJson.lines();

  private final Mode mode;
  private final Engine engine;
  private final Probes probes;
  private final Duration limit;

  private ProbeWorker(Mode mode, Engine engine, Probes probes, Duration limit) {
    this.limit = limit;
    this.mode = mode;
    this.engine = engine;
    this.probes = probes;
  }

  /** Reads tasks until there are no more; arguments are the mode's id and a job's limit. */
  public static void main(String... args) throws Exception {
    PrintStream out = System.out;
    // Engines and DoFns print what they like.
    System.setOut(System.err);
    try {
      on(args[0], Duration.parse(args[1])).serve(out);
    } catch (Exception | Error e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    // Whatever threads a job has left behind.
    Runtime.getRuntime().halt(0);
  }

  private static ProbeWorker on(String modeId, Duration limit) {
    Mode mode = Catalogue.load().mode(modeId);
    Engine engine =
        ServiceLoader.load(Engine.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.profile().equals(mode.profile()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No engine for the mode '%s' on the class path; take that of the runner profile '%s'."
                            .formatted(mode.id(), mode.profile())));
    return new ProbeWorker(mode, engine, Probes.load(), limit);
  }

  private void serve(PrintStream out) throws IOException, InterruptedException {
    write(out, versions());
    BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, EvidenceJson.UTF_8));
    for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
      ProbeTask task = JSON.readValue(line, ProbeTask.class);
      String id = "probe-" + UUID.randomUUID();
      Probe probe = probes.named(task.probe());
      write(out, new ProbeJob(probe, task.run(id), task, mode, engine, limit).run());
    }
  }

  private static void write(PrintStream out, Object line) throws IOException {
    out.write((JSON.writeValueAsString(line) + "\n").getBytes(EvidenceJson.UTF_8));
    out.flush();
  }

  private EvidenceFile versions() {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(engine.options(mode.id()).toArray(String[]::new)).create();
    return new EvidenceFile(
        ReleaseInfo.getReleaseInfo().getSdkVersion(),
        options.getRunner().getSimpleName(),
        engine.version(),
        System.getProperty("java.version"),
        LocalDate.now(ZoneOffset.UTC).toString(),
        List.of());
  }
}
