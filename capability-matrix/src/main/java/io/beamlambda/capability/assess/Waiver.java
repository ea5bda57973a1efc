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
package io.beamlambda.capability.assess;

import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Mode;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision to live with something for a time.
 *
 * @param feature the feature's id
 * @param on a mode's id, or a runner: all its modes
 * @param transform the transforms' full names, where {@code *} stands for anything; null for all
 * @param reason why
 * @param until the last day on which it holds
 */
public record Waiver(
    String feature, String on, @Nullable String transform, String reason, LocalDate until) {

  /** Whether it speaks of a mode. */
  boolean concerns(Mode mode) {
    return on.equals(mode.id()) || on.equals(mode.runner());
  }

  /** Whether it covers a finding on a mode. */
  boolean covers(Finding finding, Mode mode) {
    return feature.equals(finding.feature())
        && concerns(mode)
        && (transform == null || matches(transform, finding.transform()));
  }

  private static boolean matches(String pattern, String name) {
    String regex =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
  }

  @Override
  public String toString() {
    return "%s on %s%s".formatted(feature, on, transform == null ? "" : " in " + transform);
  }
}
