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
package io.beamlambda.capability.assess;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** The modes in which a runner runs a pipeline. */
public final class Runners {

  private static final String RESOURCE = "/io/beamlambda/capability/runners.json";

  private final Catalogue catalogue;
  private final List<Entry> classes;

  private Runners(Catalogue catalogue, List<Entry> classes) {
    this.catalogue = catalogue;
    this.classes = classes;
  }

  /** The runners of a catalogue's modes. */
  public static Runners of(Catalogue catalogue) {
    try (InputStream in = Runners.class.getResourceAsStream(RESOURCE)) {
      Entry[] entries = new ObjectMapper().readValue(Objects.requireNonNull(in), Entry[].class);
      return new Runners(catalogue, List.of(entries));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is not as expected: %s".formatted(RESOURCE, e.getMessage()), e);
    }
  }

  /**
   * All modes of a runner.
   *
   * @param runner as modes call it ({@code flink}), or its class as Beam's {@code --runner} takes
   *     it: {@code FlinkRunner}, {@code org.apache.beam.runners.flink.FlinkRunner}
   * @throws IllegalArgumentException if no mode is of such a runner
   */
  public List<Mode> modes(String runner) {
    return find(runner)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown runner '%s': the matrix knows %s."
                        .formatted(runner, names().collect(joining(", ")))));
  }

  /** Whether there are modes of a runner. */
  public boolean knows(String runner) {
    return find(runner).isPresent();
  }

  /**
   * The modes that a runner would choose for a pipeline: as a rule one; more where the options do
   * not tell; none if the runner has no mode for pipelines of this kind.
   *
   * @param runner as {@link #modes(String)} takes it
   * @param kind of the pipeline, as {@link #kind} tells
   * @param options the pipeline's
   * @throws IllegalArgumentException if no mode is of such a runner
   */
  public List<Mode> modes(String runner, Execution kind, PipelineOptions options) {
    GivenOptions given = GivenOptions.of(options);
    List<Mode> possible =
        modes(runner).stream()
            .filter(mode -> mode.execution().includes(kind))
            .filter(mode -> distinguishing(mode).allMatch(option -> isGiven(option, given)))
            .toList();
    long most = possible.stream().mapToLong(mode -> distinguishing(mode).count()).max().orElse(0);
    return possible.stream().filter(mode -> distinguishing(mode).count() == most).toList();
  }

  /** The kind of job as which a pipeline runs: its own, unless it is told to stream. */
  public static Execution kind(Execution pipeline, PipelineOptions options) {
    return options.as(StreamingOptions.class).isStreaming() ? Execution.STREAMING : pipeline;
  }

  private Optional<List<Mode>> find(String runner) {
    String name =
        classes.stream()
            .filter(entry -> entry.isCalled(runner))
            .map(Entry::runner)
            .findFirst()
            .orElse(runner);
    List<Mode> modes =
        catalogue.modes().stream().filter(mode -> mode.runner().equalsIgnoreCase(name)).toList();
    return modes.isEmpty() ? Optional.empty() : Optional.of(modes);
  }

  private Stream<String> names() {
    return catalogue.modes().stream().map(Mode::runner).distinct();
  }

  /** The options that choose the mode, and not the kind of job. */
  private static Stream<String> distinguishing(Mode mode) {
    return mode.options().stream().filter(option -> !option.startsWith("--streaming"));
  }

  private static boolean isGiven(String option, GivenOptions given) {
    List<String> parts = Arrays.asList(option.substring("--".length()).split("=", 2));
    return given
        .value(parts.get(0))
        .filter(value -> parts.size() < 2 || value.equals(parts.get(1)))
        .isPresent();
  }

  private record Entry(@JsonProperty("class") String type, String runner) {

    boolean isCalled(String name) {
      String simple = type.substring(type.lastIndexOf('.') + 1);
      return name.equals(type) || name.equalsIgnoreCase(simple);
    }
  }
}
