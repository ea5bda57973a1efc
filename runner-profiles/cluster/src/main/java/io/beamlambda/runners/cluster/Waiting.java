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
package io.beamlambda.runners.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks until the answer is there. */
public final class Waiting {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /**
   * Returns the first answer.
   *
   * @param what what is waited for, for the message: "3 TaskManagers to register"
   * @param limit how long to wait at most
   * @param question asked every 50 ms; what it throws ends the wait
   * @throws ClusterException if there is no answer within the limit, or the thread is interrupted
   */
  public static <T> T until(String what, Duration limit, Supplier<Optional<T>> question) {
    long start = System.nanoTime();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new ClusterException(
            "Waited %d s for %s in vain: raise the limit if the machine is slow, and see the logs of the cluster"
                .formatted(limit.toSeconds(), what));
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterException("Interrupted while waiting for " + what, e);
      }
    }
  }

  /** The same for what is either so or not. */
  public static void untilTrue(String what, Duration limit, Supplier<Boolean> question) {
    until(what, limit, () -> question.get() ? Optional.of(true) : Optional.<Boolean>empty());
  }
}
