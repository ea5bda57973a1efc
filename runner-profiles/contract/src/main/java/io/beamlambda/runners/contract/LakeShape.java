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

import io.beamlambda.fixtures.Flight;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.Statistics;
import java.time.Duration;

/** Lakes as they are found, all with the same rows. */
enum LakeShape {
  /** Sorted, no statistics, large row groups: the shape of the original file. */
  ONE_FILE_WITHOUT_STATISTICS {
    @Override
    LakeWriter<Flight> writer() {
      return LakeWriter.ofFlights().withStatistics(Statistics.ABSENT).withRowsPerRowGroup(20_000);
    }
  },

  /** A directory per day, rows in no order: the usual nightly export. */
  DAY_FILES_WITH_SHUFFLED_ROWS {
    @Override
    LakeWriter<Flight> writer() {
      return LakeWriter.ofFlights()
          .withLayout(Layout.hiveDays())
          .withRowOrder(RowOrder.SHUFFLED)
          .withRowsPerRowGroup(5_000);
    }
  },

  /** A file per six hours of arrival, each with flights of up to three hours before. */
  FILES_OVERLAPPING_BY_HOURS {
    @Override
    LakeWriter<Flight> writer() {
      return LakeWriter.ofFlights()
          .withLayout(Layout.overlapping(Duration.ofHours(6), Duration.ofHours(3)))
          .withRowOrder(RowOrder.SHUFFLED);
    }
  },

  /** Something of everything, so that lanes have very different loads. */
  MIX {
    @Override
    LakeWriter<Flight> writer() {
      return LakeWriter.ofFlights()
          .withLayout(Layout.mix())
          .withRowOrder(RowOrder.SHUFFLED)
          .withStatistics(Statistics.ABSENT_IN_SOME_ROW_GROUPS)
          .withRowsPerRowGroup(2_000)
          .withEmptyFiles(2);
    }
  };

  abstract LakeWriter<Flight> writer();
}
