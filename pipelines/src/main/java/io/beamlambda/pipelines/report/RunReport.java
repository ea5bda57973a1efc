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
package io.beamlambda.pipelines.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run was like.
 *
 * @param pipeline its name
 * @param runner the runner's name
 * @param startedAt when the job was given to the runner
 * @param outcome how it ended
 * @param sentence what is to be said of that, one sentence
 * @param remarks further sentences, for example of a check of the results
 * @param options what the run was given, without secrets
 */
public record RunReport(
    String pipeline,
    String runner,
    Instant startedAt,
    Outcome outcome,
    String sentence,
    List<String> remarks,
    List<ShownOption> options,
    Recording recording) {

  /** How a run ended. */
  public enum Outcome {
    /** As it should. */
    DONE("done"),
    /** It failed. */
    FAILED("failed"),
    /** It was stopped from outside. */
    INTERRUPTED("interrupted");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Copies. */
  public RunReport {
    remarks = List.copyOf(remarks);
    options = List.copyOf(options);
  }

  /** The same report with one sentence more. */
  public RunReport withRemark(String remark) {
    List<String> more = new ArrayList<>(remarks);
    more.add(remark);
    return new RunReport(pipeline, runner, startedAt, outcome, sentence, more, options, recording);
  }

  /** One page with everything inside. */
  public String toHtml() {
    return new RunReportPage(this).render();
  }

  /**
   * Writes the page. Who opens the file meanwhile sees the whole of the one before.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.writeString(part, toHtml(), StandardCharsets.UTF_8);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
