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
package io.beamlambda.runners.validates;

import java.util.List;

/**
 * One of Beam's tests.
 *
 * @param testClass its class, below {@code org.apache.beam.sdk}, as {@code
 *     transforms.ParDoTest$StateTests}
 * @param method its method
 * @param categories the JUnit categories of its class and method, simple names, sorted
 * @param features the features that it speaks of, sorted
 */
record BeamTest(String testClass, String method, List<String> categories, List<String> features) {

  static final String ROOT = "org.apache.beam.sdk.";

  BeamTest {
    categories = List.copyOf(categories);
    features = List.copyOf(features);
  }

  /** Whether its pipeline has unbounded input. */
  boolean streaming() {
    return method.contains("Unbounded")
        || categories.stream()
            .anyMatch(
                category ->
                    category.startsWith("UsesTestStream") || category.startsWith("UsesUnbounded"));
  }

  String name() {
    return testClass + "#" + method;
  }
}
