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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The doctor in a JVM of its own, which is started as a test wants it. */
final class ForkedDoctor {

  /** What lets the superuser read what nobody may. */
  private static final String PRIVILEGES = "-dac_override,-dac_read_search";

  private final Path dir;
  private final List<String> before = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");

  /**
   * @param dir for its output
   */
  ForkedDoctor(Path dir) {
    this.dir = dir;
  }

  ForkedDoctor withFlag(String flag) {
    flags.add(flag);
    return this;
  }

  /** Looks for classes there at last. */
  ForkedDoctor withClassPathEntry(Path entry) {
    classPath = classPath + File.pathSeparator + entry;
    return this;
  }

  /** As a user for whom rights count, even if this is the superuser. */
  ForkedDoctor withoutPrivileges() throws IOException {
    if (Files.getOwner(dir).getName().equals("root")) {
      before.addAll(List.of("setpriv", "--bounding-set", PRIVILEGES, "--inh-caps", PRIVILEGES));
    }
    return this;
  }

  static void close(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
  }

  static void open(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  Diagnosis run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, Lambda.class.getName(), "doctor", "--format=json"));
    command.addAll(List.of(args));
    Path out = dir.resolve("doctor.out");
    Path err = dir.resolve("doctor.err");
    int exitCode =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return Diagnosis.of(new Outcome(exitCode, Files.readString(out), Files.readString(err)));
  }
}
