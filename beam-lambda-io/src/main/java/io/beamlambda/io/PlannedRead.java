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
package io.beamlambda.io;

import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the two halves of a read from its plan. */
final class PlannedRead<T> {

  private static final Logger LOG = LoggerFactory.getLogger(PlannedRead.class);

  private final Plan plan;
  private final EventMapping<T> mapping;
  private final Coder<T> coder;
  private final @Nullable LakeStrategy strategy;
  private final @Nullable SerializableFunction<T, String> recordId;

  PlannedRead(
      Plan plan,
      EventMapping<T> mapping,
      Coder<T> coder,
      @Nullable LakeStrategy strategy,
      @Nullable SerializableFunction<T, String> recordId) {
    this.recordId = recordId;
    this.plan = plan;
    this.mapping = mapping;
    this.coder = coder;
    this.strategy = strategy;
  }

  PCollection<T> expand(PBegin input) {
    boolean batch = isBatch(input.getPipeline().getOptions());
    boolean ordered = isOrdered(batch);
    RunSpec run = withBoard(newRun(ordered), input);
    return union(input, lake(input, run, ordered), run, batch, ordered);
  }

  ReadResult<T> expandWithBootstrapEnd(PBegin input) {
    boolean batch = isBatch(input.getPipeline().getOptions());
    boolean ordered = isOrdered(batch);
    RunSpec planned = newRun(ordered);
    RunSpec run =
        ordered ? withBoard(planned.withBootstrapEnd(plan.cutoff().getMillis()), input) : planned;
    PCollection<T> lake = lake(input, run, ordered);
    PCollection<BootstrapEnd> end =
        ordered
            ? input.apply(
                "Bootstrap end", Read.from(new BootstrapEndSource(run, BootstrapEnd.planned(plan))))
            : lake.apply("Count lake", Count.globally())
                .apply(
                    "Bootstrap end",
                    ParDo.of(new BootstrapEndFn(BootstrapEnd.planned(plan), Instant.now())));
    return new ReadResult<>(union(input, lake, run, batch, ordered), end);
  }

  private RunSpec newRun(boolean ordered) {
    return plan.newRun(UUID.randomUUID().toString(), ordered);
  }

  private RunSpec withBoard(RunSpec run, PBegin input) {
    PipelineOptions options = input.getPipeline().getOptions();
    boolean graphOnly = options.as(GraphOptions.class).isGraphOnly();
    return graphOnly ? run : BoardChoice.of(options).apply(run, plan.stream());
  }

  private boolean isOrdered(boolean batch) {
    return strategy == null ? !batch : strategy == LakeStrategy.ORDERED;
  }

  private PCollection<T> lake(PBegin input, RunSpec run, boolean ordered) {
    return ordered ? orderedLake(input, run) : boundedLake(input);
  }

  private PCollection<T> union(
      PBegin input, PCollection<T> lake, RunSpec run, boolean batch, boolean ordered) {
    StreamSpec stream = plan.stream();
    if (stream == null) {
      return lake;
    }
    if (!ordered && !batch) {
      LOG.warn(
          "The lake is read without order in a streaming pipeline: the watermark stands still until"
              + " it has been read, and the stream is not held back meanwhile");
    }
    refuseSplittableStream(input.getPipeline().getOptions(), batch);
    PCollection<T> live =
        batch && !ordered ? boundedStream(input, stream) : unboundedStream(input, run, stream);
    PCollection<T> both =
        PCollectionList.of(lake).and(live).apply("Lake and stream", Flatten.pCollections());
    Instant overlapStart = plan.overlapStart();
    return overlapStart == null || recordId == null
        ? both
        : both.apply("Overlap", new Overlap<>(overlapStart, plan.cutoff(), recordId));
  }

  /** A read that ends, in a pipeline that is not said to be streaming, is a batch job's. */
  private boolean isBatch(PipelineOptions options) {
    return plan.ends() && !options.as(StreamingOptions.class).isStreaming();
  }

  /** KafkaIO's splittable DoFn makes a consumer and a policy for each turn, and never ends. */
  private static void refuseSplittableStream(PipelineOptions options, boolean batch) {
    if (!batch && ExperimentalOptions.hasExperiment(options, "use_sdf_read")) {
      throw new PlanException(
          "A stream cannot be read with --experiments=use_sdf_read, since KafkaIO's splittable reader"
              + " is not held back and never ends; use --experiments=use_unbounded_sdf_wrapper, or no"
              + " experiment");
    }
  }

  private PCollection<T> orderedLake(PBegin input, RunSpec run) {
    // Readers ask for it, too, but where they run nobody reads what is wrong.
    BlockRows.of(input.getPipeline().getOptions());
    return input.apply("Read lake", new OrderedLake<>(plan, run, mapping, coder));
  }

  private PCollection<T> boundedLake(PBegin input) {
    return input
        .apply(
            "Slices",
            Create.of(plan.lanes().stream().flatMap(lane -> lane.slices().stream()).toList())
                .withCoder(SerializableCoder.of(Slice.class)))
        .apply("Spread slices", Reshuffle.viaRandomKey())
        .apply("Read slices", ParDo.of(new ReadSliceFn<>(plan.lake(), mapping)))
        .setCoder(coder)
        .setTypeDescriptor(mapping.type());
  }

  private PCollection<T> unboundedStream(PBegin input, RunSpec run, StreamSpec stream) {
    StreamEventDecoder<T> decoder =
        new StreamEventDecoder<>(mapping, coder, stream.startMillis(), stream.endMillis());
    return input
        .apply(
            "Read stream",
            KafkaIO.<Void, List<StreamEvent<T>>>read()
                .withBootstrapServers(stream.stream().bootstrapServers())
                .withTopicPartitions(stream.topicPartitions())
                .withKeyDeserializer(new NoKey())
                .withValueDeserializer(decoder)
                .withConsumerConfigUpdates(stream.consumerConfig())
                .withConsumerFactoryFn(new HeldConsumerFn(run, stream, decoder))
                .withTimestampPolicyFactory(new AlignedTimestampPolicyFactory<>(run, stream)))
        .apply("Cut at the seam", ParDo.of(new SeamFn<>(run)))
        .setCoder(coder)
        .setTypeDescriptor(mapping.type());
  }

  private PCollection<T> boundedStream(PBegin input, StreamSpec stream) {
    return input
        .apply(
            "Partitions",
            Create.of(stream.ranges()).withCoder(SerializableCoder.of(StreamRange.class)))
        .apply("Spread partitions", Reshuffle.viaRandomKey())
        .apply("Read partitions", ParDo.of(new ReadRangeFn<>(stream, mapping, coder)))
        .setCoder(coder)
        .setTypeDescriptor(mapping.type());
  }
}
