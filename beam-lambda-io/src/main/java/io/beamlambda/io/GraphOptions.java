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
package io.beamlambda.io;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/** For pipelines that are built to be looked at, before there is a lake or a broker. */
public interface GraphOptions extends PipelineOptions {

  @Hidden
  @Description(
      "Builds the pipeline without asking lake, brokers or databases for anything. Its graph is as"
          + " in a real run, but it cannot be run.")
  @Default.Boolean(false)
  boolean isGraphOnly();

  void setGraphOnly(boolean graphOnly);
}
