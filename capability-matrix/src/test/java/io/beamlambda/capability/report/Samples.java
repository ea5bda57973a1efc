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
package io.beamlambda.capability.report;

import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reports on a pipeline that is made up, with names that have to be escaped. */
final class Samples {

  static final String NASTY = "Read <script>alert('x')</script> & \"more\" | `all`/Parse";

  private Samples() {}

  /** A streaming pipeline on the modes with these ids; its state of bags is waived. */
  static Report report(Matrix matrix, String... modes) {
    return new Report(List.of(pipeline(matrix, "clicks", modes)));
  }

  static PipelineReport pipeline(Matrix matrix, String name, String... modes) {
    List<UsedFeature> features =
        Stream.of(
                new Finding("win.fixed", "Window into hours", "FixedWindows of 1 hour"),
                new Finding("trig.early", "Window into hours", "early firings every minute"),
                new Finding("state.bag", NASTY, "BufferFn <seen>"),
                new Finding("state.map", NASTY, "BufferFn, state latest"),
                new Finding("dofn.bundle-finalizer", "Read queue", "AckFn"),
                new Finding("side.triggered", "Enrich", "View.asMap of Rates"),
                new Finding("side.unbounded", "Enrich", "View.asMap of Rates"),
                new Finding("core.group-by-key", "Count", "GroupByKey"))
            .map(x -> new UsedFeature(matrix.catalogue().feature(x.feature()), List.of(x)))
            .toList();
    return new PipelineReport(
        name,
        Execution.STREAMING,
        features,
        Stream.of(modes)
            .map(matrix.catalogue()::mode)
            .map(mode -> mode(matrix, mode, features))
            .toList());
  }

  private static ModeReport mode(Matrix matrix, Mode mode, List<UsedFeature> features) {
    List<JudgedFeature> judged =
        features.stream().map(x -> judged(matrix, x.feature(), mode)).toList();
    Support verdict =
        mode.execution() == Execution.BATCH
            ? Support.NOT_APPLICABLE
            : judged.stream()
                .filter(x -> x.waived() == null)
                .map(JudgedFeature::support)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    return new ModeReport(mode, matrix.versions(mode.id()).orElse(null), verdict, judged);
  }

  private static JudgedFeature judged(Matrix matrix, Feature feature, Mode mode) {
    Cell cell = matrix.cell(feature.id(), mode.id());
    return new JudgedFeature(
        feature,
        cell,
        cell.support(),
        feature.id().equals("state.bag")
            ? new Waived("Bags are small <here>.", LocalDate.of(2027, 1, 31))
            : null);
  }
}
