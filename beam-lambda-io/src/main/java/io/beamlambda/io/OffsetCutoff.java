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

import org.joda.time.Instant;

/** The seam is where the offsets end that the lake holds, not an instant. */
final class OffsetCutoff extends Cutoff {

  private static final long serialVersionUID = 1L;

  /** The end of the lake; it only says from where on the stream is needed at the latest. */
  @Override
  Instant resolve(Instant lakeMax) {
    return lakeMax.plus(1);
  }

  @Override
  public String toString() {
    return "the lake's stream offsets";
  }
}
