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
package io.beamlambda.capability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one mode does with one feature.
 *
 * @param support the verdict
 * @param condition the option that {@link Support#CONDITIONAL} needs, else null
 * @param otherwise what happens when the condition does not hold, else the same as support
 * @param note what a user has to know, in plain words; empty if nothing
 * @param workaround what to do instead; empty if nothing is known
 * @param flaky whether runs of the same probe disagreed; then support is the worst that was seen
 * @param links issues and documents about it
 * @param evidence why; empty only for {@link Support#UNVERIFIED} and {@link Support#NOT_APPLICABLE}
 */
public record Cell(
    Support support,
    @Nullable Condition condition,
    Support otherwise,
    String note,
    String workaround,
    boolean flaky,
    List<String> links,
    List<Evidence> evidence) {

  public Cell {
    links = List.copyOf(links);
    evidence = List.copyOf(evidence);
  }

  /** Whether it rests on what others say, and on no probe. */
  public boolean isHearsay() {
    return !evidence.isEmpty() && evidence.stream().noneMatch(Evidence::isProbe);
  }
}
