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
package io.beamlambda.pipelines.cli;

import java.util.Locale;
import java.util.stream.Stream;

/** An option as it may be printed: without the values that can hold secrets. */
final class ShownOption {

  private ShownOption() {}

  /** The argument, or its name with dots for the value. */
  static String of(String argument) {
    int end = argument.indexOf('=');
    return end > 0 && mayBeSecret(argument.substring(0, end))
        ? argument.substring(0, end) + "=..."
        : argument;
  }

  /** Whether the values of an option can hold secrets, by its name. */
  static boolean mayBeSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(
            "credential",
            "secret",
            "password",
            "token",
            "customerkey",
            "hdfsconfiguration",
            "consumerconfig")
        .anyMatch(lower::contains);
  }
}
