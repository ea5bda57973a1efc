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

import java.util.Map;

/** The log level, which has to be set before the first logger exists. */
final class Logging {

  /**
   * Read by the log configurations of the profiles: each brings the binding that its runner has.
   */
  private static final Map<String, String> VERBOSE =
      Map.of(
          "org.slf4j.simpleLogger.defaultLogLevel", "info",
          "org.slf4j.simpleLogger.log.kafka", "warn",
          "org.slf4j.simpleLogger.log.org.apache.kafka", "warn",
          "lambda.logLevel", "info",
          "lambda.kafkaLogLevel", "warn");

  private Logging() {}

  static void makeVerbose() {
    VERBOSE.forEach(System::setProperty);
  }
}
