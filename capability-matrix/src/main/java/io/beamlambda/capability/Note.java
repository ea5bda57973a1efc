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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Words on a feature for people, as they stand in {@code notes.json}. */
record Note(
    String feature,
    List<String> modes,
    String note,
    @Nullable String workaround,
    @Nullable List<String> links) {

  Note {
    workaround = workaround == null ? "" : workaround;
    links = links == null ? List.of() : List.copyOf(links);
  }

  @Override
  public String workaround() {
    return Objects.requireNonNull(workaround);
  }

  @Override
  public List<String> links() {
    return Objects.requireNonNull(links);
  }
}
