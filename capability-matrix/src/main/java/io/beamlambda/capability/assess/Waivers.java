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

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.report.JudgedFeature;
import io.beamlambda.capability.report.ModeReport;
import io.beamlambda.capability.report.PipelineReport;
import io.beamlambda.capability.report.Report;
import io.beamlambda.capability.report.UsedFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decisions to live with what a runner does not do, each with a reason and an end. In a file:
 *
 * <pre>{@code
 * {"waivers": [
 *   {"feature": "trig.early", "mode": "flink-batch", "transform": "Window*",
 *    "reason": "The nightly run needs final values only.", "until": "2027-03-31"}
 * ]}
 * }</pre>
 *
 * <p>{@code mode} is a mode's id; in its place {@code runner} means all modes of a runner. {@code
 * transform} may be left out.
 */
public final class Waivers {

  /** Where waivers are looked for when no file is named: in the working directory. */
  public static final Path DEFAULT_FILE = Path.of("capability-waivers.json");

  private final List<Waiver> waivers;

  private Waivers(List<Waiver> waivers) {
    this.waivers = List.copyOf(waivers);
  }

  /** No waivers. */
  public static Waivers none() {
    return new Waivers(List.of());
  }

  /**
   * The waivers of a file.
   *
   * @param today the day on which they have to hold
   * @throws WaiverException if the file cannot be read, is not as it has to be, names what the
   *     catalogue does not know, or has a waiver whose time is over
   */
  public static Waivers load(Path file, Catalogue catalogue, LocalDate today) {
    List<Waiver> waivers = new WaiverFile(file, catalogue).read();
    List<Waiver> expired =
        waivers.stream().filter(waiver -> waiver.until().isBefore(today)).toList();
    if (!expired.isEmpty()) {
      throw new WaiverException(
          "Expired waivers in %s: %s; look at them again, and remove or renew them."
              .formatted(
                  file,
                  expired.stream()
                      .map(waiver -> "%s (until %s)".formatted(waiver, waiver.until()))
                      .collect(Collectors.joining(", "))));
    }
    return new Waivers(waivers);
  }

  /** The waivers of {@link #DEFAULT_FILE}, or none if there is no such file. */
  public static Waivers loadDefault(Catalogue catalogue, LocalDate today) {
    return Files.exists(DEFAULT_FILE) ? load(DEFAULT_FILE, catalogue, today) : none();
  }

  Optional<Waiver> covering(Finding finding, Mode mode) {
    return waivers.stream().filter(waiver -> waiver.covers(finding, mode)).findFirst();
  }

  /** Those that speak of a mode of the report, and of nothing that is in the way there. */
  public List<Waiver> unused(Report report) {
    return waivers.stream()
        .filter(waiver -> modes(report).anyMatch(mode -> waiver.concerns(mode.mode())))
        .filter(
            waiver -> report.pipelines().stream().noneMatch(pipeline -> isUsed(waiver, pipeline)))
        .toList();
  }

  private static Stream<ModeReport> modes(Report report) {
    return report.pipelines().stream().flatMap(pipeline -> pipeline.modes().stream());
  }

  private static boolean isUsed(Waiver waiver, PipelineReport pipeline) {
    return pipeline.modes().stream()
        .anyMatch(
            mode ->
                mode.obstacles().stream()
                    .flatMap(obstacle -> findings(pipeline, obstacle))
                    .anyMatch(finding -> waiver.covers(finding, mode.mode())));
  }

  private static Stream<Finding> findings(PipelineReport pipeline, JudgedFeature judged) {
    return pipeline.features().stream()
        .filter(used -> used.feature().equals(judged.feature()))
        .map(UsedFeature::findings)
        .flatMap(List::stream);
  }
}
