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
package io.beamlambda.runners.direct;

import com.google.auto.service.AutoService;
import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.JobMetrics;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Beam's DirectRunner, inside this JVM. */
@AutoService(RunnerProfile.class)
public final class DirectProfile implements RunnerProfile {

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public Class<DirectRunner> runner() {
    return DirectRunner.class;
  }

  @Override
  public List<DefaultOption> defaults() {
    return List.of(
        new DefaultOption(
            "experiments",
            "use_unbounded_sdf_wrapper",
            "bundles of 100 blocks of rows instead of 10; what the runner does for a bundle is most"
                + " of its time"),
        new DefaultOption(
            "lakeBlockGrowth",
            "400",
            "the lake begins with blocks of one row: no bundle holds more than a quarter of what was"
                + " read before it"),
        new DefaultOption(
            "enforceEncodability",
            "false",
            "encoding every element only to check it halves the speed"),
        new DefaultOption(
            "enforceImmutability",
            "false",
            "copying every element only to check it halves the speed"));
  }

  @Override
  public PipelineResult.State run(Pipeline pipeline, JobMetrics metrics) {
    // Else the runner hands out the job only when it has ended.
    pipeline.getOptions().as(DirectOptions.class).setBlockOnRun(false);
    PipelineResult result = pipeline.run();
    metrics.readFrom(result::metrics);
    return result.waitUntilFinish();
  }
}
