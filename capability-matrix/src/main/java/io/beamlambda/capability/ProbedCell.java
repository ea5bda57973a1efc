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

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of one feature on one mode say together: the worst of them.
 *
 * @param condition under which all of them are right, or null if there is none or none is needed
 * @param otherwise what they say when nothing is set
 */
record ProbedCell(@Nullable Condition condition, Support otherwise) {

  static ProbedCell of(List<EvidenceFile.Entry> entries) {
    Support worst = Support.YES;
    List<Set<Condition>> cures = new ArrayList<>();
    Map<String, List<EvidenceFile.Entry>> runs =
        entries.stream()
            .collect(groupingBy(x -> x.probe() + " " + x.job(), LinkedHashMap::new, toList()));
    for (List<EvidenceFile.Entry> run : runs.values()) {
      Support plain =
          run.stream()
              .filter(x -> x.condition() == null)
              .map(EvidenceFile.Entry::support)
              .max(naturalOrder())
              .orElse(Support.UNVERIFIED);
      if (plain.compareTo(worst) > 0) {
        worst = plain;
      }
      if (plain != Support.YES) {
        cures.add(cures(run));
      }
    }
    return new ProbedCell(commonCure(cures), worst);
  }

  Support support() {
    return condition == null ? otherwise : Support.CONDITIONAL;
  }

  private static Set<Condition> cures(List<EvidenceFile.Entry> run) {
    Set<Condition> cures = new LinkedHashSet<>();
    for (EvidenceFile.Entry entry : run) {
      if (entry.condition() != null && entry.support() == Support.YES) {
        cures.add(entry.condition());
      }
    }
    return cures;
  }

  private static @Nullable Condition commonCure(List<Set<Condition>> cures) {
    if (cures.isEmpty()) {
      return null;
    }
    Set<Condition> common = new LinkedHashSet<>(cures.get(0));
    cures.forEach(common::retainAll);
    return common.isEmpty() ? null : common.iterator().next();
  }
}
