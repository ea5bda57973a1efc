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

/** How many bundles of a read's rows have ended on each thread. */
final class EndedBundles {

  private final ThreadLocal<Integer> ended = ThreadLocal.withInitial(() -> 0);

  /** A bundle has ended on this thread. */
  void ended() {
    ended.set(ended.get() + 1);
  }

  /** How many have on this thread; it may overflow, so that only a difference says anything. */
  int here() {
    return ended.get();
  }
}
