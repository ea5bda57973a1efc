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

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/**
 * A tiny pipeline that uses one feature, and the output that the Beam model demands of it. That it
 * ran without an exception proves nothing.
 */
public interface Probe {

  /** The id of the feature that is proved. */
  String feature();

  /** Adds the transforms; what is to be seen of them goes to {@link ProbeRun#outbox()}. */
  void build(Pipeline pipeline, ProbeRun run);

  /** All that has to be in the outbox, in any order, no more and no less. */
  List<String> expected(ProbeRun run);

  /**
   * Looked at when the pipeline has ended or has been cancelled, to add what only its result tells,
   * metrics for example. Nothing by default.
   */
  default void after(PipelineResult result, ProbeRun run) {}

  /**
   * Whether output that is not as expected still has every final result right, so that the feature
   * is partly there. Never by default.
   */
  default boolean partly(List<String> observed, ProbeRun run) {
    return false;
  }

  /**
   * Beam options without which the probe cannot see what it looks for, for example to have failures
   * retried. None by default.
   */
  default List<String> options(ProbeRun run) {
    return List.of();
  }

  /**
   * Settings of which each alone may make the runner do it right, tried when the plain run did not.
   * None by default.
   */
  default List<Setting> settings(ProbeRun run) {
    return List.of();
  }
}
