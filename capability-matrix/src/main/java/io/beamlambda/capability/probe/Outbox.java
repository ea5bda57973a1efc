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
package io.beamlambda.capability.probe;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where a probe's pipeline puts what it wants to be seen. The copies that a runner makes of it all
 * lead to the same place, within one JVM, which is where probes run.
 */
public final class Outbox implements Serializable {

  private static final long serialVersionUID = 1;

  private static final Map<String, Queue<String>> CONTENTS = new ConcurrentHashMap<>();

  private final String id;

  Outbox(String id) {
    this.id = id;
  }

  /** Adds an observation. */
  public void add(String observation) {
    contents().add(observation);
  }

  /** Adds an observation if it is not there yet, for what may be seen any number of times. */
  public void addOnce(String observation) {
    Queue<String> contents = contents();
    synchronized (contents) {
      if (!contents.contains(observation)) {
        contents.add(observation);
      }
    }
  }

  /** All observations so far, in the order in which they came. */
  public List<String> observed() {
    return List.copyOf(contents());
  }

  private Queue<String> contents() {
    return CONTENTS.computeIfAbsent(id, x -> new ConcurrentLinkedQueue<>());
  }
}
