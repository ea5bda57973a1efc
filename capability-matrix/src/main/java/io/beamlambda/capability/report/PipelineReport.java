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
package io.beamlambda.capability.report;

import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Support;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a pipeline uses, and what the modes make of it.
 *
 * @param name the pipeline's
 * @param execution whether its input ends: {@link Execution#BATCH} or {@link Execution#STREAMING}
 * @param features what it uses, in the catalogue's order
 * @param modes the modes that were asked for, in the catalogue's order
 */
public record PipelineReport(
    String name, Execution execution, List<UsedFeature> features, List<ModeReport> modes) {
  public PipelineReport {
    features = List.copyOf(features);
    modes = List.copyOf(modes);
  }

  /** The modes that run this kind of job. */
  List<ModeReport> suitable() {
    return modes.stream().filter(x -> x.verdict() != Support.NOT_APPLICABLE).toList();
  }

  /** The others, by title; empty if there is none. */
  String unsuitable() {
    return modes.stream()
        .filter(x -> x.verdict() == Support.NOT_APPLICABLE)
        .map(x -> x.mode().title())
        .collect(Collectors.joining(", "));
  }
}
