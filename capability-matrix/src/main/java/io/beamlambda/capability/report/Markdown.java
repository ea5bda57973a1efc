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

import java.util.regex.Pattern;

/** What has to be escaped in Markdown. */
final class Markdown {

  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#~]");

  private Markdown() {}

  /** Text that is shown as it is, on one line. */
  static String text(String text) {
    return SPECIAL.matcher(oneLine(text)).replaceAll("\\\\$0");
  }

  /** Text in a code span, on one line; it may stand in a table. */
  static String code(String text) {
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    String padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + padding + oneLine(text).replace("|", "\\|") + padding + fence;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
