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
package io.beamlambda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanBenchmarkTest {

  @TempDir Path directory;

  @Test
  void planThatTakesTooLongFails() {
    CommandLine line = new CommandLine(new PlanBenchmark());
    String out = "--out=" + directory;

    assertThat(line.execute("--files=3", out)).isZero();
    assertThat(line.execute("--files=3", out, "--at-most=PT0S")).isEqualTo(1);
  }
}
