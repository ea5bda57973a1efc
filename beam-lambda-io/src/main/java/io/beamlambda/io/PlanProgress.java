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

/** Is told how far a plan has come; see {@link LambdaIO.Read#plan}. */
@FunctionalInterface
public interface PlanProgress {

  /** Tells nobody. */
  PlanProgress NONE = (read, files) -> {};

  /**
   * The footers of some of the lake's files have been read. Called in the thread that plans, for
   * each file, so that it should return soon.
   *
   * @param read how many, from 1 on
   * @param files how many files the lake has
   */
  void footersRead(int read, int files);
}
