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

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of the file systems that lakes are on. */
class StoreOptionsTest {

  private static final String KEY =
      "{\"@type\":\"StaticCredentialsProvider\",\"accessKeyId\":\"AKIASEED\",\"secretAccessKey\":\"seeded\"}";

  @Test
  void hdfsIsWhereTheLocationSaysUnlessTheEnvironmentDoes() {
    List<String> arguments =
        List.of("--window=fixed:PT1H", "--lake=hdfs://namenode:8020/flights/day=*/*.parquet");

    assertThat(HdfsOption.of(arguments, Map.of()))
        .hasValueSatisfying(
            option ->
                assertThat(option.toArgument())
                    .isEqualTo(
                        "--hdfsConfiguration=[{\"fs.defaultFS\": \"hdfs://namenode:8020\"}]"));
    assertThat(HdfsOption.of(arguments, Map.of("HADOOP_CONF_DIR", "/etc/hadoop"))).isEmpty();
    assertThat(HdfsOption.of(List.of("--lake=s3://bucket/flights"), Map.of())).isEmpty();
  }

  @Test
  void keysAreNotPrintedWhenAnOptionIsRepeated() {
    String option = "--awsCredentialsProvider=" + KEY;
    Outcome outcome = Outcome.of("plan", "aggregate", option, option);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("--awsCredentialsProvider=...")
        .doesNotContain("seeded", "AKIASEED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--awsCredentialsProvider={\"@type\":\"NoSuch\",\"secretAccessKey\":\"seeded\"}",
        "--hdfsConfiguration={\"fs.secret.key\":\"seeded\""
      })
  void keysAreNotPrintedWhenAValueIsRefused(String argument) {
    Outcome outcome = Outcome.of("plan", "aggregate", argument);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("its value is refused").doesNotContain("seeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--lake=s3://b/f", "--topic=flights", "--consumerConfig"})
  void otherOptionsArePrintedAsTheyAre(String argument) {
    assertThat(Secrets.hideIn(argument)).isEqualTo(argument);
  }
}
