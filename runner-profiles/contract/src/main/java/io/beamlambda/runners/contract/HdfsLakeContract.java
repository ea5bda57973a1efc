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
package io.beamlambda.runners.contract;

import io.beamlambda.stores.EmbeddedHdfs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake on HDFS, and its plan, by the command line. */
public abstract class HdfsLakeContract {

  private final StoredFlights flights;

  @TempDir Path directory;

  /**
   * For this many days of flights.
   *
   * @param days 1 to 17
   */
  protected HdfsLakeContract(int days) {
    flights = new StoredFlights(days);
  }

  @Test
  void lakeOnHdfsHasTheValuesThatSqlFinds() throws Exception {
    try (EmbeddedHdfs hdfs = EmbeddedHdfs.start()) {
      flights.areReadExactly(
          hdfs.uri() + "/flights",
          List.of("--hdfsConfiguration=" + hdfs.configuration()),
          directory);
    }
  }
}
