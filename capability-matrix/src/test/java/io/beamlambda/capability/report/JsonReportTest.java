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
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.SampleMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonSchema schema = schema();
  private final Matrix matrix = SampleMatrix.load();

  @Test
  void fitsItsSchema() throws IOException {
    String[] modes = matrix.catalogue().modes().stream().map(Mode::id).toArray(String[]::new);

    JsonNode report = JSON.readTree(ReportFormat.json().render(Samples.report(matrix, modes)));

    assertThat(schema.validate(report)).isEmpty();
  }

  @Test
  void theSchemaForbidsWhatItDoesNotName() throws IOException {
    JsonNode report = json("direct");
    ((ObjectNode) report.at("/pipelines/0/modes/0")).put("surprise", 1);
    ((ObjectNode) report.at("/pipelines/0/modes/0/features/0")).put("support", "perhaps");

    assertThat(schema.validate(report)).hasSize(2);
  }

  @Test
  void saysWhatIsKnownOfEachFeature() throws IOException {
    JsonNode mode = json("flink-streaming").at("/pipelines/0/modes/0");

    assertThat(mode.at("/verdict").asText()).isEqualTo("silently wrong");
    assertThat(mode.at("/versions/runnerVersion").asText()).isEqualTo("1.19.2");
    JsonNode finalizer = mode.at("/features/4");
    assertThat(finalizer.at("/id").asText()).isEqualTo("dofn.bundle-finalizer");
    assertThat(finalizer.at("/support").asText()).isEqualTo("conditional");
    assertThat(finalizer.at("/condition/option").asText()).isEqualTo("checkpointingInterval");
    assertThat(finalizer.at("/condition/otherwise").asText()).isEqualTo("silently wrong");
    assertThat(finalizer.at("/evidence")).hasSize(2);
    assertThat(mode.at("/features/2/waived/until").asText()).isEqualTo("2027-01-31");
  }

  @Test
  void twoRendersAreTheSame() {
    assertThat(ReportFormat.json().render(Samples.report(SampleMatrix.load(), "direct")))
        .isEqualTo(ReportFormat.json().render(Samples.report(matrix, "direct")));
  }

  private JsonNode json(String... modes) throws IOException {
    return JSON.readTree(ReportFormat.json().render(Samples.report(matrix, modes)));
  }

  private static JsonSchema schema() {
    InputStream in =
        Objects.requireNonNull(JsonReportTest.class.getResourceAsStream("report.schema.json"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
  }
}
