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
import io.beamlambda.capability.probe.Script;

/** Each split has its own watermark: the first one's is at 200 before the second one has begun. */
@AutoService(Probe.class)
public final class SkewedSplitsProbe extends SplitsProbe {

  @Override
  public String feature() {
    return "source.splits-skewed";
  }

  @Override
  Script ahead() {
    return Script.empty().element("ahead", 1, 100).watermark(200).await(3);
  }

  @Override
  Script behind() {
    return Script.empty().await(1).pause(LATER).element("behind", 2, 5).await(2);
  }
}
