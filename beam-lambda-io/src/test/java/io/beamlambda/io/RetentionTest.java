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
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Whether the stream keeps its records until the lake has been read. */
class RetentionTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant SEAM = Instant.parse("2001-01-04T00:00:00Z");
  private static final List<Row> ROWS = Row.generate(960, START, Duration.ofDays(4), 3, 5);

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  private Lake lake;
  private String topic;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void writeLakeAndTopic(TestInfo test) throws IOException {
    lake = LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(directory, ROWS);
    topic = test.getTestMethod().orElseThrow().getName();
    TopicWriter.ofRows().write(kafka.bootstrapServers(), topic, ROWS);
  }

  private void set(String name, long value) throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(name, String.valueOf(value)), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  /** The lake's 720 rows before the seam take two minutes at 6 rows/s. */
  private Plan plan() {
    return Lakes.plan(
        Lakes.read(lake)
            .withStream(KafkaStream.of(kafka.bootstrapServers(), topic))
            .withCutoff(Cutoff.at(org.joda.time.Instant.ofEpochMilli(SEAM.toEpochMilli())))
            .withExpectedRowsPerSecond(6));
  }

  /** Sets the retention so that the record at the seam expires after this time. */
  private void expireIn(Duration duration) throws ExecutionException, InterruptedException {
    Instant first = SEAM.minus(Duration.ofMinutes(1));
    set("retention.ms", Duration.between(first, Instant.now()).plus(duration).toMillis());
  }

  @Test
  void topicThatKeepsItsRecordsForEverPasses() throws Exception {
    set("retention.ms", -1);

    assertThat(plan().toText())
        .contains("ok   The stream keeps what the plan needs; the lake takes about 2 min to read");
  }

  @Test
  void recordsThatOutliveTheLakeTwiceOverPass() throws Exception {
    expireIn(Duration.ofHours(5));

    assertThat(plan().toText())
        .contains("ok   The stream keeps what the plan needs until ")
        .containsPattern("for [45] h; the lake takes about 2 min to read at 6 rows/s");
  }

  @Test
  void recordsThatExpireTooEarlyAreWarnedOf() throws Exception {
    expireIn(Duration.ofMinutes(3));

    assertThat(plan().warnings())
        .singleElement()
        .asString()
        .startsWith("The stream's records at the seam expire at ")
        .contains("the lake takes about 2 min to read at 6 rows/s", "let the topic keep");
  }

  @Test
  void topicThatIsLimitedBySizeIsWarnedOf() throws Exception {
    set("retention.ms", -1);
    set("retention.bytes", 1_000_000_000);

    assertThat(plan().warnings()).singleElement().asString().contains("(retention.bytes)");
  }

  @Test
  void guardComparesWhatIsLeftOfTheLakeWithWhatIsLeftOfTheTime() {
    AtomicLong now = new AtomicLong(1_000_000);
    InstantSource time = () -> Instant.ofEpochMilli(now.get());
    Clock clock = time.withZone(ZoneOffset.UTC);
    // The lake spans 100 s of event time, and the records expire after 60 s.
    RetentionGuard guard = new RetentionGuard(1_060_000, 0, 100_000, clock);

    assertThat(guard.isNeeded()).isTrue();
    assertThat(guard.marginMillis(0)).isEqualTo(60_000);
    now.addAndGet(10_000);
    // A quarter took 10 s: the rest takes 30 s of the 50 s that are left.
    assertThat(guard.marginMillis(25_000)).isEqualTo(20_000);
    now.addAndGet(30_000);
    // Nothing more in 30 s: the rest takes 120 s of the 20 s that are left.
    assertThat(guard.marginMillis(25_000)).isEqualTo(-100_000);
    assertThat(guard.marginMillis(Board.ENDED)).isEqualTo(20_000);
    assertThat(new RetentionGuard(Retention.FOR_EVER, 0, 100_000, clock).isNeeded()).isFalse();
  }
}
