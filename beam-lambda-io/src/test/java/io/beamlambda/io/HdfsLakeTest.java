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
import io.beamlambda.stores.EmbeddedHdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lakes on HDFS. */
class HdfsLakeTest extends StoreContract {

  private static EmbeddedHdfs hdfs;

  @BeforeAll
  static void start() {
    hdfs = EmbeddedHdfs.start();
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @Override
  String root() {
    return hdfs.uri();
  }

  @Override
  PipelineOptions options() {
    return PipelineOptionsFactory.fromArgs("--hdfsConfiguration=" + hdfs.configuration()).create();
  }

  @Override
  boolean hasChecksums() {
    return false;
  }

  @Override
  List<String> secrets() {
    return List.of("no secrets here: HDFS takes the user of the system, or a Kerberos ticket");
  }

  @Test
  void directoryMayBeNamedLikeAFile() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    put(Files.readAllBytes(lake.files().get(0)), place + "/day.parquet/part.parquet");

    Plan plan = Lakes.read(ParquetLake.at(place).withEventTime("event_time")).plan(options());

    assertThat(plan.lakeRows()).isEqualTo(ROWS.size());
  }

  /** Hive escapes what names of partitions must not have; Beam's file system escapes it again. */
  @Test
  void directoriesMayHaveEscapedNames() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    byte[] content = Files.readAllBytes(lake.files().get(0));
    String part = "/my%20lake/time=2001-01-01%2000%253A00/x=%5B1%5D/part%20%7Ba%7D.parquet";
    put(content, place + part);
    put(new byte[] {1, 2, 3}, place + "/my%20lake/_temporary/0/part.parquet");

    LambdaIO.Read<Event> read = at(place + "/my lake");

    assertThat(read.plan(options()).lanes().get(0).slices())
        .allMatch(slice -> slice.file().path().equals(place + part));
    assertThat(read(read)).isEqualTo(toTheMillisecond(ROWS));
  }

  @Test
  void globsThatWouldFindAPartOnlyAreRefused() {
    assertThatThrownBy(
            () ->
                Lakes.read(ParquetLake.at(place + "/**/*.parquet").withEventTime("event_time"))
                    .plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("Cannot use '**' in " + place);
  }

  @Test
  void clusterThatIsNotConfiguredIsRefused() {
    assertThatThrownBy(
            () ->
                Lakes.read(ParquetLake.at(place).withEventTime("event_time"))
                    .plan(PipelineOptionsFactory.create()))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "No file system for hdfs://: have beam-sdks-java-io-hadoop-file-system on the class"
                + " path, and name the cluster by HADOOP_CONF_DIR or --hdfsConfiguration");
  }
}
