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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.EvidenceFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {

  @TempDir Path directory;
  private EvidenceFolder folder;

  @BeforeEach
  void openFolder() {
    folder = new EvidenceFolder(directory.resolve("evidence"), Catalogue.load());
  }

  private static EvidenceFile file(Entry... entries) {
    return new EvidenceFile(
        "2.70.0", "FlinkRunner", "1.19.2", "17", "2026-11-21", List.of(entries));
  }

  private static Entry entry(String feature, String probe, String outcome) {
    return new Entry(
        feature, probe, "batch", List.of(), null, outcome, null, List.of(), List.of(), null);
  }

  private String written() throws IOException {
    return Files.readString(directory.resolve("evidence/flink-batch.json"));
  }

  @Test
  void entriesAreInTheOrderOfTheCatalogueWhateverTheOrderOfTheRuns() throws IOException {
    Entry global = entry("win.global", "Z", "correct");
    Entry fixed = entry("win.fixed", "A", "correct");

    folder.update("flink-batch", file(fixed, global), Set.of());
    String first = written();
    folder.update("flink-batch", file(global, fixed), Set.of());

    assertThat(written()).isEqualTo(first);
    assertThat(first.indexOf("win.global")).isLessThan(first.indexOf("win.fixed"));
    assertThat(first).doesNotContain("null").endsWith("}\n");
  }

  @Test
  void onlyWhatWasRunAgainIsReplaced() throws IOException {
    folder.update(
        "flink-batch",
        file(entry("win.fixed", "A", "wrong"), entry("win.sliding", "B", "failed")),
        Set.of());

    folder.update("flink-batch", file(entry("win.fixed", "A", "correct")), Set.of("B", "C"));

    assertThat(written()).contains("\"correct\"", "\"failed\"").doesNotContain("\"wrong\"");
  }

  @Test
  void evidenceOfAProbeThatIsNoMoreIsDropped() throws IOException {
    folder.update("flink-batch", file(entry("win.sliding", "B", "failed")), Set.of());

    folder.update("flink-batch", file(entry("win.fixed", "A", "correct")), Set.of("C"));

    assertThat(written()).contains("\"correct\"").doesNotContain("\"failed\"");
  }
}
