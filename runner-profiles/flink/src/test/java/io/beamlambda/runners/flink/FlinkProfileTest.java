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

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.pipelines.UsageException;
import io.beamlambda.runners.contract.EmbeddedProfileContract;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class FlinkProfileTest extends EmbeddedProfileContract {

  @Override
  protected List<String> clusterThatIsNotThere() {
    return List.of("--flinkMaster=127.0.0.1:1");
  }

  @Test
  void refusesToSpareCopiesOfStateWithCheckpoints() {
    assertThatThrownBy(() -> prepare("--fasterCopy=true", "--checkpointingInterval=1000"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--checkpointingInterval=1000")
        .hasMessageContaining("--objectReuse=true");
  }

  @Test
  void letsCopiesOfStateBeSparedWithoutCheckpoints() {
    assertThatCode(() -> prepare("--fasterCopy=true")).doesNotThrowAnyException();
  }

  private static void prepare(String... arguments) {
    new FlinkProfile().prepare(PipelineOptionsFactory.fromArgs(arguments).create());
  }
}
