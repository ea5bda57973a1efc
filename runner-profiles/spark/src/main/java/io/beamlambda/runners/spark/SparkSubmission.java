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

import io.beamlambda.pipelines.UsageException;
import java.util.Optional;
import java.util.Properties;
import org.apache.beam.runners.spark.SparkCommonPipelineOptions;

/**
 * A program that {@code spark-submit} has started: it says in system properties where the job is to
 * run, and it has brought the job's classes there.
 *
 * @param master what {@code spark-submit --master} named, also {@code yarn} or {@code k8s://...}
 */
record SparkSubmission(String master) {

  private static final String MASTER = "spark.master";

  /**
   * What this program was submitted with, or nothing if it was not.
   *
   * @param system the system properties
   */
  static Optional<SparkSubmission> of(Properties system) {
    return Optional.ofNullable(system.getProperty(MASTER))
        .filter(master -> !master.isBlank())
        .map(SparkSubmission::new);
  }

  /**
   * Does nothing if the options agree with it.
   *
   * @throws UsageException if they name another master, which Spark would silently pass over
   */
  void check(SparkCommonPipelineOptions options) {
    if (!options.getSparkMaster().equals(master)) {
      throw new UsageException(
          "--sparkMaster=%s, but the program was submitted to %s (%s): leave --sparkMaster out, or submit it there"
              .formatted(options.getSparkMaster(), master, MASTER));
    }
  }

  /**
   * Makes the runner leave the job's classes to {@code spark-submit}. It stages the whole class
   * path, Spark's own jars included, unless it takes the master for a local one; which master it
   * really is, it asks Spark's configuration in any case.
   */
  void keepStagedFiles(SparkCommonPipelineOptions options) {
    options.setSparkMaster("local");
  }
}
