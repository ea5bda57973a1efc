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
package io.beamlambda.capability.probe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM is started with a runner profile. */
final class ProfileJvm {

  private ProfileJvm() {}

  /** The command that runs a main class with the class path and flags of a profile. */
  static List<String> command(Path profile, Class<?> main, String... arguments) throws IOException {
    Path classPath = profile.resolve("target/class-path.txt");
    if (!Files.isRegularFile(classPath)) {
      throw new IOException(
          "%s is missing; build the runner profile first, with mvn process-classes."
              .formatted(classPath));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + profile.resolve("jvm.flags"));
    command.add("-Xmx1g");
    // Short jobs: time spent on compiling them thoroughly is not won back.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-cp");
    command.add(
        profile.resolve("target/classes")
            + File.pathSeparator
            + Files.readString(classPath).strip());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
