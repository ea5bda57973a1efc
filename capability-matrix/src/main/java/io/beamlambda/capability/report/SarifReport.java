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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Support;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SARIF 2.1.0: a rule per feature, and a result per use of a feature on a mode that does not do it
 * right. What is waived is there as suppressed.
 */
final class SarifReport implements ReportFormat {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Where Beam itself speaks of what runners can do. */
  private static final String HELP =
      "https://beam.apache.org/documentation/runners/capability-matrix/";

  @Override
  public String render(Report report) {
    Map<String, Feature> features =
        report.pipelines().stream()
            .flatMap(x -> x.features().stream())
            .map(UsedFeature::feature)
            .collect(
                Collectors.toMap(
                    Feature::id, Function.identity(), (x, y) -> x, LinkedHashMap::new));
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA);
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Beam capability matrix");
    ArrayNode rules = driver.putArray("rules");
    features.values().forEach(x -> rules.add(rule(x, report)));
    ArrayNode results = run.putArray("results");
    List<String> order = List.copyOf(features.keySet());
    for (PipelineReport pipeline : report.pipelines()) {
      for (ModeReport mode : pipeline.modes()) {
        for (JudgedFeature judged : mode.obstacles()) {
          findings(pipeline, judged)
              .map(x -> result(pipeline, mode, judged, x, order))
              .forEach(results::add);
        }
      }
    }
    return PrettyJson.write(root);
  }

  private static Stream<Finding> findings(PipelineReport pipeline, JudgedFeature judged) {
    return pipeline.features().stream()
        .filter(x -> x.feature().equals(judged.feature()))
        .flatMap(x -> x.findings().stream());
  }

  private static ObjectNode rule(Feature feature, Report report) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("id", feature.id());
    rule.putObject("shortDescription").put("text", feature.title());
    rule.putObject("fullDescription").put("text", feature.description());
    rule.put(
        "helpUri",
        report.pipelines().stream()
            .flatMap(x -> x.modes().stream())
            .flatMap(x -> x.features().stream())
            .filter(x -> x.feature().equals(feature))
            .flatMap(x -> x.cell().links().stream())
            .findFirst()
            .orElse(HELP));
    return rule;
  }

  private static ObjectNode result(
      PipelineReport pipeline,
      ModeReport mode,
      JudgedFeature judged,
      Finding finding,
      List<String> rules) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    String id = judged.feature().id();
    result.put("ruleId", id);
    result.put("ruleIndex", rules.indexOf(id));
    result.put("level", level(judged.support()));
    result.putObject("message").put("text", message(mode, judged, finding));
    result
        .putArray("locations")
        .addObject()
        .putArray("logicalLocations")
        .addObject()
        .put("name", finding.transform())
        .put("fullyQualifiedName", pipeline.name() + "/" + finding.transform())
        .put("kind", "transform");
    result
        .putObject("partialFingerprints")
        .put(
            "capability/v1",
            String.join("|", pipeline.name(), mode.mode().id(), id, finding.transform()));
    Waived waived = judged.waived();
    if (waived != null) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("justification", "Until %s: %s".formatted(waived.until(), waived.reason()));
    }
    result
        .putObject("properties")
        .put("pipeline", pipeline.name())
        .put("mode", mode.mode().id())
        .put("support", judged.support().text());
    return result;
  }

  private static String message(ModeReport mode, JudgedFeature judged, Finding finding) {
    return Stream.of(
            "%s in %s on %s: %s."
                .formatted(
                    judged.feature().title(),
                    finding.transform(),
                    mode.mode().title(),
                    Words.sentence(judged.support(), judged.cell())),
            judged.cell().note(),
            judged.cell().workaround())
        .filter(x -> !x.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String level(Support support) {
    return switch (support) {
      case REJECTS, FAILS, SILENTLY_WRONG -> "error";
      case CONDITIONAL, PARTIAL -> "warning";
      case UNVERIFIED -> "note";
      case YES, NOT_APPLICABLE -> "none";
    };
  }
}
