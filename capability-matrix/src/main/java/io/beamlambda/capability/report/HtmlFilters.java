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
import java.util.List;

/** Boxes to choose columns and rows with; the page's script shows them. */
final class HtmlFilters {

  private final Sheet sheet;

  HtmlFilters(Sheet sheet) {
    this.sheet = sheet;
  }

  Html render() {
    Html html = new Html();
    html.open("form", "class", "filters", "data-table", sheet.id() + "-table", "hidden", "");
    html.open("fieldset").leaf("legend", "Runners");
    runners().forEach(x -> box(html, "runner", x, x));
    html.close();
    html.open("fieldset").leaf("legend", "Rows that have");
    for (Support support : Support.values()) {
      long count = sheet.modes().stream().mapToLong(x -> sheet.count(x, support)).sum();
      if (count > 0) {
        box(html, "support", Words.style(support), support.text());
      }
    }
    html.close();
    html.open("p", "class", "shown", "role", "status").close();
    html.close();
    return html;
  }

  private List<String> runners() {
    return sheet.modes().stream().map(x -> x.mode().runner()).distinct().toList();
  }

  private static void box(Html html, String name, String value, String text) {
    html.open("label", "class", name + " " + value);
    html.empty("input", "type", "checkbox", "name", name, "value", value, "checked", "");
    html.leaf("span", text).close();
  }
}
