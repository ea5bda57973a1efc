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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the watermarks of an unbounded source's splits are to each other. */
enum SplitWatermarks {
  /** There is never more than one split. */
  SINGLE,
  /** Every split reports the watermark of the slowest. */
  ALIGNED,
  /** Each split has its own. */
  SKEWED;

  /** The constant whose name it is, in lower case. */
  static SplitWatermarks of(String text) {
    return Arrays.stream(values())
        .filter(value -> value.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid display data %s '%s': expected %s."
                        .formatted(
                            PipelineFeatures.SPLIT_WATERMARKS,
                            text,
                            Arrays.stream(values())
                                .map(SplitWatermarks::text)
                                .collect(Collectors.joining(", ")))));
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
