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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Lakes and topics that agree around the cutoff, and others that do not. */
class SeamCertificateTest {

  /** A row every five seconds, twelve a minute, for two hours. */
  private static final List<Row> ROWS = Row.generate(1_440, at(0), Duration.ofHours(2), 3, 5);

  private static final org.joda.time.Instant CUTOFF = joda(60);
  private static final org.joda.time.Duration AROUND = org.joda.time.Duration.standardMinutes(10);

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

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
  void nameTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  /** So many minutes after the first row; the cutoff is at 60. */
  private static Instant at(double minute) {
    return Instant.parse("2001-01-01T00:00:00Z").plusSeconds(Math.round(minute * 60));
  }

  private static org.joda.time.Instant joda(double minute) {
    return org.joda.time.Instant.ofEpochMilli(at(minute).toEpochMilli());
  }

  private static List<Row> rows(double fromMinute, double toMinute) {
    return new ArrayList<>(
        ROWS.stream()
            .filter(
                row ->
                    !row.eventTime().isBefore(at(fromMinute))
                        && row.eventTime().isBefore(at(toMinute)))
            .toList());
  }

  private Row row(double minute) {
    return rows(minute, minute + 1.0 / 12).get(0);
  }

  /** Several files and row groups, of which some have events of both sides of the cutoff. */
  private Lake writeLake(List<Row> rows) throws IOException {
    return LakeWriter.ofRows()
        .withLayout(Layout.periods(Duration.ofMinutes(40)))
        .withRowsPerRowGroup(100)
        .withRowOrder(RowOrder.SHUFFLED)
        .write(directory.resolve("lake"), rows);
  }

  private void publish(List<Row> rows) {
    TopicWriter.ofRows().withPartitions(2).write(kafka.bootstrapServers(), topic, rows);
  }

  private void publishInOnePartition(List<Row> rows) {
    TopicWriter.ofRows().write(kafka.bootstrapServers(), topic, rows);
  }

  private LambdaIO.Read<KV<String, Long>> read() {
    return LambdaIO.<KV<String, Long>>read()
        .withLake(ParquetLake.at(directory.resolve("lake").toString()).withEventTime("event_time"))
        .withStream(KafkaStream.of(kafka.bootstrapServers(), topic))
        .withMapping(
            EventMapping.of(
                    TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()),
                    row -> pair(Event.mapping().fromLake().apply(row)),
                    record -> pair(Event.mapping().fromStream().apply(record)))
                .withCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
        .withCutoff(Cutoff.at(CUTOFF));
  }

  private static KV<String, Long> pair(Event event) {
    return KV.of(event.key(), event.value());
  }

  private SeamCertificate certificate() {
    return certificate(read());
  }

  private static SeamCertificate certificate(LambdaIO.Read<?> read) {
    return read.seamCertificate(PipelineOptionsFactory.create(), AROUND);
  }

  private static Plan plan(LambdaIO.Read<?> read) {
    return read.plan(PipelineOptionsFactory.create());
  }

