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
package io.beamlambda.capability.detect;

import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * A transform whose results depend on its input's windows.
 *
 * @param place the transform
 * @param origin the transform that chose the windows; the transform itself if none did
 * @param strategy the windows
 * @param unbounded whether its input is
 */
record WindowUse(Place place, Place origin, WindowingStrategy<?, ?> strategy, boolean unbounded) {

  /** Adds a feature, as asked for by the transform that chose the windows. */
  void addTo(FindingList findings, String feature, String subject) {
    findings.add(feature, origin, place, subject);
  }
}
