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

import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.Lambda;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every profile has to keep besides running pipelines right. */
public abstract class ProfileContract {

  private final RunnerProfile profile =
      ServiceLoader.load(RunnerProfile.class).findFirst().orElseThrow();

  @TempDir Path directory;

  /** For the profile of the class path, whose module is the working directory. */
  protected ProfileContract() {}

  @Test
  void theLauncherKnowsTheProfileAndItsRunner() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of("profile.properties"))) {
      properties.load(in);
    }

    assertThat(properties).containsEntry("runner", profile.runner().getName());
    assertThat(Path.of("").toAbsolutePath().getFileName()).hasToString(profile.name());
  }

  @Test
  void everyDefaultIsAnOptionOfTheRunner() {
    for (DefaultOption option : allDefaults()) {
      // Strict: an option that nobody knows, or a value that it cannot take, is an error.
      assertThat(PipelineOptionsFactory.fromArgs(option.toArgument()).create()).isNotNull();
    }
  }

  @Test
  void everyDefaultIsDocumented() throws IOException {
    assertThat(Path.of("README.md"))
        .content()
        .contains(allDefaults().stream().map(option -> "`--" + option.name() + "`").toList());
    assertThat(allDefaults()).extracting(DefaultOption::reason).doesNotContain("");
  }

  private List<DefaultOption> allDefaults() {
    List<DefaultOption> defaults = new ArrayList<>(profile.defaults());
    defaults.addAll(
        profile.clusterDefaults(
            PipelineOptionsFactory.fromArgs(clusterThatIsNotThere().toArray(String[]::new))
                .create()));
    return defaults;
  }

  @Test
  void aJobThatFailsSaysWhyWithExitCode1() throws IOException {
    Path flights = flights();
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);

    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run", FailingPipeline.NAME, "--runner=" + profile.name(), "--lake=" + flights));
    arguments.addAll(whatEveryRunNeeds());

    int exitCode = Lambda.execute(writer, writer, arguments.toArray(String[]::new));

    assertThat(exitCode).isEqualTo(1);
    assertThat(output.toString()).contains("The job failed").contains(FailingPipeline.REASON);
  }

  @Test
  void aPipelineThatTheRunnerDoesNotRunRightIsRefusedBeforeTheRunnerHearsOfIt() throws IOException {
    Path flights = flights();
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                UnsupportedPipeline.NAME,
                "--runner=" + profile.name(),
                "--lake=" + flights));
    arguments.addAll(clusterThatIsNotThere());

    int exitCode = Lambda.execute(writer, writer, arguments.toArray(String[]::new));

    assertThat(output.toString())
        .contains("nothing was started", UnsupportedPipeline.STEP)
        .contains("state.merging-windows", evidenceOfMergingState())
        .contains("CountFn");
    assertThat(exitCode).isEqualTo(2);
    assertThat(UnsupportedPipeline.trace(flights)).doesNotExist();
  }

  /**
   * Options for a cluster that nobody can reach: a pipeline that is given to it fails in another
   * way than one that is refused. None if the runner needs no cluster.
   */
  protected List<String> clusterThatIsNotThere() {
    return List.of();
  }

  /** Options without which the profile runs nothing. None by default. */
  protected List<String> whatEveryRunNeeds() {
    return List.of();
  }

  /** What shows that the runner does not merge the state of windows that merge: a probe's name. */
  protected String evidenceOfMergingState() {
    return "MergingWindowsStateProbe";
  }

  Path flights() throws IOException {
    Path flights = directory.resolve("flights.parquet");
    try (InputStream in = getClass().getResourceAsStream("/flights/flights.parquet")) {
      Files.copy(Objects.requireNonNull(in), flights);
    }
    return flights;
  }
}
