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

import io.beamlambda.pipelines.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A lake that is laid out in any file system of Beam.
 *
 * @param location a directory
 */
record StoredLake(String location) {

  /**
   * Copies a local lake. Files of the same names are replaced.
   *
   * @throws UsageException if there are other files than those of the lake, which would be read
   *     with it, or if the place cannot be written to
   */
  void copyFrom(Path lake, PipelineOptions options) throws IOException {
    FileSystems.setDefaultPipelineOptions(options);
    String directory = location.endsWith("/") ? location : location + "/";
    try (Stream<Path> walk = Files.walk(lake)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      checkOwn(
          directory,
          files.stream()
              .map(file -> directory + lake.relativize(file))
              .collect(Collectors.toUnmodifiableSet()));
      for (Path file : files) {
        try (OutputStream out =
            Channels.newOutputStream(
                FileSystems.create(
                    FileSystems.matchNewResource(directory + lake.relativize(file), false),
                    "application/octet-stream"))) {
          Files.copy(file, out);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "Cannot lay out the lake at %s: %s; check the location and the credentials"
              .formatted(location, e.getMessage()),
          e);
    }
  }

  private void checkOwn(String directory, Set<String> own) throws IOException {
    for (MatchResult result :
        FileSystems.match(List.of(directory + "*", directory + "**"), EmptyMatchTreatment.ALLOW)) {
      if (result.status() == MatchResult.Status.NOT_FOUND) {
        continue;
      }
      for (MatchResult.Metadata file : result.metadata()) {
        String path = file.resourceId().toString();
        // HDFS lists directories, too.
        if (file.sizeBytes() > 0 && !own.contains(path)) {
          throw new UsageException(
              "%s is not empty: %s is there; name a place of the demo's own"
                  .formatted(location, path));
        }
      }
    }
  }
}
