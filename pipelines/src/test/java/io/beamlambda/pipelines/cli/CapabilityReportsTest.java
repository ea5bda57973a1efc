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
package io.beamlambda.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.NamedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Puts the report of every pipeline of this module into the build's output. */
class CapabilityReportsTest {

  private static final Path REPORTS = Path.of("target", "capability");

  @Test
  void everyPipelineHasItsReports() throws IOException {
    assertThat(NamedPipelines.all()).isNotEmpty();
    for (NamedPipeline pipeline : NamedPipelines.all()) {
      for (String format : new String[] {"html", "md", "json", "sarif", "text"}) {
        Path file = REPORTS.resolve(pipeline.name() + "." + format);
        Outcome outcome =
            Outcome.of("matrix", pipeline.name(), "--format=" + format, "--output=" + file);
        assertThat(outcome.err()).isEmpty();
        assertThat(Files.readString(file)).contains(pipeline.name());
      }
    }
  }
}
