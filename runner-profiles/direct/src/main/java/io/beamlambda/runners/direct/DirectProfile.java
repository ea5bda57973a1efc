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
import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;

/** Beam's DirectRunner, inside this JVM. */
@AutoService(RunnerProfile.class)
public final class DirectProfile implements RunnerProfile {

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public Class<DirectRunner> runner() {
    return DirectRunner.class;
  }

  @Override
  public List<DefaultOption> defaults() {
    return List.of(
        new DefaultOption(
            "enforceEncodability",
            "false",
            "encoding every element only to check it halves the speed"),
        new DefaultOption(
            "enforceImmutability",
            "false",
            "copying every element only to check it halves the speed"));
  }
}
