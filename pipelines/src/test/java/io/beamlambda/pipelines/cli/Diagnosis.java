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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./lambda doctor --format=json} has said. */
record Diagnosis(int exitCode, String out, List<Point> points) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One finding; what is not there is empty. */
  record Point(
      String check, String status, String found, String expected, String mend, String command) {}

  static Diagnosis of(String... args) {
    List<String> all = new ArrayList<>(List.of("doctor", "--format=json"));
    all.addAll(List.of(args));
    return of(Outcome.of(all.toArray(String[]::new)));
  }

  static Diagnosis of(Outcome outcome) {
    List<Point> points = new ArrayList<>();
    for (JsonNode point : parse(outcome).path("findings")) {
      points.add(
          new Point(
              point.path("check").asText(),
              point.path("status").asText(),
              point.path("found").asText(),
              point.path("expected").asText(),
              point.path("mend").asText(""),
              point.path("command").asText("")));
    }
    return new Diagnosis(outcome.exitCode(), outcome.out(), points);
  }

  private static JsonNode parse(Outcome outcome) {
    try {
      return JSON.readTree(outcome.out());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + outcome, e);
    }
  }

  /** The only point of a name. */
  Point at(String check) {
    List<Point> found = points.stream().filter(point -> point.check().equals(check)).toList();
    if (found.size() != 1) {
      throw new AssertionError("%d points named %s in %s".formatted(found.size(), check, out));
    }
    return found.get(0);
  }

  /** The names of the faults. */
  List<String> faults() {
    return points.stream()
        .filter(point -> point.status().equals("fault"))
        .map(Point::check)
        .toList();
  }
}
