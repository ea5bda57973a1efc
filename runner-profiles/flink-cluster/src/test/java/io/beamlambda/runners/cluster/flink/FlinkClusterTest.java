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
package io.beamlambda.runners.cluster.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.EngineProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class FlinkClusterTest {

  @TempDir Path dir;

  @Test
  void goesOnAfterItsProcessesWereKilledAndReplaced() {
    List<EngineProcess> processes;
    try (FlinkCluster cluster =
        FlinkCluster.start(FlinkClusterSettings.defaults().withSlots(3).withDir(dir))) {
      assertThat(cluster.rest().slotsByTaskManager())
          .isEqualTo(Map.of("taskmanager-1", 3, "taskmanager-2", 3));

      cluster.killTaskManager(0);
      cluster.awaitTaskManagers();
      assertThat(cluster.rest().slotsByTaskManager()).isEqualTo(Map.of("taskmanager-2", 3));

      cluster.startTaskManager();
      cluster.awaitTaskManagers();
      assertThat(cluster.rest().slotsByTaskManager())
          .isEqualTo(Map.of("taskmanager-2", 3, "taskmanager-3", 3));

      cluster.killJobManager();
      assertThat(cluster.rest().answers()).isFalse();
      cluster.startJobManager();
      cluster.awaitTaskManagers();
      processes = cluster.taskManagers();
    }

    assertThat(processes).hasSize(2).noneMatch(EngineProcess::isAlive);
    assertThat(dir.resolve("logs/jobmanager.log")).isNotEmptyFile();
  }

  @Test
  void saysWhatTheLogSaysWhenItDoesNotStart() {
    FlinkClusterSettings settings =
        FlinkClusterSettings.defaults().with("taskmanager.memory.managed.size", "much");

    assertThatThrownBy(() -> FlinkCluster.start(settings))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("has ended with exit code")
        .hasMessageContaining("much");
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> FlinkClusterSettings.defaults().withTaskManagers(0))
        .hasMessage("Invalid taskManagers: 0 (must be at least 1)");
  }

  @Test
  void saysThatTheJobManagerDoesNotAnswer() {
    FlinkRest rest = new FlinkRest("127.0.0.1:1");

    assertThat(rest.answers()).isFalse();
    assertThatThrownBy(() -> rest.awaitJob("flights", Duration.ZERO))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("is the JobManager running?");
  }
}
