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
package io.beamlambda.pipelines;

import io.beamlambda.io.KafkaStream;
import io.beamlambda.io.ParquetLake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline reaches outside of its process, as far as its options say it; nobody has been
 * asked whether it is there.
 *
 * @param lake the lake, or null if the options name none
 * @param lanes how many lanes read the lake in parallel, at least 1
 * @param stream the topic, or null if the options name none
 * @param output where results go, as {@link Results#write} takes it; null if that is not known. May
 *     hold a password
 * @param problems what is missing in the options, or wrong; one sentence each
 */
public record Places(
    @Nullable ParquetLake lake,
    int lanes,
    @Nullable KafkaStream stream,
    @Nullable String output,
    List<String> problems) {

  /** Keeps a copy. */
  public Places {
    problems = List.copyOf(problems);
  }

  /** Without what may hold passwords. */
  @Override
  public String toString() {
    return "Places[lake=%s, topic=%s]"
        .formatted(lake == null ? null : lake.location(), stream == null ? null : stream.topic());
  }
}
