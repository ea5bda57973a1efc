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
package io.beamlambda.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandTest {

  @TempDir Path dir;

  @AfterEach
  void endProcesses() {
    ClusterState.read(dir)
        .ifPresent(state -> state.alive().forEach(ProcessHandle::destroyForcibly));
  }

  @Test
  void stopEndsWhatStartHasMade() {
    Outcome started = cluster("start", "--workers=3");
    assertThat(started.exitCode()).isZero();
    assertThat(started.out())
        .contains("Cluster of sleeping with 3 workers")
        .contains("./lambda run PIPELINE --runner=sleeping --bed=" + dir.resolve("bed"));
    List<ProcessHandle> processes = ClusterState.read(dir).orElseThrow().alive();
    assertThat(processes).hasSize(3);

    assertThat(cluster("status").out()).contains("3 of 3 processes are running");

    Outcome stopped = cluster("stop");
    assertThat(stopped.exitCode()).isZero();
    assertThat(stopped.out()).contains("3 of 3 processes were running");
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(ClusterState.read(dir)).isEmpty();
  }

  @Test
  void statusTellsOfProcessesThatAreGone() {
    cluster("start");
    ProcessHandle gone = ClusterState.read(dir).orElseThrow().alive().get(0);
    gone.destroyForcibly();
    gone.onExit().join();

    Outcome status = cluster("status");

    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("1 of 2 processes are running");
  }

  @Test
  void aProcessThatHasGotTheNumberOfAnotherOneIsLeftAlone() throws IOException {
    cluster("start", "--workers=1");
    ProcessHandle other = ClusterState.read(dir).orElseThrow().alive().get(0);
    Path file = dir.resolve("cluster.properties");
    Files.writeString(file, Files.readString(file).replaceAll(" \\d{4}-", " 2001-"));

    assertThat(cluster("stop").out()).contains("0 of 1 processes were running");
    assertThat(other.isAlive()).isTrue();
    other.destroyForcibly();
  }

  @Test
  void startRefusesASecondOneInTheSamePlace() {
    cluster("start", "--workers=1");

    Outcome second = cluster("start", "--workers=1");

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.err())
        .contains("A cluster of sleeping runs already in " + dir + " (1 processes): stop it first");
  }

  @Test
  void stopSaysThatThereIsNone() {
    Outcome outcome = cluster("stop");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("No cluster of sleeping was started in " + dir);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(Outcome.of("cluster", "storm", "start").err())
        .contains(
            "No cluster of 'storm': there are flink and spark, and on this class path sleeping");
    assertThat(Outcome.of("cluster", "sleeping", "pause").exitCode()).isEqualTo(2);
    assertThat(cluster("start", "--workers=0").err()).contains("Invalid --workers: 0");
  }

  private Outcome cluster(String action, String... options) {
    return Outcome.of(
        Stream.concat(
                Stream.of("cluster", "sleeping", action, "--dir=" + dir), Arrays.stream(options))
            .toArray(String[]::new));
  }
}
