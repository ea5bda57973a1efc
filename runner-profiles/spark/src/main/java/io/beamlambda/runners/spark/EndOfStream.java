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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder.SparkWatermarks;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.spark.streaming.api.java.JavaBatchInfo;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;

/**
 * Notices when a streaming job has nothing left to do. The runner never ends one by itself, even
 * when all of its sources have reached the end of time.
 *
 * <p>A batch works with the watermarks that stand when its tasks run, and they are set, late, by
 * another listener when a batch completes. So once every source is found at the end of time, all
 * that remains is done by the next batch that starts from then on: it fires every window and writes
 * every result. When that one has completed, the job is done.
 */
final class EndOfStream extends JavaStreamingListener {

  private static final long NOT_YET = Long.MAX_VALUE;

  private final Set<Integer> sources = new HashSet<>();
  private volatile boolean seenBatch;
  private volatile boolean reached;
  private long sourcesEndedAt = NOT_YET;

  @Override
  public void onBatchCompleted(JavaStreamingListenerBatchCompleted completed) {
    seenBatch = true;
    JavaBatchInfo batch = completed.batchInfo();
    if (batch.processingStartTime() > sourcesEndedAt) {
      reached = true;
    } else if (sourcesEndedAt == NOT_YET && sourcesHaveEnded()) {
      sourcesEndedAt = System.currentTimeMillis();
    }
  }

  private boolean sourcesHaveEnded() {
    Map<Integer, SparkWatermarks> watermarks = GlobalWatermarkHolder.get(0L);
    if (watermarks == null || watermarks.isEmpty()) {
      return false;
    }
    // A source that read nothing in a batch may be missing. All readers of a LambdaIO read report
    // the end together, so that none is forgotten that was not seen yet.
    sources.addAll(watermarks.keySet());
    return watermarks.keySet().containsAll(sources)
        && watermarks.values().stream()
            .allMatch(
                source -> !source.getHighWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE));
  }

  /** Whether a batch has completed. */
  boolean hasSeenBatch() {
    return seenBatch;
  }

  /** Whether nothing is left to do. */
  boolean isReached() {
    return reached;
  }
}
