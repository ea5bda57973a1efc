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
package io.beamlambda.runners.validates;

import java.util.List;

/**
 * A way to run Beam's tests, options as in Beam's own build of the runner.
 *
 * @param id the mode's id in the capability matrix
 * @param profile the runner profile whose class path and JVM flags are used
 * @param options Beam options
 * @param bounded whether tests with bounded input are run
 * @param unbounded whether tests with unbounded input are run
 */
record TestMode(
    String id, String profile, List<String> options, boolean bounded, boolean unbounded) {

  static final List<TestMode> ALL =
      List.of(
          new TestMode("direct", "direct", List.of("--runner=DirectRunner"), true, true),
          new TestMode(
              "flink-streaming",
              "flink",
              List.of(
                  "--runner=TestFlinkRunner",
                  "--streaming=true",
                  "--parallelism=1",
                  "--maxBundleSize=1"),
              true,
              true),
          new TestMode(
              "spark-batch",
              "spark",
              List.of("--runner=TestSparkRunner", "--enableSparkMetricSinks=false"),
              true,
              false),
          // A job of which nothing is unbounded is none for Spark's streaming, whatever is tested.
          new TestMode(
              "spark-streaming",
              "spark",
              List.of(
                  "--runner=TestSparkRunner",
                  "--enableSparkMetricSinks=false",
                  "--streaming=true",
                  "--testTimeoutSeconds=60"),
              false,
              true));

  TestMode {
    options = List.copyOf(options);
  }

  /** Whether the mode can run a test at all. */
  boolean takes(BeamTest test) {
    return test.streaming() ? unbounded : bounded;
  }
}
