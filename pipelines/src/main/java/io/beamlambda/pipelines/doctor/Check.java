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

import java.time.Duration;
import java.util.List;

/** Looks at one part of a job's surroundings, and changes nothing. Runs beside others. */
public interface Check {

  /** What is looked at; the findings' names begin with it. */
  String name();

  /**
   * Looks.
   *
   * @return at least one finding
   * @throws Exception for what was not foreseen, which becomes a fault
   */
  List<Finding> run() throws Exception;

  /** After how long the answer is not waited for any more. Default: 20 s. */
  default Duration limit() {
    return Duration.ofSeconds(20);
  }
}
