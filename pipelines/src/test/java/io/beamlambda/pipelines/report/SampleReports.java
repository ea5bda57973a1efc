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
package io.beamlambda.pipelines.report;

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import io.beamlambda.io.Plan;
import io.beamlambda.io.ReadProgress.Phase;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.AggregatePipeline;
import io.beamlambda.pipelines.report.RunReport.Outcome;
import io.beamlambda.pipelines.report.ShownOption.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Reports of runs that never were, of a plan that is real. */
final class SampleReports {

  private static final Instant BEGIN = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant SEAM = Instant.parse("2001-01-05T00:00:00Z");

  private SampleReports() {}

  static Plan plan(Path folder) throws IOException {
    LakeWriter.ofRows().write(folder, Row.generate(500, BEGIN, Duration.ofDays(5), 3, 1));
    AggregateOptions options =
        PipelineOptionsFactory.fromArgs(
                "--lake=" + folder,
                "--eventTimeField=event_time",
                "--cutoff=" + SEAM,
                "--key=key",
                "--value=value",
                "--window=fixed:PT1H",
                "--output=jdbc:sqlite:none.db")
            .as(AggregateOptions.class);
    return new AggregatePipeline().read(options).plan(options);
  }

  /** Forty seconds of bootstrap and twenty of the stream, seen five times a second. */
  static RunReport done(Plan plan) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i <= 300; i++) {
      long millis = i * 200L;
      boolean lake = millis < 40_000;
      Map<Quantity, Long> seen = new EnumMap<>(Quantity.class);
      if (lake) {
        seen.put(Quantity.LAKE_TIME, BEGIN.plus(Duration.ofMillis(millis * 8_640)).toEpochMilli());
      }
      seen.put(
          Quantity.STREAM_TIME,
          SEAM.plus(Duration.ofMillis(lake ? 0 : (millis - 40_000) * 8_640)).toEpochMilli());
      seen.put(Quantity.LAKE_ROWS, Math.min(millis, 40_000) * 7);
      seen.put(Quantity.STREAM_ROWS, Math.max(0, millis - 40_000) * 5);
      seen.put(Quantity.LEAD, (i % 7) * 500_000L);
      seen.put(Quantity.HELD, lake ? (millis < 36_000 ? 2L : 1L) : 0L);
      seen.put(Quantity.BUFFERED, lake ? 0L : 100L + i % 10);
      seen.put(Quantity.RESULTS, millis / 3);
      samples.add(new Sample(millis, seen));
    }
    Counts counts =
        new Counts(
            Map.of("lakeRows", 280_000L, "droppedAtCutoff", 17L, "resultsWritten", 20_000L), true);
    return new RunReport(
        "aggregate",
        "flink",
        Instant.parse("2026-11-21T10:00:00Z"),
        Outcome.DONE,
        "The job is done.",
        List.of("Verified 20,000 windows."),
        List.of(
            new ShownOption("key", "<b>&\"origin\"</b>", Origin.GIVEN),
            new ShownOption("parallelism", "1", Origin.PROFILE)),
        new Recording(
            Duration.ofSeconds(60),
            counts,
            List.of(
                new ReadRecording(
                    "Read events", plan, Phase.DONE, false, 2, Duration.ofSeconds(40), samples))));
  }

  /** A run elsewhere of which nobody was heard. */
  static RunReport unheard(Plan plan) {
    return new RunReport(
        "aggregate",
        "flink",
        Instant.parse("2026-11-21T10:00:00Z"),
        Outcome.FAILED,
        "The job failed: No gate is free.",
        List.of(),
        List.of(),
        new Recording(
            Duration.ofSeconds(3),
            Counts.UNKNOWN,
            List.of(
                new ReadRecording(
                    "Read events",
                    plan,
                    null,
                    true,
                    2,
                    null,
                    List.of(new Sample(0, Map.of()), new Sample(3_000, Map.of()))))));
  }
}
