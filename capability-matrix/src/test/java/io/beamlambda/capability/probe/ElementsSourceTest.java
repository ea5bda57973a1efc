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
package io.beamlambda.capability.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class ElementsSourceTest {

  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final ProbeRun run = new ProbeRun(UUID.randomUUID().toString(), "direct", false);

  @Test
  void onlyTheElementsOfTheScriptAreReadInItsOrderInOneSplit() throws Exception {
    Script script =
        Script.empty().element("b", 1, 9).watermark(5).await(3).element("a", 2, 0).watermark(99);
    ElementsSource source = new ElementsSource("source", script, run);
    List<KV<String, Integer>> read = new ArrayList<>();

    try (BoundedReader<KV<String, Integer>> reader = source.createReader(options)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        read.add(reader.getCurrent());
      }
    }

    assertThat(source.split(1, options)).containsExactly(source);
    assertThat(read).containsExactly(KV.of("b", 1), KV.of("a", 2));
    assertThat(ScriptProgress.anyRead(run)).isTrue();
    assertThat(ScriptProgress.anyUnread(run)).isFalse();
  }
}
