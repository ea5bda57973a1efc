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
package io.beamlambda.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastFileTest {

  @TempDir Path directory;

  private LakeSpec spec;
  private FoundFile found;

  @BeforeEach
  void writeLake() throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .write(
                directory,
                Row.generate(10, Instant.parse("2001-01-01T00:00:00Z"), Duration.ofDays(1), 1, 1));
    Plan plan = Lakes.plan(Lakes.read(lake));
    spec = plan.lake();
    found = LakeFiles.findPinned(plan.lanes().get(0).slices().get(0).file());
  }

  private FoundFile as(long lastModifiedMillis, @Nullable String checksum) {
    LakeFile file = found.file();
    return new FoundFile(
        LakeFile.of(file.path(), file.size(), lastModifiedMillis, checksum), found.resource());
  }

  private boolean isOpenedOnce(FoundFile first, FoundFile second) throws IOException {
    try (LastFile files = new LastFile()) {
      return files.open(first, spec) == files.open(second, spec);
    }
  }

  @Test
  void fileThatHasNotChangedIsOpenedOnce() throws IOException {
    assertThat(isOpenedOnce(found, found)).isTrue();
    assertThat(isOpenedOnce(as(0, "a"), as(0, "a"))).isTrue();
  }

  @Test
  void fileThatHasChangedIsOpenedAgain() throws IOException {
    assertThat(isOpenedOnce(as(1, "a"), as(2, "a"))).isFalse();
    assertThat(isOpenedOnce(as(1, "a"), as(1, "b"))).isFalse();
  }

  @Test
  void fileOfWhichNobodyKnowsWhetherItHasChangedIsOpenedAgain() throws IOException {
    assertThat(isOpenedOnce(as(0, null), as(0, null))).isFalse();
  }

  @Test
  void closingTwiceIsAllowedAndItOpensAgain() throws IOException {
    LastFile files = new LastFile();
    ParquetFile before = files.open(found, spec);
    files.close();
    files.close();

    ParquetFile after = files.open(found, spec);
    assertThat(after).isNotSameAs(before);
    assertThat(after.eventTimes(0)).hasSize(10);
    files.close();
  }
}
