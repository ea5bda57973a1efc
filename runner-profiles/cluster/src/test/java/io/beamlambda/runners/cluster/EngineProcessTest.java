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
package io.beamlambda.runners.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void runsWithTheGivenClassPathFlagsArgumentsAndEnvironment() throws IOException {
    EngineProcess process = start("echo", false, "a b", "c\"d\\e");
    Waiting.untilTrue("the end", LIMIT, () -> !process.isAlive());

    assertThat(Files.readString(process.log()).strip())
        .isEqualTo("a b|c\"d\\e|flag value|variable");
  }

  @Test
  void tellsTheLastLinesOfTheLogWhenItHasEnded() {
    EngineProcess process = start("failing", false, "fail");
    Waiting.untilTrue("the end", LIMIT, () -> !process.isAlive());

    assertThatThrownBy(process::check)
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("failing has ended with exit code 3: ")
        .hasMessageContaining("fail|flag value|variable");
  }

  @Test
  void isGoneWhenKillReturns() {
    EngineProcess process = start("waiting", false, "wait");
    process.check();
    process.kill();

    assertThat(process.isAlive()).isFalse();
    assertThat(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void endsWithTheJvmThatStartedItUnlessItIsToOutliveIt() {
    assertThat(startedByAnother("own")).isEmpty();

    Optional<ProcessHandle> outliving = startedByAnother("outlive");
    assertThat(outliving).isPresent();
    outliving.ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Lets another JVM start a third one, and returns that if it still runs after the other one. */
  private Optional<ProcessHandle> startedByAnother(String argument) {
    EngineProcess other = start(argument, false, argument, dir.toString());
    Waiting.untilTrue("the end", LIMIT, () -> !other.isAlive());
    return ProcessHandle.of(pidIn(other.log())).filter(ProcessHandle::isAlive);
  }

  private static long pidIn(Path log) {
    try {
      return Long.parseLong(Files.readString(log).strip());
    } catch (IOException e) {
      throw new ClusterException("Cannot read " + log, e);
    }
  }

  private EngineProcess start(String name, boolean outlives, String... arguments) {
    return EngineProcess.start(launch(dir, name, outlives, arguments));
  }

  static Launch launch(Path dir, String name, boolean outlives, String... arguments) {
    return new Launch(
        name,
        SmallMain.class.getName(),
        new EngineClassPath(EngineClassPath.split(System.getProperty("java.class.path", ""))),
        List.of("-Xmx64m", "-Dsmall.flag=flag value"),
        List.of(arguments),
        Map.of("SMALL_VARIABLE", "variable"),
        dir,
        outlives);
  }
}
