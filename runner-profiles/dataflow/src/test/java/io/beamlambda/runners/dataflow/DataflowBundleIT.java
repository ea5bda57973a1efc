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
package io.beamlambda.runners.dataflow;

import io.beamlambda.runners.contract.BundleContract;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

class DataflowBundleIT extends BundleContract {

  DataflowBundleIT() throws ReflectiveOperationException, URISyntaxException {
    super(
        "dataflow",
        List.of(sqlite()),
        List.of("org/apache/flink/", "org/apache/spark/", "kafka/server/"));
  }

  /** Left out: its file would stay on a worker. */
  private static Path sqlite() throws ReflectiveOperationException, URISyntaxException {
    return Path.of(
        Class.forName("org.sqlite.JDBC")
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }
}
