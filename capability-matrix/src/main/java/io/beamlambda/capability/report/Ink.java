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
package io.beamlambda.capability.report;

import io.beamlambda.capability.Support;

/** A terminal's colours. */
enum Ink {
  GREEN("32"),
  CYAN("36"),
  YELLOW("33"),
  RED("31"),
  RED_REVERSED("1;31;7"),
  FAINT("2");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  static Ink of(Support support) {
    return switch (support) {
      case YES -> GREEN;
      case CONDITIONAL -> CYAN;
      case PARTIAL -> YELLOW;
      case UNVERIFIED, NOT_APPLICABLE -> FAINT;
      case REJECTS, FAILS -> RED;
      case SILENTLY_WRONG -> RED_REVERSED;
    };
  }

  String on(String text, Terminal terminal) {
    return terminal.colours() == Terminal.Colours.NONE
        ? text
        : "\u001b[%sm%s\u001b[0m".formatted(code, text);
  }
}
