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
package io.beamlambda.runners.direct;

import com.google.auto.service.AutoService;
import io.beamlambda.pipelines.cli.RunnerChecks;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the DirectRunner needs: memory, since it keeps everything there. */
@AutoService(RunnerChecks.class)
public final class DirectChecks implements RunnerChecks {

  /** Room for Beam, the clients and a small job; a rule of thumb. */
  private static final long LEAST_HEAP = 128L << 20;

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public long leastHeapBytes(PipelineOptions options) {
    return LEAST_HEAP;
  }
}
