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
package io.beamlambda.runners.dataflow;

import io.beamlambda.runners.contract.ProfileContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with a job that fails on a service that stands in for Dataflow. */
class DataflowProfileTest extends ProfileContract {

  private final FakeDataflow service;

  @TempDir private Path staging;

  DataflowProfileTest() throws IOException {
    service = FakeDataflow.start("JOB_STATE_FAILED");
  }

  @BeforeEach
  void saysWhyTheJobFails() {
    service.say("JOB_MESSAGE_ERROR", "java.lang.IllegalStateException: No gate is free at ORD");
  }

  @AfterEach
  void stopService() {
    service.close();
  }

  @Override
  protected List<String> whatEveryRunNeeds() {
    return CommandLineRun.offline(service.url(), staging);
  }

  @Override
  protected List<String> clusterThatIsNotThere() {
    List<String> options = new ArrayList<>(CommandLineRun.offline("http://127.0.0.1:1/", staging));
    // Lets nobody ask for the bucket.
    options.remove("--tempLocation=gs://bucket/temp");
    options.add("--gcpTempLocation=gs://bucket/temp");
    options.add("--streaming=true");
    return options;
  }

  /** Nothing is probed on Dataflow: the runner's own code refuses it. */
  @Override
  protected String evidenceOfMergingState() {
    return "code";
  }
}
