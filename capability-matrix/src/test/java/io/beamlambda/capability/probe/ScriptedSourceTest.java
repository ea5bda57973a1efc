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

import io.beamlambda.capability.probe.Script.Element;
import io.beamlambda.capability.probe.Script.Step;
import io.beamlambda.capability.probe.Script.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

class ScriptedSourceTest {

  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final ProbeRun run = new ProbeRun(UUID.randomUUID().toString(), "direct", true);

  @Property(tries = 25)
  void readersMadeAgainFromMarksAtRandomPlayTheScriptOnceAndInOrder(
      @ForAll("scripts") Script script, @ForAll long seed) throws Exception {
    ScriptedSource source = new ScriptedSource(UUID.randomUUID().toString(), script, run);
    Random random = new Random(seed);
    List<KV<String, Integer>> read = new ArrayList<>();
    List<Instant> asked = new ArrayList<>();
    UnboundedReader<KV<String, Integer>> reader = source.createReader(options, null);

    boolean available = reader.start();
    while (available || reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE)) {
      if (available) {
        read.add(reader.getCurrent());
        assertThat(watermarksBefore(read.size(), script)).isSubsetOf(asked);
      } else {
        asked.add(reader.getWatermark());
      }
      if (random.nextInt(3) == 0) {
        reader = source.createReader(options, copyOfMark(source, reader));
        available = reader.start();
      } else {
        available = reader.advance();
      }
    }

    assertThat(read)
        .isEqualTo(elements(script).stream().map(e -> KV.of(e.key(), e.value())).toList());
    assertThat(asked).isSorted();
  }

  @Provide
  Arbitrary<Script> scripts() {
    Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 9);
    return kinds
        .list()
        .ofMaxSize(20)
        .map(
            list -> {
              Script script = Script.empty();
              for (int i = 0; i < list.size(); i++) {
                script = list.get(i) == 0 ? script.watermark(i) : script.element("k", i, i);
              }
              return script;
            });
  }

  @Example
  void nothingIsReadAfterAnAwaitUntilTheOutboxHasEnough() throws Exception {
    ScriptedSource source =
        new ScriptedSource("source", Script.empty().await(1).element("a", 1, 1), run);
    UnboundedReader<KV<String, Integer>> reader = source.createReader(options, null);

    assertThat(reader.start()).isFalse();
    run.outbox().add("something");

    assertThat(reader.advance()).isTrue();
    assertThat(reader.getCurrentTimestamp()).isEqualTo(Script.START.plus(1000));
  }

  @Example
  void anEmptyScriptEndsAtOnce() throws Exception {
    UnboundedReader<KV<String, Integer>> reader =
        new ScriptedSource("source", Script.empty(), run).createReader(options, null);

    assertThat(reader.start()).isFalse();
    assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
    assertThat(ScriptProgress.anyUnread(run)).isFalse();
  }

  @Example
  void itIsOneSplitHoweverManyAreWanted() {
    ScriptedSource source = new ScriptedSource("source", Script.empty(), run);

    assertThat(source.split(7, options)).containsExactly(source);
  }

  private static ScriptedSource.Mark copyOfMark(
      ScriptedSource source, UnboundedReader<KV<String, Integer>> reader) throws Exception {
    return CoderUtils.clone(
        source.getCheckpointMarkCoder(), (ScriptedSource.Mark) reader.getCheckpointMark());
  }

  private static List<Element> elements(Script script) {
    return script.steps().stream()
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  private static List<Instant> watermarksBefore(int numElements, Script script) {
    List<Instant> watermarks = new ArrayList<>();
    int seen = 0;
    for (Step step : script.steps()) {
      if (step instanceof Element && ++seen == numElements) {
        break;
      }
      if (step instanceof Watermark watermark) {
        watermarks.add(watermark.instant());
      }
    }
    return watermarks;
  }
}
