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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with TLS, SASL/SCRAM and ACLs; nobody may do what was not granted. */
class SecuredKafkaTest {

  private static final Instant START = Instant.parse("2001-02-28T00:00:00Z");
  private static final Instant CUTOFF = Instant.parse("2001-03-01T00:00:00Z");
  private static final String PASSWORD = "open-sesame-7261";
  private static final String BOARD = "board";

  /** May read the topic, make the board's, and read and write that. */
  private static final String READER = "reader";

  /** May read the topic, and nothing else. */
  private static final String GUEST = "guest";

  private static final String STRANGER = "stranger";

  private static final List<Row> ROWS = Row.generate(600, START, Duration.ofDays(2), 3, 11);

  private static EmbeddedKafka kafka;

  @TempDir static Path brokerDir;
  @TempDir Path directory;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka =
        EmbeddedKafka.start(
            EmbeddedKafka.Config.defaults()
                .withDir(brokerDir)
                .withUsers(
                    Map.of("writer", "w", READER, PASSWORD, GUEST, PASSWORD, STRANGER, PASSWORD)));
    kafka.createTopic("rows", 2);
    grant("writer", "rows", AclOperation.WRITE, AclOperation.CREATE);
    grant(READER, "rows", AclOperation.READ);
    grant(GUEST, "rows", AclOperation.READ);
    grant(READER, BOARD, AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE);
    TopicWriter.ofRows()
        .withPartitions(2)
        .withClientConfig(kafka.clientConfig("writer"))
        .write(
            kafka.bootstrapServers(),
            "rows",
            ROWS.stream().filter(row -> !row.eventTime().isBefore(CUTOFF)).toList());
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  private static void grant(String user, String topic, AclOperation... operations)
      throws Exception {
    List<AclBinding> bindings = new ArrayList<>();
    for (AclOperation operation : operations) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
              new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
    }
    try (Admin admin = kafka.admin()) {
      admin.createAcls(bindings).all().get();
    }
  }

  @Test
  void readsWithTheRightsItNeedsAndShowsNoSecret() throws Exception {
    PrintStream err = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    List<String> shown = new ArrayList<>();
    try {
      PipelineOptions options = options("--streaming=true", "--board=kafka", "--boardTopic=board");
      Pipeline pipeline = Pipeline.create(options);
      LambdaIO.Read<Event> read = read(READER).withUntilStreamEnd();
      PAssert.that(
              pipeline
                  .apply("Read", read)
                  .apply(
                      "One window",
                      Window.into(FixedWindows.of(org.joda.time.Duration.standardDays(10_000))))
                  .apply("Count", Combine.globally(Count.<Event>combineFn()).withoutDefaults()))
          .containsInAnyOrder((long) ROWS.size());

      assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);

      Plan plan = read.plan(options);
      shown.addAll(
          List.of(
              plan.toText(),
              plan.toJson(),
              plan.toString(),
              read.toString(),
              options.toString(),
              DisplayData.from(read).items().toString()));
    } finally {
      System.setErr(err);
    }

    shown.add(log.toString(StandardCharsets.UTF_8));
    assertThat(shown).noneMatch(text -> text.contains(PASSWORD));
  }

  @Test
  void wrongPasswordIsSaid() throws Exception {
    Map<String, String> config = new HashMap<>(kafka.clientConfig(READER));
    config.computeIfPresent(
        "sasl.jaas.config", (name, jaas) -> jaas.replace(PASSWORD, "wrong-password"));

    assertThatThrownBy(() -> read(config).plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("Cannot read topic 'rows'")
        .hasMessageContaining("invalid credentials")
        .hasMessageNotContaining("wrong-password");
  }

  @Test
  void topicThatTheUserMayNotSeeIsSaidToBeMissing() throws Exception {
    assertThatThrownBy(() -> read(STRANGER).plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("No topic 'rows'")
        .hasMessageContaining("the right to see it");
  }

  @Test
  void boardThatTheUserMayNotMakeIsRefusedWithWhatToDo() throws Exception {
    Pipeline pipeline =
        Pipeline.create(options("--streaming=true", "--board=kafka", "--boardTopic=forbidden"));

    assertThatThrownBy(() -> pipeline.apply("Read", read(GUEST)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("Cannot create topic 'forbidden'")
        .hasMessageContaining("Authorization failed")
        .hasMessageContaining("--board=local");
  }

  private LambdaIO.Read<Event> read(String user) throws Exception {
    return read(kafka.clientConfig(user));
  }

  private LambdaIO.Read<Event> read(Map<String, String> config) throws Exception {
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .write(
            directory.resolve("lake"),
            ROWS.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).toList());
    return LambdaIO.<Event>read()
        .withLake(ParquetLake.at(directory.resolve("lake").toString()).withEventTime("event_time"))
        .withStream(
            KafkaStream.of(kafka.bootstrapServers(), "rows").withConsumerConfig(Map.copyOf(config)))
        .withMapping(Event.mapping())
        .withMaxLead(org.joda.time.Duration.standardDays(1))
        .withCutoff(Cutoff.at(org.joda.time.Instant.ofEpochMilli(CUTOFF.toEpochMilli())));
  }

  private static PipelineOptions options(String... arguments) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(arguments).create();
    options.setRunner(DirectRunner.class);
    return options;
  }
}
