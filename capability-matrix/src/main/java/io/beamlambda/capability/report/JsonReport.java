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

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.Evidence;
import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.Versions;

/** For programs; {@code report.schema.json} beside this class says what is what. */
final class JsonReport implements ReportFormat {

  private static final int SCHEMA_VERSION = 1;

  @Override
  public String render(Report report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    root.putArray("pipelines")
        .addAll(report.pipelines().stream().map(JsonReport::pipeline).toList());
    return PrettyJson.write(root);
  }

  private static ObjectNode pipeline(PipelineReport pipeline) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", pipeline.name());
    node.put("execution", Words.execution(pipeline.execution()));
    node.putArray("features").addAll(pipeline.features().stream().map(JsonReport::used).toList());
    node.putArray("modes").addAll(pipeline.modes().stream().map(JsonReport::mode).toList());
    return node;
  }

  private static ObjectNode used(UsedFeature used) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", used.feature().id());
    node.put("title", used.feature().title());
    node.put("description", used.feature().description());
    node.putArray("uses").addAll(used.findings().stream().map(JsonReport::use).toList());
    return node;
  }

  private static ObjectNode use(Finding finding) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("transform", finding.transform())
        .put("detail", finding.detail());
  }

  private static ObjectNode mode(ModeReport mode) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", mode.mode().id());
    node.put("title", mode.mode().title());
    node.put("runner", mode.mode().runner());
    node.put("execution", Words.execution(mode.mode().execution()));
    PrettyJson.texts(node.putArray("options"), mode.mode().options());
    Versions versions = mode.versions();
    if (versions != null) {
      node.set("versions", versions(versions));
    }
    node.put("verdict", mode.verdict().text());
    node.putArray("features").addAll(mode.features().stream().map(JsonReport::judged).toList());
    return node;
  }

  private static ObjectNode versions(Versions versions) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("beam", versions.beam());
    node.put("runner", versions.runner());
    if (versions.runnerVersion() != null) {
      node.put("runnerVersion", versions.runnerVersion());
    }
    node.put("java", versions.java());
    node.put("date", versions.date().toString());
    return node;
  }

  private static ObjectNode judged(JudgedFeature judged) {
    Cell cell = judged.cell();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", judged.feature().id());
    node.put("support", judged.support().text());
    Condition condition = cell.condition();
    if (cell.support() == Support.CONDITIONAL && condition != null) {
      node.putObject("condition")
          .put("option", condition.option())
          .put("requirement", condition.requirement())
          .put("otherwise", cell.otherwise().text());
    }
    Waived waived = judged.waived();
    if (waived != null) {
      node.putObject("waived")
          .put("reason", waived.reason())
          .put("until", waived.until().toString());
    }
    node.put("flaky", cell.flaky());
    node.put("note", cell.note());
    node.put("workaround", cell.workaround());
    PrettyJson.texts(node.putArray("links"), cell.links());
    node.putArray("evidence").addAll(cell.evidence().stream().map(JsonReport::evidence).toList());
    return node;
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", evidence.kind().text());
    node.put("beamVersion", evidence.beamVersion());
    if (evidence.runnerVersion() != null) {
      node.put("runnerVersion", evidence.runnerVersion());
    }
    PrettyJson.texts(node.putArray("options"), evidence.options());
    node.put("source", evidence.source());
    node.put("summary", evidence.summary());
    PrettyJson.texts(node.putArray("expected"), evidence.expected());
    PrettyJson.texts(node.putArray("observed"), evidence.observed());
    node.put("date", evidence.date().toString());
    return node;
  }
}
