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
package io.beamlambda.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadProgressTest {

  @TempDir Path directory;

  @Test
  void followsAReadFromBootstrapToItsEnd() throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .write(
                directory,
                Row.generate(700, Instant.parse("2001-01-01T00:00:00Z"), Duration.ofDays(1), 2, 3));
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--streaming=true").create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Read", Lakes.read(lake));

    List<ReadProgress> reads = ReadProgress.of(pipeline);
    assertThat(reads).hasSize(1);
    ReadProgress read = reads.get(0);
    assertThat(read.phase()).isEqualTo(ReadProgress.Phase.BOOTSTRAP);
    assertThat(read.eventTime().toString()).isEqualTo("2001-01-01T00:00:00.000Z");
    assertThat(read.plan().lakeRows()).isEqualTo(700);
    assertThat(read.name()).isEqualTo("Read");
    assertThat(read.lakeEventTime()).contains(read.eventTime());
    assertThat(read.bootstrapPercent()).isZero();
    assertThat(read.partitions()).isZero();

    pipeline.run().waitUntilFinish();

    assertThat(read.phase()).isEqualTo(ReadProgress.Phase.DONE);
    assertThat(read.lakeRows()).isEqualTo(700);
    assertThat(read.eventTime()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
    assertThat(read.lakeEventTime()).isEmpty();
    assertThat(read.bootstrapPercent()).isEqualTo(100);
    assertThat(read.heldPartitions()).isZero();
    assertThat(read.bufferedRecords()).isZero();
  }
}
