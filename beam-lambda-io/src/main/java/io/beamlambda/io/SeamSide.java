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

/** Lake or stream, as far as a read takes events from it. */
interface SeamSide {

  /**
   * Gives the events that are wanted. What is given does not change when it is called again.
   *
   * @throws PlanException if one cannot be read or decoded
   */
  void read(SeamFilter filter, SeamSink sink);

  /** Gives the wanted events that stand too far behind for {@link #read} to get to them. */
  default void readOn(SeamFilter filter, SeamSink sink) {}

  /** Within which event times what is not there has never been there; known when it is read. */
  SeamRange covered();

  /** Whether what is behind {@link #covered} is still to come, or not for this read to give. */
  boolean goesOn();
}
