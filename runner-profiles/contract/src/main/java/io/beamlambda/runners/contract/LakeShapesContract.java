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
package io.beamlambda.runners.contract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real flights from lakes of every shape. */
public abstract class LakeShapesContract extends AggregateContract {

  /** As much data as a profile can take that runs a hundred thousand flights in seconds. */
  protected LakeShapesContract() {
    super(Stretch.ofQuarterOr(4));
  }

  /** Always the same few days, half of them before the cutoff. */
  protected LakeShapesContract(int days) {
    super(Stretch.ofDays(days));
  }

  @ParameterizedTest
  @EnumSource
  void theShapeOfTheLakeChangesNothing(LakeShape shape) throws Exception {
    assertEveryValueIsThatOfSql(shape, "fixed:PT1H");
  }
}
