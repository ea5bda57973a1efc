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
package io.beamlambda.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.beamlambda.pipelines.AggregateOptions;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.FlinkSessionJob;
import org.apache.flink.streaming.api.environment.CheckpointConfig.ExternalizedCheckpointCleanup;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests for the Kubernetes operator, held against the classes that it reads them into. */
class FlinkManifestsTest {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Map<String, Class<? extends CustomResource<?, ?>>> KINDS =
      Map.of("FlinkDeployment", FlinkDeployment.class, "FlinkSessionJob", FlinkSessionJob.class);

  @ParameterizedTest
  @ValueSource(strings = {"application.yaml", "session.yaml"})
  void haveNoFieldThatTheOperatorDoesNotKnow(String file) throws IOException {
    for (JsonNode manifest : read(file)) {
      CustomResource<?, ?> resource = resourceOf(manifest);

      assertThat(resource.getApiVersion()).isEqualTo(manifest.path("apiVersion").asText());
      assertThat(lost(manifest, YAML.valueToTree(resource), "")).isEmpty();
    }
  }

  @Test
  void wouldBeRefusedWithAnUnknownField() throws IOException {
    JsonNode manifest = read("application.yaml").get(0);
    ((ObjectNode) manifest.path("spec").path("job")).put("paralelism", 4);

    assertThatThrownBy(
            () -> {
              CustomResource<?, ?> resource = resourceOf(manifest);
              assertThat(lost(manifest, YAML.valueToTree(resource), "")).isEmpty();
            })
        .hasMessageContaining("paralelism");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application.yaml", "session.yaml"})
  void configureTheClusterAsIsRecommended(String file) throws IOException {
    JsonNode configuration = read(file).get(0).path("spec").path("flinkConfiguration");
    Map<String, String> entries =
        YAML.convertValue(
            configuration,
            YAML.getTypeFactory().constructMapType(Map.class, String.class, String.class));

    assertThat(entries).containsAllEntriesOf(ClusterConfiguration.load().entries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application.yaml", "session.yaml"})
  void passOptionsThatThePipelineHas(String file) throws IOException {
    List<JsonNode> manifests = read(file);
    JsonNode job = manifests.get(manifests.size() - 1).path("spec").path("job");
    List<String> arguments = new ArrayList<>();
    job.path("args").forEach(argument -> arguments.add(argument.asText()));

    assertThat(arguments.subList(0, 3)).containsExactly("run", "aggregate", "--runner=flink");
    assertThat(job.path("entryClass").asText()).isEqualTo("io.beamlambda.pipelines.cli.Lambda");
    AggregateOptions options =
        PipelineOptionsFactory.fromArgs(
                arguments.subList(3, arguments.size()).toArray(String[]::new))
            .as(AggregateOptions.class);
    assertThat(options.getKey()).isEqualTo("origin");
  }

  @Test
  void theRecommendationMeansToFlinkWhatItSays() {
    Configuration configuration = Configuration.fromMap(ClusterConfiguration.load().entries());

    assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
    assertThat(configuration.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(configuration.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(2);
    assertThat(configuration.get(ExecutionCheckpointingOptions.EXTERNALIZED_CHECKPOINT))
        .isEqualTo(ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
    assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("exponential-delay");
    assertThat(
            configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
        .isEqualTo(10);
    assertThat(
            configuration.get(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF))
        .hasMinutes(1);
  }

  private static List<JsonNode> read(String file) throws IOException {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class)
            .readValues(Files.newBufferedReader(Path.of("kubernetes", file)))) {
      return documents.readAll();
    }
  }

  private static CustomResource<?, ?> resourceOf(JsonNode manifest) throws JsonProcessingException {
    return YAML.treeToValue(manifest, KINDS.get(manifest.path("kind").asText()));
  }

  /** The paths whose values have not come through the operator's classes. */
  private static List<String> lost(JsonNode given, JsonNode kept, String path) {
    List<String> lost = new ArrayList<>();
    if (given.isObject()) {
      given
          .fields()
          .forEachRemaining(
              field ->
                  lost.addAll(
                      lost(
                          field.getValue(),
                          kept.path(field.getKey()),
                          path + "/" + field.getKey())));
    } else if (given.isArray()) {
      for (int i = 0; i < given.size(); i++) {
        lost.addAll(lost(given.get(i), kept.path(i), path + "/" + i));
      }
    } else if (given.isNumber()
        ? given.asDouble() != kept.asDouble(Double.NaN)
        : !given.asText().equalsIgnoreCase(kept.asText())) {
      lost.add(path);
    }
    return lost;
  }
}
