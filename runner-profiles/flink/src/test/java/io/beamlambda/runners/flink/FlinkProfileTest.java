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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.runners.contract.EmbeddedProfileContract;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class FlinkProfileTest extends EmbeddedProfileContract {

  @Override
  protected List<String> clusterThatIsNotThere() {
    return List.of("--flinkMaster=127.0.0.1:1");
  }

  @Test
  void copiesOfStateAreMadeWhereThereAreCheckpoints() {
    FlinkPipelineOptions options = prepared("--fasterCopy=true", "--checkpointingInterval=1000");

    assertThat(options.getFasterCopy()).isFalse();
  }

  @Test
  void copiesOfStateAreSparedWhereThereAreNoCheckpoints() {
    FlinkPipelineOptions options = prepared("--fasterCopy=true");

    assertThat(options.getFasterCopy()).isTrue();
  }

  private static FlinkPipelineOptions prepared(String... arguments) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(arguments).create();
    new FlinkProfile().prepare(options);
    return options.as(FlinkPipelineOptions.class);
  }
}
