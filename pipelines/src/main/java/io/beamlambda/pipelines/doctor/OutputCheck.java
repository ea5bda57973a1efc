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
package io.beamlambda.pipelines.doctor;

import io.beamlambda.pipelines.Results;
import io.beamlambda.pipelines.UsageException;
import java.time.Duration;
import java.util.List;

/** Whether results can be written where they are to go. */
final class OutputCheck implements Check {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final String output;

  OutputCheck(String output) {
    this.output = output;
  }

  @Override
  public String name() {
    return "output";
  }

  @Override
  public List<Finding> run() {
    String expected = "a database that can be written";
    try {
      return List.of(Finding.ok(name(), Results.checkWritable(output, LIMIT), expected));
    } catch (UsageException e) {
      return List.of(
          Finding.fault(
              name(),
              String.valueOf(e.getMessage()),
              expected,
              "start it, create what is missing, grant its user the rights, or name another"
                  + " --output"));
    }
  }
}
