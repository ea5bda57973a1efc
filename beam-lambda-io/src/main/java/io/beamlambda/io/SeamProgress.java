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

/** Is told how much has been read while a {@link SeamCertificate} is made. */
@FunctionalInterface
public interface SeamProgress {

  /** Tells nobody. */
  SeamProgress NONE = (lakeRows, streamRecords) -> {};

  /**
   * Called after every row and record, so that it has to be quick; rows and records that are looked
   * at a second time count again.
   *
   * @param lakeRows how many rows of the lake have been looked at so far
   * @param streamRecords how many records of the stream have been looked at so far
   */
  void read(long lakeRows, long streamRecords);
}
