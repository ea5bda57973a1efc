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

import java.util.Map;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * What readers have to know of the program and of the deployment that they run in. A runner that
 * restores a job may give them a source out of an earlier program's state (Flink does), but options
 * always are those of this one.
 */
public interface PlanOptions extends PipelineOptions {

  @Hidden
  @Description("The plans of the program's reads, by their ids. Set when a read is applied.")
  @Nullable Map<String, String> getLambdaPlans();

  void setLambdaPlans(@Nullable Map<String, String> plans);

  @Description(
      "Goes on with the plan in the state that the job resumes from, also if the program has made"
          + " another one, which is then not read.")
  @Default.Boolean(false)
  boolean isResumePlanOfState();

  void setResumePlanOfState(boolean resume);

  @Description(
      "How the readers of a read hear of each other: local (all of them share one process) or kafka"
          + " (through a topic of the stream's brokers; for jobs in several processes).")
  @Default.String(BoardChoice.LOCAL)
  String getBoard();

  void setBoard(String board);

  @Description(
      "The topic for --board=kafka. Created if there is none; any number of jobs can share it.")
  @Default.String("beam-lambda-board")
  String getBoardTopic();

  void setBoardTopic(String topic);

  @Description(
      "How many rows of the lake are handed to the runner at once, at most: 1 to 256. More is"
          + " faster, and the watermark moves in larger steps.")
  @Default.Integer(SuffixMinima.BLOCK)
  int getLakeBlockRows();

  void setLakeBlockRows(int rows);

  @Description(
      "If above zero, one row is handed to the runner at once at the beginning of a lane, and one"
          + " more behind each that many rows, up to --lakeBlockRows. For runners that hold a"
          + " watermark back for a number of elements: the first windows come earlier.")
  @Default.Integer(0)
  int getLakeBlockGrowth();

  void setLakeBlockGrowth(int rows);
}
