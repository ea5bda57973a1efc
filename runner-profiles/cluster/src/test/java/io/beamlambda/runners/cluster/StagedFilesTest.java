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

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {

  @TempDir Path dir;

  @Test
  void leavesOutWhatTheEngineHas() throws IOException {
    Path classes = Files.createDirectory(dir.resolve("classes"));
    Path kafka = file("kafka-clients-3.9.1.jar");
    Path text = file("commons-text-1.11.0.jar");
    List<Path> classPath =
        List.of(
            classes,
            file("flink-core-1.19.2.jar"),
            kafka,
            file("slf4j-api-1.7.36.jar"),
            text,
            file("lz4-java-1.8.0.jar"));
    EngineClassPath engine =
        new EngineClassPath(
            List.of(
                Path.of("flink-core-1.19.1.jar"),
                Path.of("slf4j-api-2.0.16.jar"),
                Path.of("commons-text-1.10.0.jar"),
                Path.of("lz4-java-1.8.0.jar")));

    assertThat(StagedFiles.of(classPath, engine).files()).containsExactly(classes, kafka, text);
  }

  @Test
  void leavesOutWhatIsNotThereAndNamesNothingTwice() throws IOException {
    Path jar = file("a-1.jar");

    StagedFiles staged =
        StagedFiles.of(
            List.of(jar, dir.resolve("test-classes"), jar), new EngineClassPath(List.of()));

    assertThat(staged.option()).isEqualTo("--filesToStage=" + jar);
    assertThat(staged.bytes()).isEqualTo("a-1.jar".length());
  }

  @Test
  void leadsToFilesInPlace() throws IOException, ClassNotFoundException {
    Path classes =
        Path.of(SmallMain.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    StagedFiles staged = new StagedFiles(List.of(file("a b.jar"), classes)).inPlace(dir);

    assertThat(staged.bytes()).isLessThan(1_000);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {staged.files().get(0).toUri().toURL()}, null)) {
      assertThat(loader.loadClass(SmallMain.class.getName())).isNotEqualTo(SmallMain.class);
    }
  }

  private Path file(String name) throws IOException {
    return Files.writeString(dir.resolve(name), name);
  }
}
