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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of the past close while the lake is still being read. */
public abstract class EarlyWindowsContract {

  private static final Instant FROM = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant CUTOFF = FROM.plus(Duration.ofDays(30));
  private static final Duration SPAN = Duration.ofDays(31);

  @TempDir Path directory;

  /** For subclasses. */
  protected EarlyWindowsContract() {}

  @Test
  void theFirstWindowClosesBeforeATwentiethOfTheLakeHasBeenRead() throws Exception {
    List<Row> rows = Row.generate(20_000, FROM, SPAN, 10, 1);
    Lake lake =
        LakeWriter.ofRows()
            .withLayout(Layout.periods(Duration.ofHours(1)))
            .withRowOrder(RowOrder.SHUFFLED)
            .write(
                directory.resolve("lake"),
                rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).toList());
    Instant streamFrom = CUTOFF.minus(Duration.ofHours(6));
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      TopicWriter.ofRows()
          .withPartitions(2)
          .write(
              kafka.bootstrapServers(),
              "events",
              rows.stream().filter(row -> !row.eventTime().isBefore(streamFrom)).toList());
      SlowLakePipeline.reset(lake.rows());

      CommandLine.run(
          SlowLakePipeline.NAME,
          List.of(
              "--lake=" + lake.location(),
              "--bootstrapServers=" + kafka.bootstrapServers(),
              "--topic=events",
              "--cutoff=" + CUTOFF,
              "--lanes=2"));
    }

    assertThat(SlowLakePipeline.lakeRowsAtFirstWindow()).isLessThan(lake.rows() / 20);
    assertThat(SlowLakePipeline.counted()).isEqualTo(rows.size());
    assertThat(SlowLakePipeline.ends())
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.lakeRows()).isEqualTo(lake.rows());
              // Two partitions, which have nothing before the time that the stream is read from.
              assertThat(end.streamStarts()).containsOnlyKeys(0, 1);
              assertThat(end.warnings()).isEmpty();
              assertThat(end.cutoff().getMillis()).isEqualTo(CUTOFF.toEpochMilli());
            });
  }
}
