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
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/** A new policy is a partition's way to begin, or begin again, as a participant. */
final class AlignedTimestampPolicyFactory<T>
    implements TimestampPolicyFactory<Void, List<StreamEvent<T>>> {

  private static final long serialVersionUID = 1L;

  private final RunSpec run;
  private final StreamSpec stream;

  AlignedTimestampPolicyFactory(RunSpec run, StreamSpec stream) {
    this.run = run;
    this.stream = stream;
  }

  @Override
  public TimestampPolicy<Void, List<StreamEvent<T>>> createTimestampPolicy(
      TopicPartition partition, Optional<Instant> previousWatermark) {
    int index = stream.indexOf(partition);
    // What was reported before was no later than what this partition had promised.
    long bound =
        Math.max(
            stream.ranges().get(index).boundMillis(),
            previousWatermark.map(Instant::getMillis).orElse(Long.MIN_VALUE));
    return new AlignedTimestampPolicy<>(ReadRun.of(run).begin(index, stream, bound));
  }
}
