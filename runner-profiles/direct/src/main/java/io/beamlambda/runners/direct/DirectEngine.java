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
import io.beamlambda.capability.probe.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs probes on the DirectRunner, with all that it checks. */
@AutoService(Engine.class)
public final class DirectEngine implements Engine {

  @Override
  public String profile() {
    return "direct";
  }

  @Override
  public @Nullable String version() {
    return null;
  }

  @Override
  public List<String> options(String mode) {
    // run() returns at once, so that the job can be cancelled.
    return List.of("--runner=DirectRunner", "--blockOnRun=false", "--targetParallelism=2");
  }
}
