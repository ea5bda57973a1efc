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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events are texts, {@code id/what}; the overlap is the hour from ten to eleven. */
class OverlapTest {

  private static final Instant TEN = Instant.parse("2001-03-01T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2001-03-01T11:00:00Z");

  @TempDir Path directory;

  @Test
  void firstEventOfEachIdPassesWithItsTime() {
    assertThatPass(
        events()
            .addElements(at("a/lake", 10), at("b/lake", 20), at("a/stream", 10))
            .addElements(at("b/stream", 20), at("c/stream", 30)),
        "a/lake@10",
        "b/lake@20",
        "c/stream@30");
  }

  @Test
  void eventsOfOtherTimesPassAsTheyAre() {
    assertThatPass(
        events()
            .addElements(at("a/1", -1), at("a/2", -1), at("a/3", 0), at("a/4", 0))
            .addElements(at("a/5", 59), at("a/6", 60), at("a/7", 60)),
        "a/1@-1",
        "a/2@-1",
        "a/3@0",
        "a/6@60",
        "a/7@60");
  }

  @Test
  void lateEventKeepsItsTimeAndCountsOnce() {
    assertThatPass(
        events()
            .addElements(at("a/lake", 10))
            .advanceWatermarkTo(ELEVEN.plus(Duration.standardMinutes(30)))
            .addElements(at("a/late", 10), at("b/late", 20), at("b/later", 20)),
        "a/lake@10",
        "b/late@20");
  }

  @Test
  void eventWithoutRecordIdFailsTheJob() {
    Pipeline pipeline = pipeline();
    apply(pipeline, events().addElements(at("nobody", 10)), event -> nothing());

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("2001-03-01T10:10:00.000Z")
        .hasMessageContaining("has no record id")
        .hasMessageContaining("nobody");
  }

  @Test
  void overlapNeedsARecordId() throws IOException {
    assertThatThrownBy(() -> read().withOverlap(Duration.standardHours(6)).plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("PT6H needs a record id")
        .hasMessageContaining("withRecordId");
  }

  @Test
  void overlapDoesNotGoWithASeamAtOffsets() throws IOException {
    LambdaIO.Read<Event> read =
        read()
            .withOverlap(Duration.standardHours(6))
            .withRecordId(Event::key)
            .withCutoff(Cutoff.atStreamOffsets());

    assertThatThrownBy(() -> read.plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("needs no overlap");
  }

  @Test
  void overlapDoesNotGoWithACertificateOfTheSeam() throws IOException {
    LambdaIO.Read<Event> read =
        read().withOverlap(Duration.standardHours(6)).withRecordId(Event::key);

    assertThatThrownBy(() -> read.seamCertificate(options(), Duration.standardHours(1)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("No certificate for a read with an overlap");
  }

  @Test
  void overlapIsLongerThanZero() {
    assertThatThrownBy(() -> LambdaIO.<Event>read().withOverlap(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid overlap: PT0S (must be > 0)");
  }

  private LambdaIO.Read<Event> read() throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .write(
                directory,
                List.of(Row.at(java.time.Instant.parse("2001-03-01T10:00:00Z"), "a", 1)));
    return Lakes.read(lake);
  }

  private static TestStream.Builder<String> events() {
    return TestStream.create(StringUtf8Coder.of());
  }

  private static TimestampedValue<String> at(String event, int minute) {
    return TimestampedValue.of(event, TEN.plus(Duration.standardMinutes(minute)));
  }

  private static void assertThatPass(TestStream.Builder<String> events, String... expected) {
    Pipeline pipeline = pipeline();
    PCollection<String> passed =
        apply(pipeline, events, event -> event.substring(0, event.indexOf('/')));
    PAssert.that(passed.apply("With minute", ParDo.of(new WithMinuteFn())))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<String> apply(
      Pipeline pipeline,
      TestStream.Builder<String> events,
      SerializableFunction<String, String> recordId) {
    return pipeline
        .apply(events.advanceWatermarkToInfinity())
        .apply("Overlap", new Overlap<>(TEN, ELEVEN, recordId));
  }

  /** What a user's function may give although it should not. */
  @SuppressWarnings("NullAway")
  private static String nothing() {
    return null;
  }

  private static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    return options;
  }

  private static Pipeline pipeline() {
    return Pipeline.create(options());
  }

  private static final class WithMinuteFn extends DoFn<String, String> {
    @ProcessElement
    public void processElement(
        @Element String event, @Timestamp Instant time, OutputReceiver<String> out) {
      out.output(event + "@" + new Duration(TEN, time).getStandardMinutes());
    }
  }
}
