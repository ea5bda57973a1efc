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
package io.beamlambda.io;

import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where the participants of a read meet, by the options. */
final class BoardChoice {

  static final String LOCAL = "local";
  static final String KAFKA = "kafka";

  private final boolean kafka;
  private final String topic;

  private BoardChoice(boolean kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  static BoardChoice of(PipelineOptions pipelineOptions) {
    PlanOptions options = pipelineOptions.as(PlanOptions.class);
    boolean kafka = options.getBoard().equals(KAFKA);
    if (!kafka && !options.getBoard().equals(LOCAL)) {
      throw new PlanException(
          "Invalid --board '%s': it must be %s or %s".formatted(options.getBoard(), LOCAL, KAFKA));
    }
    return new BoardChoice(kafka, options.getBoardTopic());
  }

  /** The run with its board, whose topic there is afterwards. */
  RunSpec apply(RunSpec run, @Nullable StreamSpec stream) {
    if (!kafka || run.participants() < 2) {
      return run;
    }
    if (stream == null) {
      throw new PlanException(
          ("%d readers of the lake may sit in several processes, and there is no stream whose brokers"
                  + " they could use to hear of each other: use --lanes=1 or --lakeStrategy=bounded,"
                  + " or --board=local if the job runs in one process")
              .formatted(run.participants()));
    }
    BoardTopic board = new BoardTopic(stream.stream(), topic);
    board.ensure();
    return run.withBoardTopic(board);
  }
}
