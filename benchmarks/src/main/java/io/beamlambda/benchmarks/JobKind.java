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
package io.beamlambda.benchmarks;

import java.util.List;

/** The jobs that are compared. All count the same events per key and hour. */
enum JobKind {
  /** ParquetIO, KafkaIO and Flatten. */
  NAIVE("naive-flink", "flink", List.of("naive")),
  /** The same, with the counts combined per bundle before the shuffle. */
  NAIVE_PRE_COMBINED("naive-precombined-flink", "flink", List.of("naive-precombined")),
  /** LambdaIO on Flink. */
  LAMBDA_FLINK("lambda-flink", "flink", List.of("lambda")),
  /** LambdaIO on Spark streaming. */
  LAMBDA_SPARK("lambda-spark", "spark", List.of("lambda")),
  /** LambdaIO on the DirectRunner. */
  LAMBDA_DIRECT("lambda-direct", "direct", List.of("lambda")),
  /** HybridSource of FileSource and KafkaSource. */
  NATIVE("native-flink", "flink", List.of());

  private final String label;
  private final String engine;
  private final List<String> arguments;

  JobKind(String label, String engine, List<String> arguments) {
    this.label = label;
    this.engine = engine;
    this.arguments = arguments;
  }

  /** The name on the command line and in tables. */
  String label() {
    return label;
  }

  /** The runner profile whose class path and JVM flags it needs. */
  String engine() {
    return engine;
  }

  /** What {@link JobArguments#others} holds. */
  List<String> arguments() {
    return arguments;
  }

  /** The class to start. */
  String mainClass() {
    return this == NATIVE
        ? "io.beamlambda.benchmarks.flink.NativeJob"
        : "io.beamlambda.benchmarks.BeamJob";
  }

  @Override
  public String toString() {
    return label;
  }
}
