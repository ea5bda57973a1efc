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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** The file that keeps a plan, on any file system that Beam knows. */
final class PlanFile {

  private static final String MIME_TYPE = "application/json";

  private final String location;

  /**
   * @param location a file
   */
  PlanFile(String location) {
    this.location = location;
  }

  String location() {
    return location;
  }

  /** What is in the file, or null if there is none. */
  @Nullable String read() {
    try {
      MatchResult found = FileSystems.match(location, EmptyMatchTreatment.ALLOW);
      if (found.status() == MatchResult.Status.NOT_FOUND || found.metadata().isEmpty()) {
        return null;
      }
      try (InputStream in =
          Channels.newInputStream(FileSystems.open(found.metadata().get(0).resourceId()))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException | RuntimeException e) {
      throw new PlanException(
          "Cannot read the plan at %s (%s); %s"
              .formatted(location, StoreFailure.reason(e), StoreKind.of(location).hint()),
          e);
    }
  }

  /**
   * Writes the file as a whole or not at all, and leaves one that is there alone: it is written
   * beside its place, and renamed when it is complete. Where the file system has no renaming that
   * spares what is there (S3, HDFS), that is looked for first, so that of two who write in the same
   * moment the later one stays; either is whole.
   */
  void write(String content) {
    ResourceId place = FileSystems.matchNewResource(location, false);
    ResourceId beside =
        FileSystems.matchNewResource(location + "." + UUID.randomUUID() + ".tmp", false);
    try {
      try (OutputStream out = Channels.newOutputStream(FileSystems.create(beside, MIME_TYPE))) {
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      FileSystems.rename(
          List.of(beside), List.of(place), StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS);
      // Still there if somebody else was quicker.
      FileSystems.delete(List.of(beside), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException | RuntimeException e) {
      throw new PlanException(
          "Cannot write the plan to %s (%s); name a file in a directory that this user can write to"
              .formatted(location, StoreFailure.reason(e)),
          e);
    }
  }
}
