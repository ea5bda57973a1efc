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

/** How the lake half of {@link LambdaIO} is read. Both strategies give the same elements. */
public enum LakeStrategy {
  /**
   * In event-time order, slice by slice, moving the watermark as history passes. The default of
   * streaming pipelines, and the only strategy that every streaming runner supports.
   */
  ORDERED,

  /**
   * As a bounded collection of slices, in no order and with full parallelism. The default of batch
   * jobs. In a streaming pipeline the watermark stands still until the whole lake has been read,
   * and the stream is not held back meanwhile.
   *
   * <p>The slices are read as with {@link #ORDERED} and not by Beam's {@code ParquetIO}, which logs
   * and skips records that it cannot decode, opens each footer several times, and is a splittable
   * DoFn, which not every streaming runner supports.
   */
  BOUNDED
}
