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
package io.beamlambda.pipelines.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a check has found at one point. Holds no secret: it is printed.
 *
 * @param check what was looked at, a word or words joined by dots: {@code kafka.topic}
 * @param status how bad it is
 * @param found what is there
 * @param expected what should be there
 * @param mend what to do; null if there is nothing to do
 * @param command a command that does it or shows more, to be copied; null if there is none
 */
public record Finding(
    String check,
    Status status,
    String found,
    String expected,
    @Nullable String mend,
    @Nullable String command) {

  /** All is well. */
  public static Finding ok(String check, String found, String expected) {
    return new Finding(check, Status.OK, found, expected, null, null);
  }

  /** Something that may do harm. */
  public static Finding warning(String check, String found, String expected, String mend) {
    return new Finding(check, Status.WARNING, found, expected, mend, null);
  }

  /** Something with which a job does not run, or not right. */
  public static Finding fault(String check, String found, String expected, String mend) {
    return new Finding(check, Status.FAULT, found, expected, mend, null);
  }

  /** The same, with a command. */
  public Finding withCommand(String command) {
    return new Finding(check, status, found, expected, mend, command);
  }
}
