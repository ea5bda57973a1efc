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

/** Starts JVMs with the class path and the flags of a runner profile, which has to be built. */
public final class ProfileJvm {

  private final Path profile;
  private final List<Path> more;

  private ProfileJvm(Path profile, List<Path> more) {
    this.profile = profile;
    this.more = List.copyOf(more);
  }

  /** Of a profile's directory. */
  public static ProfileJvm of(Path profile) {
    return new ProfileJvm(profile, List.of());
  }

  /** With something at the end of the class path: probes that are not in the project, say. */
  public ProfileJvm with(Path classes) {
    List<Path> longer = new ArrayList<>(more);
    longer.add(classes);
    return new ProfileJvm(profile, longer);
  }

  /** The command that runs a main class. */
  List<String> command(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + profile.resolve("jvm.flags"));
    command.add("-Xmx1g");
    // Short jobs: time spent on compiling them thoroughly is not won back.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private String classPath() throws IOException {
    Path file = profile.resolve("target/class-path.txt");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s is missing; build the runner profile first, with mvn process-classes."
              .formatted(file));
    }
    List<String> entries = new ArrayList<>();
    entries.add(profile.resolve("target/classes").toString());
    entries.add(Files.readString(file).strip());
    more.forEach(path -> entries.add(path.toString()));
    return String.join(File.pathSeparator, entries);
  }
}
