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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.SampleMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SarifReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Matrix matrix = SampleMatrix.load();

  @Test
  void fitsTheOfficialSchema() throws IOException {
    String[] modes = matrix.catalogue().modes().stream().map(Mode::id).toArray(String[]::new);
    InputStream in =
        Objects.requireNonNull(
            SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"));
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);

    assertThat(schema.validate(sarif(modes))).isEmpty();
    assertThat(schema.validate(JSON.readTree("{\"version\": \"2.1.0\"}")))
        .as("a log without runs is refused, so the schema is in force")
        .isNotEmpty();
  }

  @Test
  void theLevelTellsHowBadItIs() throws IOException {
    List<String> levels = new ArrayList<>();
    sarif("flink-streaming")
        .at("/runs/0/results")
        .forEach(x -> levels.add(x.at("/ruleId").asText() + " " + x.at("/level").asText()));

    assertThat(levels)
        .containsExactly(
            "trig.early warning",
            "state.bag error",
            "state.map error",
            "dofn.bundle-finalizer warning",
            "side.triggered error",
            "side.unbounded error",
            "core.group-by-key note");
  }

  @Test
  void aResultNamesTheTransformAndTheRule() throws IOException {
    JsonNode run = sarif("flink-streaming").at("/runs/0");
    JsonNode result = run.at("/results/2");

    assertThat(result.at("/locations/0/logicalLocations/0/name").asText()).isEqualTo(Samples.NASTY);
    assertThat(run.at("/tool/driver/rules").get(result.at("/ruleIndex").asInt()).at("/id").asText())
        .isEqualTo("state.map");
    assertThat(result.at("/message/text").asText())
        .isEqualTo("Map state in %s on Flink streaming: fails at run.".formatted(Samples.NASTY));
  }

  @Test
  void whatIsWaivedIsSuppressed() throws IOException {
    JsonNode result = sarif("flink-streaming").at("/runs/0/results/1");

    assertThat(result.at("/suppressions/0/justification").asText())
        .isEqualTo("Until 2027-01-31: Bags are small <here>.");
  }

  @Test
  void aModeForOtherJobsHasNoResults() throws IOException {
    assertThat(sarif("spark-batch").at("/runs/0/results")).isEmpty();
  }

  private JsonNode sarif(String... modes) throws IOException {
    return JSON.readTree(ReportFormat.sarif().render(Samples.report(matrix, modes)));
  }
}
