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
package io.beamlambda.io;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the plan's lanes. A transform of its own, so that the driver finds plan and run in the
 * pipeline: the source is cloned by serializing it, and does not carry the plan to every reader.
 */
final class OrderedLake<T> extends PTransform<PBegin, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  private final Plan plan;
  private final RunSpec run;
  private final EventMapping<T> mapping;
  private final Coder<T> coder;

  OrderedLake(Plan plan, RunSpec run, EventMapping<T> mapping, Coder<T> coder) {
    this.plan = plan;
    this.run = run;
    this.mapping = mapping;
    this.coder = coder;
  }

  Plan plan() {
    return plan;
  }

  RunSpec run() {
    return run;
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return input
        .apply("Lanes", Read.from(new LakeSource<>(run, plan.lake(), plan.lanes(), mapping, coder)))
        .apply("Rows", ParDo.of(new UnpackFn<>(run.id())))
        .setCoder(coder)
        .setTypeDescriptor(mapping.type());
  }
}
