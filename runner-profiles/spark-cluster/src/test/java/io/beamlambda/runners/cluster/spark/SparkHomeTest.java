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
package io.beamlambda.runners.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.runners.cluster.EngineClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHomeTest {

  @TempDir Path dir;

  @Test
  void hasASparkSubmitOfTheEnginesVersion() throws Exception {
    EngineClassPath engine = SparkCluster.engine();
    Path home = Files.createDirectories(dir.resolve("it's a home"));

    SparkHome.make(home, engine);

    String jar = "spark-core_2.12-" + versionSaidBy(home) + ".jar";
    assertThat(engine.jars()).anyMatch(path -> path.endsWith(jar));
  }

  @Test
  void canBeMadeAgainInTheSamePlace() throws Exception {
    SparkHome.make(dir, SparkCluster.engine());

    assertThat(SparkHome.make(dir, SparkCluster.engine()))
        .containsEntry("SPARK_HOME", dir.toString())
        .containsEntry("SPARK_SCALA_VERSION", "2.12");
    assertThat(dir.resolve("bin/spark-submit")).isExecutable();
  }

  /** Which version the script of a home says that it is of. */
  private static String versionSaidBy(Path home) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(home.resolve("bin/spark-submit").toString(), "--version"))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed
        .lines()
        .filter(line -> line.contains(" version "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse(printed);
  }
}
