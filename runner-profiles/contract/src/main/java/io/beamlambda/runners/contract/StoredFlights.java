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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Duck;
import io.beamlambda.fixtures.Flights;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Some days of flights as a lake of day directories in a store, and the delays that SQL finds in
 * them.
 *
 * @param days how many, from 20 February 2001 on
 */
record StoredFlights(int days) {

  private static final Instant FROM = Instant.parse("2001-02-20T00:00:00Z");
  private static final String WINDOW = "fixed:PT1H";

  private Instant until() {
    return FROM.plus(Duration.ofDays(days));
  }

  /**
   * Writes the lake to {@code place}, reads it with {@code aggregate}, whose plan is kept there,
   * too, and compares every window.
   *
   * @param place a directory in the store, without a slash at its end
   * @param options how Beam gets to the store
   * @param scratch a local directory
   */
  void areReadExactly(String place, List<String> options, Path scratch)
      throws IOException, SQLException {
    write(place + "/lake", options, scratch);
    String output = "jdbc:sqlite:" + scratch.resolve("results.db");
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of(
            "--lake=" + place + "/lake",
            "--eventTimeField=date",
            "--key=origin",
            "--value=delay",
            "--window=" + WINDOW,
            "--lanes=2",
            "--planLocation=" + place + "/plan.json",
            "--output=" + output));

    CommandLine.run("aggregate", arguments);

    Duck.Events events = Flights.events().between(FROM, until());
    assertThat(WindowResults.read(output))
        .isNotEmpty()
        .isEqualTo(WindowResults.expected(events, WINDOW));
  }

  private void write(String place, List<String> options, Path scratch)
      throws IOException, SQLException {
    FileSystems.setDefaultPipelineOptions(
        PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create());
    Path local = scratch.resolve("lake");
    List<Path> files =
        LakeWriter.ofFlights()
            .withLayout(Layout.hiveDays())
            .write(local, Flights.between(FROM, until()))
            .files();
    for (Path file : files) {
      try (OutputStream out =
          Channels.newOutputStream(
              FileSystems.create(
                  FileSystems.matchNewResource(place + "/" + local.relativize(file), false),
                  "application/octet-stream"))) {
        Files.copy(file, out);
      }
    }
  }
}
