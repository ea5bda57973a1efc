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
package io.beamlambda.runners.spark;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.runners.spark.SparkCommonPipelineOptions;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.io.MicrobatchSource;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.spark.streaming.StreamingContext;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Runs probes on the SparkRunner and on the SparkStructuredStreamingRunner, embedded. */
@AutoService(Engine.class)
public final class SparkEngine implements Engine {

  private final CompletedBatches batches = new CompletedBatches();
  private boolean streaming;
  private boolean streamed;

  @Override
  public String profile() {
    return "spark";
  }

  @Override
  public String version() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  @Override
  public List<String> options(String mode) {
    List<String> options = new ArrayList<>();
    options.add(
        mode.equals(Mode.SPARK_STRUCTURED_STREAMING)
            ? "--runner=SparkStructuredStreamingRunner"
            : "--runner=SparkRunner");
    options.add("--sparkMaster=local[2]");
    if (mode.equals(Mode.SPARK_STREAMING)) {
      options.add("--batchIntervalMillis=200");
      options.add("--minReadTimeMillis=50");
    }
    return options;
  }

  @Override
  public void prepare(PipelineOptions options) {
    // The runner keeps all of this in static fields, from one job to the next.
    GlobalWatermarkHolder.clear();
    MetricsAccumulator.clear();
    if (streamed) {
      MicrobatchSource.clearCache();
    }
    streamed = false;
    streaming = options.as(StreamingOptions.class).isStreaming();
    batches.reset();
    if (streaming) {
      options.as(SparkContextOptions.class).setListeners(List.of(batches));
    }
    options.as(SparkCommonPipelineOptions.class).setCheckpointDir(TemporaryCheckpoint.name());
  }

  @Override
  public OptionalLong rounds() {
    return streaming ? OptionalLong.of(batches.count()) : OptionalLong.empty();
  }

  @Override
  public void stop(@Nullable PipelineResult result) throws IOException {
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isDefined()) {
      streamed = true;
      // At once; the runner would wait for all batches in the queue.
      active.get().stop(false, false);
    }
    if (result != null) {
      result.cancel();
    }
  }
}
