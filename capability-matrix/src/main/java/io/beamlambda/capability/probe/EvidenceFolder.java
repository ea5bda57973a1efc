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
package io.beamlambda.capability.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.EvidenceFile.Entry;
import io.beamlambda.capability.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The files with the evidence, one per mode, sorted so that the same evidence gives the same bytes.
 */
final class EvidenceFolder {

  private static final ObjectMapper JSON = EvidenceJson.lines();

  private final Path folder;
  private final Comparator<Entry> order;

  EvidenceFolder(Path folder, Catalogue catalogue) {
    this.folder = folder;
    List<String> features = catalogue.features().stream().map(Feature::id).toList();
    // The order of trials under settings stays as it is.
    this.order =
        Comparator.comparingInt((Entry entry) -> features.indexOf(entry.feature()))
            .thenComparing(Entry::probe)
            .thenComparing(Entry::job);
  }

  /**
   * Puts new evidence into a mode's file.
   *
   * @param fresh versions and probes that were run just now
   * @param kept the probes whose earlier evidence stays
   */
  void update(String mode, EvidenceFile fresh, Set<String> kept) throws IOException {
    Path file = folder.resolve(mode + ".json");
    List<Entry> entries = new ArrayList<>(fresh.probes());
    if (Files.exists(file)) {
      JSON.readValue(file.toFile(), EvidenceFile.class).probes().stream()
          .filter(entry -> kept.contains(entry.probe()))
          .forEach(entries::add);
    }
    entries.sort(order);
    EvidenceFile all =
        new EvidenceFile(
            fresh.beamVersion(),
            fresh.runner(),
            fresh.runnerVersion(),
            fresh.javaVersion(),
            fresh.date(),
            entries);
    Files.createDirectories(folder);
    Files.writeString(file, EvidenceJson.files().writeValueAsString(all) + "\n");
  }
}
