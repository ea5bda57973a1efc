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

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How many rows the lake hands over as one element: few at the beginning of a lane, if that is
 * asked for, and more behind it.
 *
 * <p>Flink's operators let no watermark pass before the bundle has ended that they are in, and
 * count a bundle by elements. With blocks of a fixed size a bundle is a fixed number of rows, which
 * of a small lake is all of it. With blocks that grow with what was read before them, it is a fixed
 * share of that.
 *
 * @param most rows at most, 1 to {@link SuffixMinima#BLOCK}
 * @param growth rows of a lane, of which each that many let a block be one row larger; 0 for blocks
 *     of the same size everywhere
 */
record BlockRows(int most, int growth) {

  BlockRows {
    if (most < 1 || most > SuffixMinima.BLOCK) {
      throw new PlanException(
          "--lakeBlockRows=%d is out of range: give 1 to %d".formatted(most, SuffixMinima.BLOCK));
    }
    if (growth < 0) {
      throw new PlanException(
          "--lakeBlockGrowth=%d is negative: give a number of rows, or 0 for blocks of one size"
              .formatted(growth));
    }
  }

  /**
   * What the options say.
   *
   * @throws PlanException if that is out of range
   */
  static BlockRows of(PipelineOptions options) {
    PlanOptions given = options.as(PlanOptions.class);
    return new BlockRows(given.getLakeBlockRows(), given.getLakeBlockGrowth());
  }

  /** For a block that so many rows of its lane lie before. */
  int behind(long rows) {
    return growth == 0 ? most : (int) Math.min(most, 1 + rows / growth);
  }
}
