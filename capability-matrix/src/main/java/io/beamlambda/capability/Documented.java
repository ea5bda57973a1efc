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

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody else says of a feature on a mode, as it stands in {@code documented.json}. */
record Documented(
    String feature,
    String mode,
    String support,
    String kind,
    String beamVersion,
    @Nullable String runnerVersion,
    @Nullable List<String> options,
    String source,
    String summary,
    String date) {

  Evidence evidence() {
    return new Evidence(
        Evidence.Kind.of(kind),
        beamVersion,
        runnerVersion,
        options == null ? List.of() : options,
        source,
        summary,
        List.of(),
        List.of(),
        LocalDate.parse(date));
  }

  Support value() {
    return Support.of(support);
  }
}
