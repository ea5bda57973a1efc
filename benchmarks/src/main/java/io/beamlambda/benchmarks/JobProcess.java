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
package io.beamlambda.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs each job in a JVM of its own, with its engine's class path and flags.
 *
 * @param project the root of the build
 * @param scratch where logs and results go
 * @param heap the heap of a job, as {@code -Xmx} takes it
 * @param timeout the longest run of a job
 * @param options pipeline options for the jobs of Beam
 */
record JobProcess(Path project, Path scratch, String heap, Duration timeout, List<String> options) {

  Measurement run(JobKind job, Path dataSet, String bootstrapServers)
      throws IOException, InterruptedException {
    Path result = Files.createTempFile(scratch, job.label(), ".json");
    Files.delete(result);
    Path log = scratch.resolve(job.label() + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + project.resolve("runner-profiles/" + job.engine() + "/jvm.flags"));
    // As Flink's own scripts do. A heap that may shrink does so at each sample of HeapWatch: young
    // collections are many after it.
    command.add("-Xms" + heap);
    command.add("-Xmx" + heap);
    // As ./lambda does: else Amazon's client looks for its region on a server, for seconds.
    command.add("-Daws.disableEc2Metadata=true");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-cp");
    command.add(classPath(job.engine()));
    command.add(job.mainClass());
    command.add(dataSet.toString());
    command.add(bootstrapServers);
    command.add(result.toString());
    command.addAll(job.arguments());
    if (job != JobKind.NATIVE) {
      command.addAll(options);
    }
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return Measurement.failed("not done after " + timeout + ", see " + log);
      }
      if (!Files.exists(result)) {
        return Measurement.failed("ended with " + process.exitValue() + ", see " + log);
      }
      return Measurement.read(result);
    } finally {
      process.destroyForcibly().waitFor();
      Files.deleteIfExists(result);
    }
  }

  /** A JVM with the broker. */
  Process broker(Path address) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            classPath("flink"),
            Broker.class.getName(),
            address.toString())
        .redirectErrorStream(true)
        .redirectOutput(scratch.resolve("broker.log").toFile())
        .start();
  }

  private String classPath(String engine) throws IOException {
    Path classes = project.resolve("benchmarks/target/classes");
    if (engine.equals("flink")) {
      return classes + ":" + read(project.resolve("benchmarks/target/class-path.txt"));
    }
    Path profile = project.resolve("runner-profiles/" + engine.toLowerCase(Locale.ROOT));
    return classes
        + ":"
        + profile.resolve("target/classes")
        + ":"
        + read(profile.resolve("target/class-path.txt"));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
