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

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What Spark logs. A job is stopped in the middle of a batch that has nothing to do, of which the
 * executors complain at length, also after the context has been stopped.
 */
final class SparkLogs {

  private SparkLogs() {}

  /** As configured. */
  static void on() {
    Configurator.reconfigure();
  }

  /** Nothing, until the next job. */
  static void off() {
    Configurator.setAllLevels("org.apache.spark", Level.OFF);
  }
}
