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
import io.beamlambda.pipelines.cli.RunnerChecks;
import io.beamlambda.pipelines.doctor.Check;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/** What a job on Flink needs: embedded, memory and room for state; else a cluster that fits. */
@AutoService(RunnerChecks.class)
public final class FlinkChecks implements RunnerChecks {

  /** Room for the embedded cluster and a small job; a rule of thumb. */
  private static final long LEAST_HEAP = 256L << 20;

  /** The program that submits a job runs nothing of it. */
  private static final long LEAST_HEAP_TO_SUBMIT = 128L << 20;

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public long leastHeapBytes(PipelineOptions options) {
    return FlinkProfile.isEmbedded(options) ? LEAST_HEAP : LEAST_HEAP_TO_SUBMIT;
  }

  @Override
  public Map<Path, String> directories(PipelineOptions options) {
    String state = options.as(FlinkPipelineOptions.class).getStateBackendStoragePath();
    Path local = FlinkProfile.isEmbedded(options) ? local(state) : null;
    return local == null ? Map.of() : Map.of(local, "state");
  }

  private static @Nullable Path local(@Nullable String location) {
    if (location == null || location.isBlank()) {
      return null;
    }
    if (location.startsWith("/")) {
      return Path.of(location);
    }
    return location.startsWith("file:/") ? Path.of(URI.create(location).getPath()) : null;
  }

  @Override
  public List<Check> checks(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    return FlinkProfile.isEmbedded(options)
        ? List.of()
        : List.of(
            new FlinkClusterCheck(
                flink.getFlinkMaster(), EnvironmentInformation.getVersion(), parallelism(flink)));
  }

  private static int parallelism(FlinkPipelineOptions options) {
    Integer parallelism = options.getParallelism();
    return parallelism == null || parallelism < 1 ? 1 : parallelism;
  }
}