  private static String check(Plan plan) {
    return plan.checks().stream()
        .filter(check -> check.name().equals("seam-certificate"))
        .map(PlanCheck::sentence)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sidesThatAgreeAreProven() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));

    SeamCertificate seam = certificate();

    assertThat(seam.isSound()).isTrue();
    assertThat(seam.lakeEvents()).isEqualTo(240);
    assertThat(seam.streamEvents()).isEqualTo(240);
    assertThat(seam.found().lake().checksum()).isEqualTo(seam.found().stream().checksum());
    assertThat(seam.found().minutes()).isEmpty();
    assertThat(seam.toText())
        .contains(
            "Seam    2001-01-01T01:00:00.000Z, compared in [2001-01-01T00:50:00.000Z, 2001-01-01T01:10:00.000Z)",
            "240 events, covers all of it",
            "Found   0 missing, 0 doubled, 0 unread, 0 fewer, 0 late",
            "Verdict ok   Lake and stream were compared in ")
        .doesNotContain("minute ");
  }

  @Test
  void eventsThatTheLakeLacksBeforeTheCutoffAreMissing() throws IOException {
    List<Row> lake = rows(0, 90);
    lake.removeAll(rows(57, 58));
    lake.remove(row(58.5));
    // Read from the stream.
    lake.remove(row(61));
    writeLake(lake);
    publish(rows(30, 120));

    SeamCertificate seam = certificate();

    assertThat(seam.missing()).isEqualTo(13);
    assertThat(seam.doubled()).isZero();
    assertThat(seam.isSound()).isFalse();
    assertThat(seam.firstMinute()).isEqualTo(joda(57));
    assertThat(seam.sentence())
        .startsWith(
            "13 events are missing around the cutoff 2001-01-01T01:00:00.000Z, first in the minute of 2001-01-01T00:57:00.000Z: mend the side");
    assertThat(seam.toText().lines())
        .anyMatch(line -> line.matches("2001-01-01T00:57:00.000Z +lake +0 +12 +12 +0 +0 +0 +0"))
        .anyMatch(line -> line.matches("2001-01-01T00:58:00.000Z +lake +11 +12 +1 +0 +0 +0 +0"))
        .anyMatch(line -> line.matches("2001-01-01T01:01:00.000Z +stream +11 +12 +0 .* has more"));
  }

  @Test
  void eventsThatTheStreamLacksFromTheCutoffOnAreMissing() throws IOException {
    List<Row> stream = rows(30, 120);
    stream.remove(row(60));
    stream.remove(row(66.5));
    // Read from the lake.
    stream.removeAll(rows(51, 53));
    writeLake(rows(0, 90));
    publish(stream);

    SeamCertificate seam = certificate();

    assertThat(seam.missing()).isEqualTo(2);
    assertThat(seam.firstMinute()).isEqualTo(joda(60));
  }

  @Test
  void eventThatDiffersIsMissingThoughTheCountsAgree() throws IOException {
    List<Row> lake = rows(0, 90);
    Row changed = row(55);
    lake.remove(changed);
    lake.add(new Row(changed.eventTimeMicros(), changed.key(), changed.value() + 1));
    writeLake(lake);
    publish(rows(30, 120));

    SeamCertificate seam = certificate();

    assertThat(seam.missing()).isEqualTo(1);
    assertThat(seam.lakeEvents()).isEqualTo(seam.streamEvents());
  }

  @Test
  void fileThatIsInTheLakeTwiceIsDoubled() throws IOException {
    Lake lake = writeLake(rows(0, 90));
    Path file = directory.resolve("lake/again.parquet");
    LakeWriter.ofRows().write(directory.resolve("again"), rows(45, 65));
    try (var files = Files.list(directory.resolve("again"))) {
      Files.copy(files.findFirst().orElseThrow(), file);
    }
    publish(rows(30, 120));
    assertThat(lake.rows()).isEqualTo(1_080);

    SeamCertificate seam = certificate();

    // Minutes 50 to 60; from there on the stream is read, and the lake has more.
    assertThat(seam.doubled()).isEqualTo(120);
    assertThat(seam.fewer()).isEqualTo(60);
    assertThat(seam.missing()).isZero();
    assertThat(seam.sentence()).startsWith("120 events are doubled around the cutoff");
  }

  @Test
  void eventThatTheProducerSentTwiceIsDoubledWhereTheStreamIsRead() throws IOException {
    List<Row> stream = rows(30, 120);
    stream.add(row(63));
    stream.add(row(53));
    writeLake(rows(0, 90));
    publish(stream);

    SeamCertificate seam = certificate();

    assertThat(seam.doubled()).isEqualTo(1);
    assertThat(seam.fewer()).isEqualTo(1);
    assertThat(seam.firstMinute()).isEqualTo(joda(63));
  }

  @Test
  void equalEventsOnBothSidesAreNotDoubled() throws IOException {
    List<Row> twice = List.of(row(53), row(63), row(63));
    List<Row> lake = rows(0, 90);
    List<Row> stream = rows(30, 120);
    lake.addAll(twice);
    stream.addAll(twice);
    // So that their cells are looked into.
    lake.remove(row(53.5));
    stream.remove(row(63.5));
    writeLake(lake);
    publish(stream);

    SeamCertificate seam = certificate();

    assertThat(seam.doubled()).isZero();
    assertThat(seam.fewer()).isZero();
    assertThat(seam.missing()).isEqualTo(2);
  }

  @Test
  void eventsFurtherBehindThanAllowedAreLate() throws IOException {
    writeLake(rows(0, 90));
    Row late = row(62);
    Row lateByLess = row(64.5);
    List<Row> before = rows(30, 65);
    before.removeAll(List.of(late, lateByLess));
    publishInOnePartition(before);
    publishInOnePartition(List.of(lateByLess));
    publishInOnePartition(List.of(late));
    publishInOnePartition(rows(65, 120));

    SeamCertificate seam = certificate();

    assertThat(seam.late()).isEqualTo(1);
    assertThat(seam.missing()).isZero();
    assertThat(seam.isSound()).isTrue();
    assertThat(seam.sentence()).contains("but 1 event is further behind in the stream");
    assertThat(seam.toText()).contains("Verdict WARN");
  }

  @Test
  void eventThatComesLongAfterTheWindowIsLateAndNotMissing() throws IOException {
    writeLake(rows(0, 90));
    List<Row> stream = rows(30, 120);
    stream.remove(row(62));
    publishInOnePartition(stream);
    publishInOnePartition(List.of(row(62)));

    SeamCertificate seam = certificate();

    assertThat(seam.late()).isEqualTo(1);
    assertThat(seam.missing()).isZero();
  }

  /** An event of 61 that Kafka has as of 55, where a read that starts at the cutoff passes it. */
  @Test
  void eventInFrontOfThePlannedOffsetIsMissing() throws IOException {
    List<Row> all =
        ROWS.stream()
            .map(row -> new Row(row.eventTimeMicros(), "k", row.eventTime().toEpochMilli()))
            .toList();
    writeLake(all.subList(0, 90 * 12));
    Row early = all.get(61 * 12);
    publishInOnePartition(all.subList(30 * 12, 55 * 12));
    publishInOnePartition(List.of(new Row(all.get(55 * 12).eventTimeMicros(), "k", early.value())));
    publishInOnePartition(all.subList(55 * 12, 61 * 12));
    publishInOnePartition(all.subList(61 * 12 + 1, 120 * 12));
    LambdaIO.Read<KV<String, Long>> read = read();

    SeamCertificate seam =
        certificate(
            read.withMapping(
                Objects.requireNonNull(read.mapping())
                    .withStreamEventTime(
                        event -> org.joda.time.Instant.ofEpochMilli(event.getValue()))));

    assertThat(seam.missing()).isEqualTo(1);
    assertThat(seam.firstMinute()).isEqualTo(joda(61));
    // From 55 to 60 all stand more than a minute behind it; the one of 60 stands exactly that.
    assertThat(seam.late()).isEqualTo(60);
  }

  @Test
  void partitionWhoseRecordsHaveAllExpiredLeavesTheStreamUncovered() throws Exception {
    writeLake(rows(0, 90));
    publish(rows(30, 120));
    delete(-1);

    SeamCertificate seam = certificate();

    // The topic's retention is counted in real time, and these events are of 2001.
    assertThat(seam.found().stream().covered().isEmpty()).isTrue();
    assertThat(seam.missing()).isZero();
    assertThat(seam.unread()).isPositive();
  }

  @Test
  void minutesBehindTheLakesEndAreNotCovered() throws IOException {
    writeLake(rows(0, 63.5));
    publish(rows(30, 120));

    SeamCertificate seam = certificate();

    assertThat(seam.isSound()).isTrue();
    assertThat(seam.missing()).isZero();
    assertThat(seam.toText())
        .contains("covers [2001-01-01T00:50:00.000Z, 2001-01-01T01:03:25.001Z)")
        .contains("not covered by the lake")
        .contains("but not both cover all of it");
    assertThat(seam.found().minutes()).hasSize(7).noneMatch(SeamMinute::lakeCovers);
  }

  @Test
  void eventsBetweenTheLakesEndAndTheCutoffAreUnread() throws IOException {
    writeLake(rows(0, 57));
    publish(rows(30, 120));

    SeamCertificate seam = certificate();

    assertThat(seam.unread()).isEqualTo(36);
    assertThat(seam.missing()).isZero();
    assertThat(seam.isSound()).isFalse();
    assertThat(seam.sentence())
        .startsWith("36 events are unread, since the lake has ended there")
        .contains("first in the minute of 2001-01-01T00:57:00.000Z");
    assertThat(certificate(read().withGapAllowed()).isSound()).isTrue();
  }

  @Test
  void minutesOfExpiredRecordsAreNotCovered() throws Exception {
    List<Row> lake = rows(0, 90);
    lake.remove(row(51));
    writeLake(lake);
    publishInOnePartition(rows(30, 120));
    delete(24 * 12);

    SeamCertificate seam = certificate();

    // What has expired was at most a minute later than the first record that is left, of 0:54.
    assertThat(seam.found().stream().covered())
        .isEqualTo(new SeamRange(joda(55).getMillis() + 1, joda(70).getMillis()));
    assertThat(seam.missing()).isZero();
    assertThat(seam.isSound()).isTrue();
    assertThat(seam.toText()).contains("not covered by the stream");
  }

  private void delete(long beforeOffset) throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(beforeOffset)))
          .all()
          .get();
    }
  }

  @Test
  void nothingIsProvenWhereNothingOverlaps() throws IOException {
    writeLake(rows(0, 60));
    publish(rows(60, 120));

    Plan plan = plan(read().withSeamCertificate(AROUND, SeamPolicy.FAIL));

    assertThat(plan.warnings())
        .anyMatch(warning -> warning.startsWith("Nothing shows that no event is missing: in ["));
  }

  @Test
  void onlyWhatTheReadTakesIsCompared() throws IOException {
    List<Row> lake = rows(0, 90);
    lake.remove(row(51));
    List<Row> stream = rows(30, 120);
    stream.remove(row(68));
    writeLake(lake);
    publish(stream);
    assertThat(certificate().missing()).isEqualTo(2);

    SeamCertificate seam = certificate(read().withFrom(joda(53)).withUntil(joda(66)));

    assertThat(seam.missing()).isZero();
    assertThat(seam.isSound()).isTrue();
    assertThat(seam.from()).isEqualTo(joda(53));
    assertThat(seam.end()).isEqualTo(joda(66));
    assertThat(seam.lakeEvents()).isEqualTo(13 * 12);
  }

  @Test
  void whatIsBehindTheStreamsEndIsNotMissing() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 65));

    SeamCertificate goingOn = certificate();
    SeamCertificate ending = certificate(read().withUntilStreamEnd());
    SeamCertificate endingAtTime = certificate(read().withUntil(joda(68)));

    assertThat(goingOn.isSound()).isTrue();
    assertThat(goingOn.found().stream().covered().end())
        .isEqualTo(joda(65).getMillis() - 5_000 - 60_000);
    assertThat(ending.isSound()).isTrue();
    assertThat(ending.found().stream().covered().end()).isEqualTo(joda(65).getMillis() - 5_000 + 1);
    assertThat(endingAtTime.unread()).isEqualTo(36);
  }

  @Test
  void recordsThatComeAfterAnEndingReadWasPlannedDoNotCount() throws IOException {
    writeLake(rows(0, 90));
    publishInOnePartition(rows(30, 65));
    LambdaIO.Read<KV<String, Long>> kept =
        read().withUntilStreamEnd().withPlanLocation(directory.resolve("plan.json").toString());
    plan(kept);
    publishInOnePartition(rows(65, 120));

    assertThat(certificate(kept).streamEvents()).isEqualTo(15 * 12);
    assertThat(certificate(read().withUntilStreamEnd()).streamEvents()).isEqualTo(20 * 12);
  }

  @Test
  void eventsThatNothingHasInCommonPointToTheMapping() throws IOException {
    writeLake(rows(0, 90));
    publish(
        rows(30, 120).stream()
            .map(row -> new Row(row.eventTimeMicros(), row.key(), row.value() + 1))
            .toList());

    assertThat(certificate().sentence())
        .startsWith("240 events are missing")
        .contains("not one event of the lake is one of the stream");
  }

  @Test
  void planThatMustBeSoundIsRefusedAndNotKept() throws IOException {
    List<Row> lake = rows(0, 90);
    lake.remove(row(57));
    writeLake(lake);
    publish(rows(30, 120));
    Path file = directory.resolve("plan.json");
    LambdaIO.Read<KV<String, Long>> read =
        read().withPlanLocation(file.toString()).withSeamCertificate(AROUND, SeamPolicy.FAIL);

    assertThatThrownBy(() -> plan(read))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("1 event is missing around the cutoff");
    assertThat(file).doesNotExist();
  }

  @Test
  void planIsWarnedOfAndKeptWithItsCertificate() throws IOException {
    List<Row> lake = rows(0, 90);
    lake.remove(row(57));
    writeLake(lake);
    publish(rows(30, 120));
    LambdaIO.Read<KV<String, Long>> read =
        read()
            .withPlanLocation(directory.resolve("plan.json").toString())
            .withSeamCertificate(AROUND, SeamPolicy.WARN);

    Plan made = plan(read);
    Plan kept = plan(read.withSeamCertificate(AROUND, SeamPolicy.FAIL));

    assertThat(made.warnings()).contains(check(made));
    assertThat(check(made)).startsWith("1 event is missing");
    // Not made again, else it would be refused.
    assertThat(check(kept)).isEqualTo(check(made));
  }

  @Test
  void planThatWasKeptWithoutACertificateIsWarnedOf() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));
    LambdaIO.Read<KV<String, Long>> read =
        read().withPlanLocation(directory.resolve("plan.json").toString());
    plan(read);

    assertThat(plan(read.withSeamCertificate(AROUND, SeamPolicy.FAIL)).warnings())
        .singleElement()
        .asString()
        .contains("was made without a certificate of the seam");
  }

  @Test
  void certificateOfAKeptPlanIsThatOfItsFiles() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));
    LambdaIO.Read<KV<String, Long>> kept =
        read().withPlanLocation(directory.resolve("plan.json").toString());
    plan(kept);
    LakeWriter.ofRows().write(directory.resolve("lake/later"), rows(55, 56));

    assertThat(certificate(kept).isSound()).isTrue();
    assertThat(certificate().doubled()).isEqualTo(12);
  }

  @Test
  void certificateOfANewPlanDoesNotKeepIt() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));
    Path file = directory.resolve("plan.json");

    assertThat(certificate(read().withPlanLocation(file.toString())).isSound()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void planThatAgreesPasses() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));

    Plan plan = plan(read().withSeamCertificate(AROUND, SeamPolicy.FAIL));

    assertThat(plan.warnings()).isEmpty();
    assertThat(check(plan))
        .isEqualTo(
            "Lake and stream were compared in [2001-01-01T00:50:00.000Z, 2001-01-01T01:10:00.000Z): nothing is missing or doubled in 240 events of the lake and 240 events of the stream");
  }

  @Test
  void readWithoutASeamPassesAndHasNoCertificate() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));
    LambdaIO.Read<KV<String, Long>> read = read().withUntil(joda(60));

    assertThat(check(plan(read.withSeamCertificate(AROUND, SeamPolicy.FAIL))))
        .startsWith("There is no seam to certify: the read ends at 2001-01-01T01:00:00.000Z");
    assertThatThrownBy(() -> certificate(read))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("There is no seam to certify");
  }

  @Test
  void seamAtOffsetsIsRefused() throws IOException {
    LambdaIO.Read<KV<String, Long>> read = read().withCutoff(Cutoff.atStreamOffsets());

    assertThatThrownBy(() -> certificate(read))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("No certificate for a seam at the stream's offsets");
    assertThatThrownBy(() -> plan(read.withSeamCertificate(AROUND, SeamPolicy.WARN)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("the plan proves already");
  }

  @Test
  void coderThatIsNotDeterministicIsRefused() throws IOException {
    writeLake(rows(0, 90));
    publish(rows(30, 120));
    LambdaIO.Read<Event> read =
        LambdaIO.<Event>read()
            .withLake(
                ParquetLake.at(directory.resolve("lake").toString()).withEventTime("event_time"))
            .withStream(KafkaStream.of(kafka.bootstrapServers(), topic))
            .withMapping(Event.mapping())
            .withCutoff(Cutoff.at(CUTOFF));

    assertThatThrownBy(() -> certificate(read))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("is not deterministic")
        .hasMessageContaining("EventMapping.withCoder");
  }

  @Test
  void timeAroundTheSeamMustBeLongerThanZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read().withSeamCertificate(org.joda.time.Duration.ZERO, SeamPolicy.WARN))
        .withMessage("Invalid time around the seam: PT0S (must be > 0)");
  }

  @Test
  void jsonHasEveryMinuteThatDiffersAndTextTheWorst() throws IOException {
    List<Row> lake = rows(0, 105);
    // Twenty minutes of the lake lack an event each.
    for (int minute = 30; minute < 50; minute++) {
      lake.remove(row(minute));
    }
    // In two more the stream lacks what is read from the lake.
    List<Row> stream = rows(20, 120);
    stream.remove(row(25));
    stream.remove(row(59));
    writeLake(lake);
    publish(stream);
    AtomicLong read = new AtomicLong();

    SeamCertificate seam =
        read()
            .seamCertificate(
                PipelineOptionsFactory.create(),
                org.joda.time.Duration.standardMinutes(40),
                (lakeRows, streamRecords) -> read.set(lakeRows + streamRecords));

    JsonNode json = new ObjectMapper().readTree(seam.toJson());
    assertThat(json.get("missing").asLong()).isEqualTo(20);
    assertThat(json.get("sound").asBoolean()).isFalse();
    assertThat(json.get("lake").get("checksum").asText()).hasSize(16);
    assertThat(json.get("minutes")).hasSize(22);
    assertThat(json.get("minutes").get(21).get("only").asLong()).isEqualTo(1);
    assertThat(seam.toText())
        .contains("and 2 more that differ")
        .contains("2001-01-01T00:49:00.000Z")
        .doesNotContain("2001-01-01T00:59:00.000Z");
    assertThat(read.get()).isGreaterThan(80 * 12 * 2);
  }
}
