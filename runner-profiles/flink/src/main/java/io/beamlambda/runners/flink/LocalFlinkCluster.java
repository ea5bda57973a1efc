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
package io.beamlambda.runners.flink;

import com.google.auto.service.AutoService;
import io.beamlambda.pipelines.UsageException;
import io.beamlambda.pipelines.cli.LocalCluster;
import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.EngineProcess;
import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.flink.FlinkCluster;
import io.beamlambda.runners.cluster.flink.FlinkClusterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Flink cluster for {@code ./lambda cluster flink}; jobs find this class path in place. */
@AutoService(LocalCluster.class)
public final class LocalFlinkCluster implements LocalCluster {

  @Override
  public String name() {
    return "flink";
  }

  // The cluster is to go on: it is not closed.
  @SuppressWarnings("MustBeClosed")
  @Override
  public Started start(Path dir, int workers) {
    try {
      FlinkCluster cluster =
          FlinkCluster.start(
              ClusterConfiguration.load()
                  .applyTo(FlinkClusterSettings.defaults())
                  .withTaskManagers(workers)
                  .withDir(dir)
                  .outliving());
      StagedFiles classes = StagedFiles.without(FlinkCluster.engine()).inPlace(cluster.dir());
      List<ProcessHandle> processes =
          Stream.concat(cluster.taskManagers().stream(), cluster.jobManager().stream())
              .map(EngineProcess::handle)
              .toList();
      return new Started(cluster.jobOptions(classes), processes);
    } catch (ClusterException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
