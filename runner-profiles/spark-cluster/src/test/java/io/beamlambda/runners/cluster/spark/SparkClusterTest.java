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
package io.beamlambda.runners.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.EngineClassPath;
import io.beamlambda.runners.cluster.EngineProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class SparkClusterTest {

  @TempDir Path dir;

  @Test
  void goesOnAfterItsProcessesWereKilledAndReplaced() {
    List<EngineProcess> processes;
    try (SparkCluster cluster = SparkCluster.start(SparkClusterSettings.defaults().withDir(dir))) {
      assertThat(cluster.executors()).isEmpty();

      cluster.killWorker(0);
      cluster.awaitWorkers();
      cluster.startWorker();
      cluster.awaitWorkers();
      assertThat(cluster.workers())
          .extracting(EngineProcess::name)
          .containsExactly("worker-2", "worker-3");

      cluster.killMaster();
      cluster.startMaster();
      cluster.awaitWorkers();
      processes = cluster.workers();
    }

    assertThat(processes).hasSize(2).noneMatch(EngineProcess::isAlive);
    assertThat(dir.resolve("logs/master.log")).isNotEmptyFile();
  }

  @Test
  void refusesWhatIsNoSpark() {
    SparkClusterSettings settings =
        SparkClusterSettings.defaults().withDir(dir).withEngine(new EngineClassPath(List.of()));

    assertThatThrownBy(() -> SparkCluster.start(settings))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("No spark-core among the engine's 0 jars");
  }

  @Test
  void refusesToKillWhatIsNoExecutor() {
    try (SparkCluster cluster =
        SparkCluster.start(SparkClusterSettings.defaults().withWorkers(1).withDir(dir))) {
      assertThatThrownBy(() -> cluster.killExecutor(1))
          .hasMessage("No executor has the pid 1: running are []");
    }
  }
}
