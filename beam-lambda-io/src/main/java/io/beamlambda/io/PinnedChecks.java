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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks, when a job goes on with a plan, that what the plan has pinned is still there. */
final class PinnedChecks {

  private final Plan plan;
  private final String location;

  PinnedChecks(Plan plan, String location) {
    this.plan = plan;
    this.location = location;
  }

  /**
   * Compares every file with what the lake has now.
   *
   * @throws PlanException if one is gone or has changed
   */
  PlanCheck files() {
    List<LakeFile> files =
        plan.lanes().stream()
            .flatMap(lane -> lane.slices().stream())
            .map(Slice::file)
            .distinct()
            .toList();
    LakeFiles.verify(files);
    return PlanCheck.passed(
        "pinned",
        "The plan is that of %s, made at %s; its %,d file(s) are as they were"
            .formatted(location, plan.madeAt(), files.size()));
  }

  /**
   * Compares the topic with what it was.
   *
   * @throws PlanException if it holds fewer records than the plan knows of, so that it is another
   */
  List<PlanCheck> stream(StreamSurvey survey, StreamSpec stream) {
    List<PlanCheck> checks = new ArrayList<>();
    for (StreamRange range : stream.ranges()) {
      StreamSurvey.Partition now =
          survey.partitions().stream()
              .filter(partition -> partition.partition() == range.partition())
              .findFirst()
              .orElseThrow(() -> another(stream, range, "does not exist"));
      long known = range.ends() ? range.stop() : range.start();
      if (now.end() < known) {
        throw another(stream, range, "ends at offset " + now.end());
      }
      if (now.earliest() > range.start()) {
        checks.add(expired(range, now));
      }
    }
    newPartitions(survey, checks);
    return checks;
  }

  private PlanException another(StreamSpec stream, StreamRange range, String what) {
    return new PlanException(
        "Partition %d of topic '%s' %s, and the plan at %s knows of offsets up to %d: the topic was made anew since %s; delete the file to plan anew, and start without the state of earlier runs"
            .formatted(
                range.partition(),
                stream.stream().topic(),
                what,
                location,
                range.ends() ? range.stop() : range.start(),
                plan.madeAt()));
  }

  private static PlanCheck expired(StreamRange range, StreamSurvey.Partition now) {
    return PlanCheck.warning(
        "retention",
        "Partition %d of the stream has expired up to offset %d, and the plan starts at %d: a job that resumes behind that reads everything, any other fails when it gets there"
            .formatted(range.partition(), now.earliest(), range.start()));
  }

  /** A partition that was empty when the plan was made is read; one that was not there is not. */
  private void newPartitions(StreamSurvey survey, List<PlanCheck> checks) {
    List<StreamSurvey.Partition> added =
        survey.partitions().stream()
            .filter(partition -> partition.partition() >= plan.streamPartitions())
            .toList();
    if (!added.isEmpty()) {
      checks.add(
          PlanCheck.warning(
              "new-partitions",
              "The topic has partition(s) %s that it did not have when the plan was made at %s: they are not read; plan anew to read them"
                  .formatted(
                      added.stream()
                          .map(partition -> String.valueOf(partition.partition()))
                          .collect(Collectors.joining(", ")),
                      plan.madeAt())));
    }
  }
}
