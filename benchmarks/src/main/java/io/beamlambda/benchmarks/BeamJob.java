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
package io.beamlambda.benchmarks;

import io.beamlambda.pipelines.PreCombine;
import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The job as a Beam pipeline, on the one runner profile of the class path. */
final class BeamJob {

  private BeamJob() {}

  /**
   * Runs with the arguments of {@link JobArguments#parse}; the first of the others is {@code
   * naive}, {@code naive-precombined} or {@code lambda}, the rest pipeline options in place of the
   * profile's.
   */
  public static void main(String[] args) throws IOException {
    JobArguments arguments = JobArguments.parse(args);
    arguments.measure(() -> run(arguments));
  }

  static void run(JobArguments arguments) {
    String kind = arguments.others().get(0);
    DataSet data = arguments.data();
    PTransform<PBegin, PCollection<String>> union =
        kind.equals("lambda")
            ? new LambdaUnion(data, arguments.bootstrapServers())
            : new NaiveUnion(data, arguments.bootstrapServers());
    PTransform<PCollection<KV<String, String>>, PCollection<KV<String, Long>>> count =
        kind.equals("naive") ? Count.perKey() : PreCombine.perKey(Count.combineFn());
    RunnerProfile profile = ServiceLoader.load(RunnerProfile.class).findFirst().orElseThrow();
    Pipeline pipeline =
        Pipeline.create(options(profile, arguments.others().subList(1, arguments.others().size())));
    pipeline.apply("Union", union).apply("Hourly", new CountHourly(count));
    profile.run(pipeline);
  }

  private static PipelineOptions options(RunnerProfile profile, List<String> given) {
    List<String> all = new ArrayList<>(given);
    all.add("--streaming=true");
    for (DefaultOption option : profile.defaults()) {
      String name = "--" + option.name() + "=";
      if (given.stream().noneMatch(argument -> argument.startsWith(name))) {
        all.add(name + option.value());
      }
    }
    PipelineOptions options = PipelineOptionsFactory.fromArgs(all.toArray(new String[0])).create();
    options.setRunner(profile.runner());
    return options;
  }
}
