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
package io.beamlambda.capability.report;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Support;
import java.util.List;

/**
 * A table of features by modes on a page.
 *
 * @param id begins the ids of the page's elements that belong to it
 * @param caption what it shows
 * @param features the rows
 * @param modes the columns, each with a cell for every row
 */
record Sheet(String id, String caption, List<UsedFeature> features, List<ModeReport> modes) {
  Sheet {
    features = List.copyOf(features);
    modes = List.copyOf(modes);
  }

  /** The id of the element that has a cell's evidence. */
  String evidenceId(Feature feature, ModeReport mode) {
    return id + "-" + feature.id() + "-" + mode.mode().id();
  }

  /** The rows of a group, by their index. */
  List<Integer> rows(Catalogue.Group group) {
    return java.util.stream.IntStream.range(0, features.size())
        .filter(x -> features.get(x).feature().group().equals(group.id()))
        .boxed()
        .toList();
  }

  long count(ModeReport mode, Support support) {
    return mode.features().stream().filter(x -> x.support() == support).count();
  }
}
