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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Lets elements through, but fails with the first of a kind: once in a run, so that what is tried
 * again goes well.
 */
public final class FailOnceFn<T> extends DoFn<T, T> {

  private static final long serialVersionUID = 1;

  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  private final String run;
  private final SerializableFunction<T, Boolean> culprit;

  private FailOnceFn(String run, SerializableFunction<T, Boolean> culprit) {
    this.run = run;
    this.culprit = culprit;
  }

  /** Fails with the first element that is such. */
  public static <T> FailOnceFn<T> with(ProbeRun run, SerializableFunction<T, Boolean> culprit) {
    return new FailOnceFn<>(run.id(), culprit);
  }

  @ProcessElement
  public void process(@Element T element, OutputReceiver<T> output) {
    if (culprit.apply(element) && FAILED.add(run)) {
      throw new IllegalStateException("Failed on purpose, to be tried again.");
    }
    output.output(element);
  }
}
