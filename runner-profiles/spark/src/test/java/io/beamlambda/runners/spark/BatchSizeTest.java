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
package io.beamlambda.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private static final long GIGABYTE = 1L << 30;

  @Test
  void followsTheIntervalAndTheCores() {
    assertThat(BatchSize.of(500, new SparkResources(2, 2 * GIGABYTE)).rows()).isEqualTo(100_000);
    assertThat(BatchSize.of(1_000, new SparkResources(2, 2 * GIGABYTE)).rows()).isEqualTo(200_000);
    assertThat(BatchSize.of(500, new SparkResources(4, 2 * GIGABYTE)).rows()).isEqualTo(200_000);
  }

  @Test
  void memoryBoundsIt() {
    BatchSize size = BatchSize.of(10_000, new SparkResources(8, GIGABYTE));

    assertThat(size.rows()).isEqualTo(262_144);
    assertThat(size.reason()).isEqualTo("262,144 rows: 1,024 MB of memory for 4,096 bytes a row");
  }

  @Test
  void isAtLeastOneElement() {
    assertThat(BatchSize.of(1, new SparkResources(1, GIGABYTE)).elements(256)).isEqualTo(1);
    assertThat(BatchSize.of(500, new SparkResources(2, GIGABYTE)).elements(256)).isEqualTo(390);
  }

  @Test
  void executorsAreWhatSparksSettingsSay() {
    assertThat(SparkResources.ofCluster(new Properties()))
        .isEqualTo(new SparkResources(4, GIGABYTE));
    assertThat(SparkResources.ofCluster(settings("spark.cores.max", "6")).cores()).isEqualTo(6);
    assertThat(
            SparkResources.ofCluster(
                settings(
                    "spark.executor.instances", "3",
                    "spark.executor.cores", "2",
                    "spark.executor.memory", "512m")))
        .isEqualTo(new SparkResources(6, GIGABYTE / 2));
  }

  @Test
  void thisJvmHasAsManyCoresAsItsMasterSays() {
    assertThat(SparkResources.ofThisJvm("local[3]").cores()).isEqualTo(3);
    assertThat(SparkResources.ofThisJvm("local[3,2]").cores()).isEqualTo(3);
    assertThat(SparkResources.ofThisJvm("local[*]").cores())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void whatTheUserGivesStays() {
    assertThat(sized(new Properties(), "--streaming=true", "--maxRecordsPerBatch=7")).isEqualTo(7);
  }

  @Test
  void sparksOwnBackPressureNeedsThatThereIsNoBound() {
    assertThat(sized(settings("spark.streaming.backpressure.enabled", "true"), "--streaming=true"))
        .isEqualTo(-1);
  }

  @Test
  void aPipelineThatDoesNotReadWithLambdaIoIsCountedInRecords() {
    assertThat(sized(new Properties(), "--streaming=true", "--sparkMaster=local[2]"))
        .isEqualTo(100_000);
  }

  private static long sized(Properties system, String... arguments) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(arguments).create();
    options.setRunner(SparkRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    assertThat(new SparkProfile(system).size(pipeline)).hasSizeLessThanOrEqualTo(1);
    return pipeline.getOptions().as(SparkContextOptions.class).getMaxRecordsPerBatch();
  }

  private static Properties settings(String... namesAndValues) {
    Properties settings = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }
}
