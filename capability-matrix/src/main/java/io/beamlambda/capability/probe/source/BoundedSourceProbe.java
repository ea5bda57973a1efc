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
package io.beamlambda.capability.probe.source;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** However it is split, every number comes once. */
@AutoService(Probe.class)
public final class BoundedSourceProbe implements Probe {

  @Override
  public String feature() {
    return "source.bounded";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    pipeline
        .apply("read", Read.from(new BoundedNumbers(0, 50)))
        .apply("describe", MapElements.into(TypeDescriptors.strings()).via(String::valueOf))
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return IntStream.range(0, 50).mapToObj(String::valueOf).toList();
  }
}
