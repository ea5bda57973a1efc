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
package io.beamlambda.capability.detect;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The features of Beam that a pipeline uses, and where. Found by walking the pipeline's graph,
 * which is neither run nor changed. Look before {@link Pipeline#run()}: runners replace transforms
 * when they translate the graph.
 *
 * <pre>{@code
 * PipelineFeatures features = PipelineFeatures.of(pipeline).declaring("job.checkpoint");
 * }</pre>
 *
 * <p>A finding names the step that the user applied to the pipeline, also where it is one of Beam's
 * own transforms inside that uses the feature. Findings are about use, not mention: a trigger
 * counts where something groups by its window, allowed lateness where the input is unbounded, an
 * accumulation mode where a window can fire more than once. What Beam's own composites do inside
 * themselves is known by their class names and not blamed on the user.
 *
 * <p>Not to be found in a graph, and so only there when {@link #declaring declared}: {@code
 * job.cancel}, {@code job.checkpoint}, {@code job.drain}, and {@code metric.committed} (what is
 * done with the job and its result), {@code combine.lifted} (the runner's choice: results are the
 * same).
 *
 * <p>Calls are looked for in the DoFn's own class: {@code Timer.clear} in another class is not
 * seen, nor is a metric that is made in a {@code CombineFn} or in a function inside {@code
 * MapElements}.
 *
 * <h2>Watermarks of splits</h2>
 *
 * <p>How many splits an unbounded source has is not known before it runs. It counts as {@code
 * source.splits-skewed}, which not every runner does right, unless the source, or a transform
 * around it, says otherwise by an item of its display data named {@link #SPLIT_WATERMARKS}:
 *
 * <pre>{@code
 * builder.add(DisplayData.item(PipelineFeatures.SPLIT_WATERMARKS, "aligned"));
 * }</pre>
 */
public final class PipelineFeatures {

  /**
   * The key of a display data item, on an unbounded source or on a transform around it: {@code
   * single} (never more than one split), {@code aligned} (every split reports the watermark of the
   * slowest) or {@code skewed} (each split has its own).
   *
   * @see DisplayData
   */
  public static final String SPLIT_WATERMARKS = "splitWatermarks";

  /** What is called otherwise in a streaming job. */
  private static final Map<String, String> IN_STREAMING =
      Map.of(
          "sdf.bounded", "sdf.bounded-in-streaming",
          "source.bounded", "source.bounded-in-streaming");

  private static final String DECLARED = "(declared)";

  private final Execution execution;

  /** With the names that a batch job uses. */
  private final List<Finding> findings;

  private PipelineFeatures(Execution execution, List<Finding> findings) {
    this.execution = execution;
    this.findings = List.copyOf(findings);
  }

  /**
   * What a pipeline uses.
   *
   * @param pipeline not run yet; stays as it is
   */
  public static PipelineFeatures of(Pipeline pipeline) {
    FeatureVisitor visitor = new FeatureVisitor(pipeline);
    pipeline.traverseTopologically(visitor);
    return new PipelineFeatures(
        visitor.unbounded() ? Execution.STREAMING : Execution.BATCH, visitor.findings());
  }

  /**
   * The same, with features that the graph does not show: for example {@code job.checkpoint}, of a
   * job that has to go on after a failure.
   *
   * @throws IllegalArgumentException if the catalogue has no such feature
   */
  public PipelineFeatures declaring(String... features) {
    Catalogue catalogue = Catalogue.load();
    List<Finding> more = new ArrayList<>(findings);
    Arrays.stream(features)
        .map(id -> new Finding(catalogue.feature(id).id(), DECLARED, "declared by the user"))
        .filter(finding -> !more.contains(finding))
        .forEach(more::add);
    return new PipelineFeatures(execution, more);
  }

  /**
   * Streaming if any collection is unbounded, else batch. Runners stream a batch pipeline, too,
   * when they are told to.
   */
  public Execution execution() {
    return execution;
  }

  /** What is used, in the order in which it was met. */
  public List<Finding> findings() {
    return findings(execution);
  }

  /**
   * What is used when the pipeline runs as a job of the given kind: a bounded source in a streaming
   * job is another feature than in a batch job.
   *
   * @throws IllegalArgumentException if the kind is {@link Execution#BOTH}
   */
  public List<Finding> findings(Execution kind) {
    if (kind == Execution.BOTH) {
      throw new IllegalArgumentException(
          "Invalid execution BOTH: a job is one of BATCH and STREAMING.");
    }
    return kind == Execution.BATCH
        ? findings
        : findings.stream().map(PipelineFeatures::inStreaming).toList();
  }

  private static Finding inStreaming(Finding finding) {
    return new Finding(
        IN_STREAMING.getOrDefault(finding.feature(), finding.feature()),
        finding.transform(),
        finding.detail(),
        finding.source());
  }

  @Override
  public String toString() {
    return execution + " " + findings();
  }
}
