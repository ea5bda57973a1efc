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

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a lake, and a plan that is kept, need of a file system. */
abstract class StoreContract {

  static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  static final List<Row> ROWS = Row.generate(1_200, START, Duration.ofDays(6), 3, 5);

  @TempDir Path directory;

  /** A place of this test's own, without a slash at its end. */
  String place = "";

  /** The root of the store, without a slash at its end. */
  abstract String root();

  abstract PipelineOptions options();

  /** Whether the store marks contents, so that another one of the same size and second shows. */
  abstract boolean hasChecksums();

  /** What must be shown nowhere. */
  abstract List<String> secrets();

  @BeforeEach
  void findPlace(TestInfo test) {
    place = root() + "/" + test.getTestMethod().orElseThrow().getName();
    FileSystems.setDefaultPipelineOptions(options());
  }

  static void put(byte[] content, String to) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(
                FileSystems.matchNewResource(to, false), "application/octet-stream"))) {
      out.write(content);
    }
  }

  static void remove(String file) throws IOException {
    FileSystems.delete(
        List.of(FileSystems.matchNewResource(file, false)),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** The names of the files that match. */
  static List<String> names(String glob) throws IOException {
    MatchResult result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
    return result.metadata().stream().map(file -> file.resourceId().toString()).toList();
  }

  /** Writes a lake of day directories, directories below directories, and files beside them. */
  private String writeLake() throws IOException {
    Lake lake = LakeWriter.ofRows().withLayout(Layout.mix()).write(directory, ROWS);
    for (Path file : lake.files()) {
      put(Files.readAllBytes(file), place + "/lake/" + directory.relativize(file));
    }
    return place + "/lake";
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparingLong(Row::eventTimeMicros)
                .thenComparing(Row::key)
                .thenComparingLong(Row::value))
        .toList();
  }

  /** The rows of the lake, their event times cut to milliseconds. */
  List<Row> read(LambdaIO.Read<Event> read) throws IOException {
    Plan plan = read.plan(options());
    List<Row> rows = new ArrayList<>();
    for (LakeSource<Event> split : Lakes.splits(plan, place)) {
      Lakes.drain(split)
          .forEach(
              timed ->
                  rows.add(
                      new Row(timed.millis() * 1_000, timed.event().key(), timed.event().value())));
    }
    return sorted(rows);
  }

  static List<Row> toTheMillisecond(List<Row> rows) {
    return sorted(
        rows.stream()
            .map(row -> new Row(row.eventTimeMicros() / 1_000 * 1_000, row.key(), row.value()))
            .toList());
  }

  static LambdaIO.Read<Event> at(String location) {
    return Lakes.read(ParquetLake.at(location).withEventTime("event_time"));
  }

  @Test
  void directoryIsReadWithAllBelowIt() throws IOException {
    String lake = writeLake();
    put(new byte[0], lake + "/_SUCCESS");
    put(new byte[] {1, 2, 3}, lake + "/_temporary/0/part.parquet");
    put(new byte[] {1, 2, 3}, lake + "/.part.parquet.crc");

    assertThat(read(at(lake))).isEqualTo(toTheMillisecond(ROWS));
    assertThat(read(at(lake + "/"))).hasSize(ROWS.size());
  }

  @Test
  void globsOfHivePartitionsAndSingleFilesAreRead() throws IOException {
    Lake lake = LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(directory, ROWS);
    for (Path file : lake.files()) {
      put(Files.readAllBytes(file), place + "/" + directory.relativize(file));
    }

    assertThat(read(at(place + "/date=*/*.parquet"))).isEqualTo(toTheMillisecond(ROWS));
    assertThat(read(at(place + "/date=2001-01-0[12]/*"))).hasSize(400);
    assertThat(read(at(place + "/date=2001-01-01/part-00000.parquet"))).hasSize(200);
  }

  @Test
  void planPinsSizeTimeAndContent() throws IOException {
    Plan plan = at(writeLake()).plan(options());

    for (Slice slice : plan.lanes().get(0).slices()) {
      LakeFile file = slice.file();
      assertThat(file.size()).isGreaterThan(slice.bytes());
      assertThat(file.lastModifiedMillis()).isGreaterThan(START.toEpochMilli());
      assertThat(file.checksum() != null).isEqualTo(hasChecksums());
    }
  }

  @Test
  void replacedFileIsRefusedByName() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    byte[] content = Files.readAllBytes(lake.files().get(0));
    String file = place + "/part.parquet";
    put(content, file);
    Plan plan = at(place).plan(options());

    content[8]++; // of the same size, within the same second
    put(content, file);

    assertThatThrownBy(() -> Lakes.drain(Lakes.splits(plan, place).get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " has changed since the plan was made");
  }

  @Test
  void removedFileIsRefusedByName() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    String file = place + "/part.parquet";
    put(Files.readAllBytes(lake.files().get(0)), file);
    Plan plan = at(place).plan(options());

    remove(file);

    assertThatThrownBy(() -> Lakes.drain(Lakes.splits(plan, place).get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ", which the plan has pinned, is gone");
  }

  @Test
  void planIsKeptAndGoneOnWith() throws IOException {
    String lake = writeLake();
    String kept = place + "/plans/plan.json";
    LambdaIO.Read<Event> read = at(lake).withPlanLocation(kept);

    Plan first = read.plan(options());
    put(
        Files.readAllBytes(LakeWriter.ofRows().write(directory, ROWS).files().get(0)),
        lake + "/later.parquet");
    Plan second = read.plan(options());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.lanes().get(0).slices()).isEqualTo(first.lanes().get(0).slices());
    assertThat(names(place + "/plans/*")).containsExactly(kept);
    assertThat(read(read)).isEqualTo(toTheMillisecond(ROWS));
  }

  @Test
  void keptPlanOfAFileThatIsGoneIsRefused() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    String file = place + "/lake/part.parquet";
    put(Files.readAllBytes(lake.files().get(0)), file);
    LambdaIO.Read<Event> read = at(place + "/lake").withPlanLocation(place + "/plan.json");
    read.plan(options());

    remove(file);

    assertThatThrownBy(() -> read.plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith(file + ", which the plan has pinned, is gone");
  }

  @Test
  void locationWithoutFilesIsRefused() {
    assertThatThrownBy(() -> at(place + "/nothing").plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("No Parquet file found at " + place + "/nothing");
  }

  @Test
  void secretsAreShownNowhere() throws IOException {
    Plan plan = at(writeLake()).plan(options());

    List<String> shown = new ArrayList<>();
    shown.add(plan.toText());
    shown.add(plan.toJson());
    for (LakeSource<Event> split : Lakes.splits(plan, place)) {
      shown.add(DisplayData.from(split).toString());
    }
    shown.add(DisplayData.from(options()).toString());
    shown.add(options().toString());
    assertThat(shown)
        .allSatisfy(text -> assertThat(text).doesNotContain(secrets().toArray(String[]::new)));
  }
}
