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
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What object stores do besides, and Beam's Hadoop file system does not. */
abstract class ObjectStoreContract extends StoreContract {

  @Test
  void directoriesMayHaveEscapedNames() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    put(Files.readAllBytes(lake.files().get(0)), place + "/time=2001-01-01 00%3A00/part.parquet");

    assertThat(read(at(place))).isEqualTo(toTheMillisecond(ROWS));
  }
}
