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
package io.beamlambda.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.cli.Lambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifest for the Spark operator. No cluster of Kubernetes is at hand to run it. */
class SparkApplicationTest {

  private static final Path KUBERNETES = Path.of("kubernetes");

  private final JsonNode manifest = read();

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(KUBERNETES.resolve("spark-application.yaml").toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void fitsTheOperatorsSchema() throws IOException {
    assertThat(manifest.path("apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(manifest.path("kind").asText()).isEqualTo("SparkApplication");
    assertThat(SparkApplicationSchema.violations(manifest)).isEmpty();
  }

  @Test
  void theSchemaFindsWhatDoesNotFit() throws IOException {
    ((ObjectNode) manifest.at("/spec/executor")).put("instances", "two");
    ((ObjectNode) manifest.at("/spec/driver")).put("javaOption", "-Xint");
    ((ObjectNode) manifest.at("/spec")).remove("sparkVersion");

    assertThat(SparkApplicationSchema.violations(manifest))
        .hasSize(3)
        .anySatisfy(violation -> assertThat(violation).contains("instances", "integer"))
        .anySatisfy(violation -> assertThat(violation).contains("javaOption"))
        .anySatisfy(violation -> assertThat(violation).contains("sparkVersion"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver", "executor"})
  void opensTheJdkAsTheLauncherDoes(String part) throws IOException {
    assertThat(manifest.at("/spec/" + part + "/javaOptions").asText().split(" "))
        .containsExactlyElementsOf(JvmFlags.opens());
  }

  @Test
  void isForTheSparkThatTheProfileIsBuiltWith() throws IOException {
    String version = package$.MODULE$.SPARK_VERSION();

    assertThat(manifest.at("/spec/sparkVersion").asText()).isEqualTo(version);
    assertThat(Files.readString(KUBERNETES.resolve("Dockerfile")))
        .contains("FROM apache/spark:" + version + "-scala2.12-java17-");
    assertThat(manifest.at("/spec/mainClass").asText()).isEqualTo(Lambda.class.getName());
  }

  @Test
  void everyArgumentIsAnOptionOfThePipelineOrTheRunner() {
    List<String> arguments = texts("/spec/arguments");

    assertThat(arguments).startsWith("run", "aggregate", "--runner=spark");
    // Strict: an option that nobody knows, or a value that it cannot take, is an error.
    AggregateOptions options =
        PipelineOptionsFactory.fromArgs(arguments.stream().skip(3).toArray(String[]::new))
            .as(AggregateOptions.class);
    assertThat(options.getLake()).isEqualTo("s3://lake/flights");
    assertThat(arguments).noneMatch(argument -> argument.startsWith("--sparkMaster"));
  }

  @Test
  void planAndCheckpointOutliveTheDriver() {
    String mounted = manifest.at("/spec/driver/volumeMounts/0/mountPath").asText();

    assertThat(manifest.at("/spec/executor/volumeMounts/0/mountPath").asText()).isEqualTo(mounted);
    assertThat(texts("/spec/arguments"))
        .filteredOn(
            argument ->
                argument.startsWith("--checkpointDir=") || argument.startsWith("--planLocation="))
        .hasSize(2)
        .allSatisfy(argument -> assertThat(argument).contains(mounted + "/"));
  }

  private List<String> texts(String pointer) {
    Stream<JsonNode> nodes =
        StreamSupport.stream(manifest.at(pointer).spliterator(), /* parallel= */ false);
    return nodes.map(JsonNode::asText).toList();
  }
}
