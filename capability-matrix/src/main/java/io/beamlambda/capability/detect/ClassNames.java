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
package io.beamlambda.capability.detect;

/** Names of classes, as users know them. */
final class ClassNames {

  private ClassNames() {}

  /** Whether a class is part of Beam's SDK, and so what it does is not the user's affair. */
  static boolean isSdks(Class<?> type) {
    String name = type.getName();
    return name.startsWith("org.apache.beam.sdk.") || name.startsWith("org.apache.beam.runners.");
  }

  /** The name without the package: {@code WordCount.ExtractWordsFn}. */
  static String brief(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    String without = lambda < 0 ? name : name.substring(0, lambda);
    return without.substring(without.lastIndexOf('.') + 1).replace('$', '.');
  }
}
