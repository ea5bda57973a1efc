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
package io.beamlambda.capability.probe.dofn;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The instances of a DoFn that were set up in a run and not torn down yet. */
final class Instances {

  /** How long after the job's end a runner may take to tear down. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Map<String, Instances> ALL = new ConcurrentHashMap<>();

  private int alive;
  private CountDownLatch none = new CountDownLatch(0);

  private Instances() {}

  static Instances of(String run) {
    return ALL.computeIfAbsent(run, id -> new Instances());
  }

  synchronized void setUp() {
    if (alive++ == 0) {
      none = new CountDownLatch(1);
    }
  }

  synchronized void tornDown() {
    if (--alive == 0) {
      none.countDown();
    }
  }

  /** Whether none is left, now or soon. */
  boolean allTornDown() {
    try {
      return latch().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CountDownLatch latch() {
    return none;
  }
}
