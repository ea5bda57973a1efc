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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.beamlambda.io.GraphOptions;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.AggregatePipeline;
import io.beamlambda.pipelines.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.model.jobmanagement.v1.JobApi.PipelineOptionDescriptor;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlexTemplateTest {

  /** As the service's API, v1b3, lists them. */
  private static final Set<String> TYPES = Set.of("TEXT", "ENUM", "BOOLEAN", "NUMBER");

  private static final Path KEPT = Path.of("flex-template/aggregate.json");

  private final TemplateMetadata metadata = FlexTemplate.of("aggregate").metadata();

  private ParameterMetadata parameter(String name) {
    return metadata.getParameters().stream()
        .filter(parameter -> parameter.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No parameter " + name));
  }

  @Test
  void theKeptFileIsThatOfTheOptions() throws IOException {
    assertThat(KEPT)
        .as("made by runner-profiles/dataflow/flex-template/generate")
        .hasContent(FlexTemplate.toJson(metadata));
  }

  @Test
  void theKeptFileHasOnlyWhatTheServiceKnows() throws IOException {
    TemplateMetadata read =
        GsonFactory.getDefaultInstance().fromString(Files.readString(KEPT), TemplateMetadata.class);

    assertThat(read.getUnknownKeys()).isEmpty();
    assertThat(read.getName()).isNotBlank();
    assertThat(read.getParameters())
        .allSatisfy(
            parameter -> {
              assertThat(parameter.getUnknownKeys()).isEmpty();
              // Letters, digits and underscores; the launcher makes --name=value of it.
              assertThat(parameter.getName()).matches("[A-Za-z_][A-Za-z0-9_]*");
              assertThat(parameter.getLabel()).isNotBlank();
              assertThat(parameter.getHelpText()).isNotBlank();
              assertThat(TYPES).contains(parameter.getParamType());
              assertThat(parameter.getParamType().equals("ENUM"))
                  .isEqualTo(parameter.getEnumOptions() != null);
            })
        .extracting(ParameterMetadata::getName)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyOptionOfThePipelineIsAParameter() {
    List<String> options =
        PipelineOptionsFactory.describe(Set.of(AggregateOptions.class)).stream()
            .filter(option -> option.getGroup().equals(AggregateOptions.class.getName()))
            .map(PipelineOptionDescriptor::getName)
            .map(FlexTemplateTest::camelCase)
            .toList();

    assertThat(options).hasSizeGreaterThan(25);
    assertThat(metadata.getParameters())
        .extracting(ParameterMetadata::getName)
        .containsAll(options)
        .contains("streaming", "boardTopic")
        .doesNotContain("board", "graphOnly", "lambdaPlans", "runner");
  }

  @Test
  void whatIsRequiredIsWhatThePipelineAsksFor() {
    Set<String> required =
        metadata.getParameters().stream()
            .filter(parameter -> !parameter.getIsOptional())
            .map(ParameterMetadata::getName)
            .collect(Collectors.toSet());

    for (String name : required) {
      List<String> others =
          new AggregatePipeline()
              .sampleOptions().stream()
                  .filter(option -> !option.startsWith("--" + name + "="))
                  .toList();
      assertThatExceptionOfType(UsageException.class)
          .isThrownBy(() -> build(others))
          .withMessage("Missing option --" + name + ".");
    }
    build(
        new AggregatePipeline()
            .sampleOptions().stream()
                .filter(option -> required.contains(option.substring(2, option.indexOf('='))))
                .toList());
  }

  @Test
  void defaultsAndChoicesAreThoseOfTheOptions() {
    assertThat(parameter("maxLead").getDefaultValue()).isEqualTo("PT1H");
    assertThat(parameter("lanes").getDefaultValue()).isEqualTo("1");
    assertThat(parameter("lanes").getParamType()).isEqualTo("NUMBER");
    assertThat(parameter("gapAllowed").getParamType()).isEqualTo("BOOLEAN");
    assertThat(parameter("streaming").getDefaultValue()).isEqualTo("true");
    assertThat(parameter("until").getDefaultValue()).isNull();
    assertThat(parameter("seamPolicy").getEnumOptions())
        .extracting(option -> option.getValue())
        .containsExactly("warn", "fail");
    assertThat(parameter("eventTimeField").getLabel()).isEqualTo("Event time field");
    assertThat(parameter("output").getHelpText()).contains("keep passwords out of it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window|fixed:PT1H|hourly",
        "window|sliding:P30D/PT5M|sliding:P30D",
        "window|sessions:PT30M|sessions:30",
        "cutoff|sealed|unsealed",
        "cutoff|stream-offsets|offsets",
        "cutoff|2001-03-01T00:00:00Z|2001-03-01",
        "until|stream-end|the-end",
        "until|2001-03-01T00:00:00.000Z|01.03.2001",
        "from|2001-02-01T00:00:00Z|yesterday",
        "maxLead|PT6H|6h",
        "maxDisorder|PT0S|0",
        "lateness|P7D|7 days",
        "early|PT10S|10",
        "seamCertificate|PT10M|ten minutes",
        "lanes|12|0",
        "expectedRowsPerSecond|100000|-1",
        "output|jdbc:postgresql://db.example/delays|mysql://db.example/delays",
        "offsetColumns|part,offset|offset"
      })
  void whatAPatternRefusesThePipelineRefusesToo(String name, String right, String wrong) {
    ParameterMetadata parameter = parameter(name);

    assertThat(parameter.getRegexes()).singleElement().satisfies(right::matches);
    assertThat(right.matches(parameter.getRegexes().get(0))).isTrue();
    build(sampleWith("--" + name + "=" + right));
    assertThat(wrong.matches(parameter.getRegexes().get(0))).isFalse();
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> build(sampleWith("--" + name + "=" + wrong)));
  }

  @ParameterizedTest
  @CsvSource({"eventTimeFormat", "seamPolicy", "lakeStrategy"})
  void everyChoiceIsOneThatThePipelineTakes(String name) {
    parameter(name)
        .getEnumOptions()
        .forEach(choice -> build(sampleWith("--" + name + "=" + choice.getValue())));
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> build(sampleWith("--" + name + "=whatever")));
  }

  @Test
  void theSpecificationNamesTheImage() throws IOException {
    String json =
        FlexTemplate.toJson(
            FlexTemplate.of("aggregate").spec("europe-docker.pkg.dev/p/r/lambda:1"));

    ContainerSpec spec = GsonFactory.getDefaultInstance().fromString(json, ContainerSpec.class);
    assertThat(spec.getUnknownKeys()).isEmpty();
    assertThat(spec.getImage()).isEqualTo("europe-docker.pkg.dev/p/r/lambda:1");
    assertThat(spec.getSdkInfo().getLanguage()).isEqualTo("JAVA");
    assertThat(spec.getMetadata().getParameters()).hasSameSizeAs(metadata.getParameters());
  }

  /** Beam describes options as other languages write them. */
  private static String camelCase(String snakeCase) {
    return Pattern.compile("_(.)")
        .matcher(snakeCase)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private static List<String> sampleWith(String argument) {
    String name = argument.substring(0, argument.indexOf('=') + 1).toLowerCase(Locale.ROOT);
    List<String> arguments = new ArrayList<>();
    for (String option : new AggregatePipeline().sampleOptions()) {
      if (!option.toLowerCase(Locale.ROOT).startsWith(name)) {
        arguments.add(option);
      }
    }
    arguments.add(argument);
    return arguments;
  }

  /** As for a graph to look at: all options are read, and nobody is asked for anything. */
  private static void build(List<String> arguments) {
    AggregateOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
            .as(AggregateOptions.class);
    options.setStreaming(true);
    options.as(GraphOptions.class).setGraphOnly(true);
    options.setRunner(org.apache.beam.sdk.testing.CrashingRunner.class);
    new AggregatePipeline().build(Pipeline.create(options));
  }
}
