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

import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.report.ShownOption;
import io.beamlambda.pipelines.report.ShownOption.Origin;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static List<ShownOption> shown(String... arguments) {
    return Secrets.shown(
        List.of(arguments),
        new DirectTestProfile(),
        PipelineOptionsFactory.create(),
        AggregateOptions.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--consumerConfig={\"sasl.jaas.config\": \"x required username='u' password='hush'\"}",
        "--output=jdbc:postgresql://host/db?user=u&password=hush&ssl=true",
        "--output=jdbc:postgresql://u:hush@host/db",
        "--lake=s3://u:hush@bucket/lake",
        "--awsSecretKey=hush",
        "--azureConnectionString=hush",
        "--tempLocation=https://host/x?sig=hush",
        "--something=token: hush"
      })
  void areNotShown(String argument) {
    assertThat(shown(argument).toString()).doesNotContain("hush");
  }

  @Test
  void whatIsNoneIsShownWithWhoHasGivenIt() {
    assertThat(shown("--key=origin", "--output=jdbc:sqlite:results.db", "--targetParallelism=7"))
        .containsExactly(
            new ShownOption("key", "origin", Origin.GIVEN),
            new ShownOption("output", "jdbc:sqlite:results.db", Origin.GIVEN),
            new ShownOption("targetParallelism", "7", Origin.GIVEN),
            new ShownOption("streaming", "true", Origin.PROFILE));
  }

  @Test
  void areNotSaidInSentences() {
    assertThat(Secrets.hide("Cannot connect to jdbc:x://u:hush@host?password=hush2 now"))
        .isEqualTo("Cannot connect to jdbc:x://***@host?password=*** now");
  }
}
