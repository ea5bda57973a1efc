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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.pipelines.UsageException;
import io.beamlambda.pipelines.cli.DefaultOption;
import java.util.List;
import java.util.Properties;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** What the profile makes of {@code spark-submit}. */
class SparkSubmissionTest {

  @Test
  void aSubmittedProgramRunsWhereItWasSubmittedTo() {
    SparkProfile profile = submittedTo("spark://master:7077");

    assertThat(profile.defaults())
        .filteredOn(option -> option.name().equals("sparkMaster"))
        .extracting(DefaultOption::value)
        .containsExactly("spark://master:7077");
  }

  @Test
  void theDefaultsOfClustersCountThere() {
    assertThat(clusterDefaults("spark://master:7077")).contains("board", "batchIntervalMillis");
    assertThat(clusterDefaults("yarn")).contains("board");
    assertThat(clusterDefaults("k8s://https://kubernetes.default")).contains("board");
  }

  @Test
  void aProgramThatIsSubmittedToThisJvmNeedsNone() {
    assertThat(clusterDefaults("local[2]")).isEmpty();
  }

  @Test
  void anotherMasterAmongTheOptionsIsRefused() {
    assertThatThrownBy(
            () -> submittedTo("yarn").clusterDefaults(options("--sparkMaster=spark://other:7077")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--sparkMaster=spark://other:7077, but the program was submitted to yarn"
                + " (spark.master): leave --sparkMaster out, or submit it there");
  }

  @Test
  void withoutSubmissionTheJobIsEmbedded() {
    assertThat(new SparkProfile(new Properties()).defaults())
        .filteredOn(option -> option.name().equals("sparkMaster"))
        .extracting(DefaultOption::value)
        .allSatisfy(master -> assertThat(master).matches("local\\[\\d+]"));
  }

  @Test
  void aTemporaryCheckpointIsRefusedWhereExecutorsAreOnOtherMachines() {
    SparkProfile profile = submittedTo("spark://master:7077");
    String temporary = "--checkpointDir=" + TemporaryCheckpoint.name();

    assertThatThrownBy(
            () ->
                profile.clusterDefaults(
                    options("--sparkMaster=spark://master:7077", "--streaming=true", temporary)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("No --checkpointDir for the cluster at spark://master:7077: ");
    // Batch jobs write none, and processes of one machine have the same files.
    assertThat(profile.clusterDefaults(options("--sparkMaster=spark://master:7077", temporary)))
        .isNotEmpty();
    assertThat(
            submittedTo("spark://127.0.0.1:7077")
                .clusterDefaults(
                    options("--sparkMaster=spark://127.0.0.1:7077", "--streaming=true", temporary)))
        .isNotEmpty();
  }

  private static List<String> clusterDefaults(String master) {
    return submittedTo(master)
        .clusterDefaults(
            options(
                "--sparkMaster=" + master, "--streaming=true", "--checkpointDir=hdfs:///flights"))
        .stream()
        .map(DefaultOption::name)
        .toList();
  }

  private static SparkProfile submittedTo(String master) {
    Properties system = new Properties();
    system.setProperty("spark.master", master);
    return new SparkProfile(system);
  }

  private static PipelineOptions options(String... arguments) {
    return PipelineOptionsFactory.fromArgs(arguments).create();
  }
}
