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

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;

/** What to read of every row group. */
@AutoValue
abstract class LakeSpec implements Serializable {

  private static final long serialVersionUID = 1L;

  static LakeSpec of(
      String eventTimeColumn,
      EventTimeFormat eventTimeFormat,
      List<String> columns,
      long fromMillis,
      long endMillis) {
    return new AutoValue_LakeSpec(eventTimeColumn, eventTimeFormat, columns, fromMillis, endMillis);
  }

  abstract String eventTimeColumn();

  abstract EventTimeFormat eventTimeFormat();

  /** Top-level columns; empty for all. */
  abstract List<String> columns();

  /** Inclusive. */
  abstract long fromMillis();

  /** Exclusive. */
  abstract long endMillis();

  boolean covers(long eventTimeMillis) {
    return fromMillis() <= eventTimeMillis && eventTimeMillis < endMillis();
  }

  LakeSpec between(long fromMillis, long endMillis) {
    return of(eventTimeColumn(), eventTimeFormat(), columns(), fromMillis, endMillis);
  }
}
