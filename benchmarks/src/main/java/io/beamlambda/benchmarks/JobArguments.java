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
import java.nio.file.Path;
import java.util.List;

/**
 * What the JVM of a job is told.
 *
 * @param data the data to read
 * @param bootstrapServers the broker with the stream
 * @param result the file to write the measurement to
 * @param others what is meant for the engine
 */
public record JobArguments(
    DataSet data, String bootstrapServers, Path result, List<String> others) {

  /** Reads {@code DATA_SET_FILE BOOTSTRAP_SERVERS RESULT_FILE [others...]}. */
  public static JobArguments parse(String... args) {
    return new JobArguments(
        DataSet.read(Path.of(args[0])),
        args[1],
        Path.of(args[2]),
        List.of(args).subList(3, args.length));
  }

  /** Runs the job, measures it, writes the measurement, and ends the JVM. */
  public void measure(Job job) throws IOException {
    Probe.begin();
    Measurement measurement;
    try {
      job.run();
      measurement = Probe.end(data);
    } catch (Exception e) {
      e.printStackTrace();
      measurement = Measurement.failed("failed: " + e);
    }
    measurement.write(result);
  }

  /** A job; returns when all results have reached the sink. */
  @FunctionalInterface
  public interface Job {
    /** Runs it. */
    void run() throws Exception;
  }
}
