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
package io.beamlambda.pipelines.cli;

import com.google.auto.service.AutoService;
import io.beamlambda.pipelines.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster whose workers do nothing. */
@AutoService(LocalCluster.class)
public final class SleepingCluster implements LocalCluster {

  @Override
  public String name() {
    return "sleeping";
  }

  @Override
  public Started start(Path dir, int workers) {
    List<ProcessHandle> processes = new ArrayList<>();
    try {
      for (int i = 0; i < workers; i++) {
        processes.add(new ProcessBuilder("sleep", "600").start().toHandle());
      }
    } catch (IOException e) {
      throw new UsageException("No sleep: " + e.getMessage(), e);
    }
    return new Started(List.of("--bed=" + dir.resolve("bed")), processes);
  }
}
