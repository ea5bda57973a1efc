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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a JVM of a cluster.
 *
 * @param name what it is, unique in its cluster: {@code taskmanager-2}; its log and its file of
 *     arguments are called so
 * @param mainClass the class to run
 * @param classPath what it runs with, and nothing else
 * @param jvmFlags flags of the JVM: memory, system properties
 * @param arguments arguments of the main class
 * @param environment variables that are set beside those of this JVM
 * @param dir where it runs; {@code dir/logs} gets its log
 * @param outlives whether it goes on when this JVM has ended; otherwise it ends with it
 */
public record Launch(
    String name,
    String mainClass,
    EngineClassPath classPath,
    List<String> jvmFlags,
    List<String> arguments,
    Map<String, String> environment,
    Path dir,
    boolean outlives) {

  /** Keeps copies. */
  public Launch {
    jvmFlags = List.copyOf(jvmFlags);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
