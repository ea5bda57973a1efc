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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.benchmarks.flink.NativeJob;
import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every job of this module counts what the data generator says is right. */
class JobsTest {

  private static final DataSpec SPEC =
      new DataSpec(3_000, 20, Duration.ofDays(1), Duration.ofDays(30));

  @TempDir Path directory;

  @Test
  void allJobsCountTheSameEvents() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      DataSet data =
          DataSet.read(DataGenerator.generate(SPEC, directory, kafka.bootstrapServers()));
      assertThat(data.rows()).isEqualTo(3_004);

      for (String union : List.of("naive", "naive-precombined", "lambda")) {
        JobArguments arguments =
            new JobArguments(
                data, kafka.bootstrapServers(), directory.resolve("result.json"), List.of(union));
        assertThat(measured(data, () -> BeamJob.run(arguments)).wrong()).as(union).isEmpty();
      }
      assertThat(measured(data, () -> NativeJob.run(data, kafka.bootstrapServers())).wrong())
          .isEmpty();
    }
  }

  @Test
  void aMissingEventIsFound() throws Exception {
    DataSet data = new DataSet("lake", "topic", 0, 0, 1, 0, 2, 1, Checksum.of("k", 3_600_000, 2));

    assertThat(measured(data, () -> Probe.result("k", 3_600_000, 1, true)).wrong())
        .startsWith("counted 1 events in 1 results (must be 2 in 1");
    assertThat(measured(data, () -> Probe.result("k", 3_600_000, 2, true)).wrong()).isEmpty();
  }

  private static Measurement measured(DataSet data, JobArguments.Job job) throws Exception {
    Probe.begin();
    job.run();
    return Probe.end(data);
  }
}
