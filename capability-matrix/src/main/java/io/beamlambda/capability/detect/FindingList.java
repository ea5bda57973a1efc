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

import io.beamlambda.capability.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects findings, each once. */
final class FindingList {

  private record Key(String feature, String transform, String subject) {}

  private final Map<Key, Finding> findings = new LinkedHashMap<>();

  /**
   * Adds a feature that is used at a place, unless the transforms around it hide it.
   *
   * @param subject what it is that uses the feature
   */
  void add(String feature, Place place, String subject) {
    add(feature, place, place, subject, null);
  }

  /** The same, with the line of source where the subject stands. */
  void add(String feature, Place place, String subject, @Nullable String source) {
    add(feature, place, place, subject, source);
  }

  /**
   * Adds a feature that one transform asks for and another one uses.
   *
   * @param asked where it stands in the user's program
   * @param used where it matters; what hides it there counts
   */
  void add(String feature, Place asked, Place used, String subject) {
    add(feature, asked, used, subject, null);
  }

  private void add(
      String feature, Place asked, Place used, String subject, @Nullable String source) {
    if (!used.shows(feature)) {
      return;
    }
    String step = asked.step().equals(asked.transform()) ? "" : ", in step " + asked.step();
    String user = used.transform().equals(asked.transform()) ? "" : ", used by " + used.transform();
    findings.putIfAbsent(
        new Key(feature, asked.transform(), subject),
        new Finding(feature, asked.transform(), subject + step + user, source));
  }

  List<Finding> toList() {
    return List.copyOf(findings.values());
  }
}
