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
package io.beamlambda.pipelines.doctor;

import io.beamlambda.io.KafkaStream;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.PlanOptions;
import io.beamlambda.pipelines.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What can be looked at whatever the runner. */
public final class Checks {

  private static final String REGISTRY = "schema.registry.url";

  private Checks() {}

  /** The Java that runs this, and the Maven that builds. */
  public static List<Check> java() {
    return List.of(new JavaCheck(), new MavenCheck());
  }

  /**
   * Whether flags are in force in this JVM.
   *
   * @param flags the lines of the profile's {@code jvm.flags}; {@code --add-opens} and {@code -D}
   *     are looked at
   */
  public static List<Check> jvmFlags(String profile, List<String> flags) {
    return List.of(new JvmFlagsCheck(profile, flags));
  }

  /** Heap, machine and files of this JVM, for a runner that needs so many bytes of heap. */
  public static List<Check> memory(String runner, long leastHeapBytes) {
    return List.of(MemoryCheck.ofThisJvm(runner, leastHeapBytes), new OpenFilesCheck());
  }

  /** Directories that are written to, with what for; the temporary one besides. */
  public static List<Check> directories(Map<Path, String> directories) {
    List<Check> checks = new ArrayList<>();
    checks.add(new DiskCheck(Path.of(System.getProperty("java.io.tmpdir")), "temporary files"));
    directories.forEach((directory, purpose) -> checks.add(new DiskCheck(directory, purpose)));
    return List.copyOf(checks);
  }

  /**
   * Ports of the loopback interface that are to be free; whether there is a free one at all,
   * besides.
   *
   * @param preferred those without which a job does, with what for
   * @param needed those that are asked for
   */
  public static List<Check> ports(Map<Integer, String> preferred, List<Integer> needed) {
    List<Check> checks = new ArrayList<>();
    checks.add(new PortCheck(0, "brokers and clusters on this machine", Status.FAULT));
    preferred.forEach((port, purpose) -> checks.add(new PortCheck(port, purpose, Status.WARNING)));
    needed.forEach(
        port -> checks.add(new PortCheck(port, "what --port was given for", Status.FAULT)));
    return List.copyOf(checks);
  }

  /** What this JVM's class path holds twice, or in versions that do not go together. */
  public static List<Check> classPath() throws IOException {
    ClassPath classPath = ClassPath.ofThisJvm();
    return List.of(
        new DuplicateClasses(classPath),
        new LibraryVersions(classPath),
        new LoggingBindings(Checks.class.getClassLoader()));
  }

  /**
   * A pipeline's options.
   *
   * @param problems what they lack, a sentence each
   */
  public static List<Check> options(String pipeline, List<String> problems) {
    return List.of(new OptionsCheck(pipeline, problems));
  }

  /**
   * What a job reaches outside.
   *
   * @param options of the job
   * @param heap of the JVM that reads the lake, in bytes, if that is this one
   * @param registry the address of a schema registry; null for that of the consumer's settings
   */
  public static List<Check> places(
      Places places, PipelineOptions options, OptionalLong heap, @Nullable String registry) {
    List<Check> checks = new ArrayList<>();
    ParquetLake lake = places.lake();
    if (lake != null) {
      checks.add(new LakeCheck(lake, places.lanes(), heap));
    }
    KafkaStream stream = places.stream();
    if (stream != null) {
      PlanOptions plan = options.as(PlanOptions.class);
      checks.add(
          new StreamCheck(stream, plan.getBoard().equals("kafka") ? plan.getBoardTopic() : null));
    }
    Map<String, Object> settings = stream == null ? Map.of() : stream.consumerConfig();
    Object configured = registry == null ? settings.get(REGISTRY) : registry;
    if (configured != null) {
      for (String address : configured.toString().split(",", -1)) {
        checks.add(
            new RegistryCheck(address.strip(), settings, stream == null ? null : stream.topic()));
      }
    }
    String output = places.output();
    if (output != null) {
      checks.add(new OutputCheck(output));
    }
    return List.copyOf(checks);
  }
}
