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
package io.beamlambda.pipelines.report;

import io.beamlambda.io.Plan;
import io.beamlambda.io.ReadProgress.Phase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of one read.
 *
 * @param name of the read's transform
 * @param phase the last that is known, or null if none ever was
 * @param distributed whether its readers are in other processes
 * @param partitions of the stream
 * @param bootstrap how long the lake took, or null if it has not been read
 */
record ReadRecording(
    String name,
    Plan plan,
    @Nullable Phase phase,
    boolean distributed,
    int partitions,
    @Nullable Duration bootstrap,
    List<Sample> samples) {

  ReadRecording {
    samples = List.copyOf(samples);
  }
}
