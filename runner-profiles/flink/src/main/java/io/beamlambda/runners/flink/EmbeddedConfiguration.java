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
package io.beamlambda.runners.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.commons.io.file.PathUtils;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * What Flink is configured to do for one job on the embedded cluster: what the user has configured,
 * and for what that leaves open, defaults that get results out of short lakes early. A directory of
 * its own, since the runner takes a configuration from nowhere else.
 */
final class EmbeddedConfiguration implements AutoCloseable {

  /**
   * How long results wait for others on their way to the next task. Flink's 100 ms are a hundredth
   * of a lake of two million rows, which is read on meanwhile.
   */
  private static final String BUFFER_TIMEOUT = "10 ms";

  /**
   * How many buffers an input may have besides its two for each task before it. With Flink's 8 a
   * percent of such a lake waits between steps when the first window is due.
   */
  private static final String FLOATING_BUFFERS = "2";

  /**
   * The size of a buffer, Flink's smallest: its 32 KiB are for networks, and hold eight times the
   * rows.
   */
  private static final String SEGMENT_SIZE = "4 kb";

  private final Path directory;

  private EmbeddedConfiguration(Path directory) {
    this.directory = directory;
  }

  /**
   * Has the next job with these options go by a configuration with one more metric reporter.
   *
   * @param reporter what Flink calls it
   * @param settings of the reporter, without prefix
   */
  static EmbeddedConfiguration of(
      FlinkPipelineOptions options, String reporter, Map<String, String> settings) {
    Configuration given =
        options.getFlinkConfDir() == null
            ? GlobalConfiguration.loadConfiguration()
            : GlobalConfiguration.loadConfiguration(options.getFlinkConfDir());
    Map<String, String> entries = new TreeMap<>(given.toMap());
    entries.putIfAbsent(ExecutionOptions.BUFFER_TIMEOUT.key(), BUFFER_TIMEOUT);
    entries.putIfAbsent(
        NettyShuffleEnvironmentOptions.NETWORK_EXTRA_BUFFERS_PER_GATE.key(), FLOATING_BUFFERS);
    entries.putIfAbsent(TaskManagerOptions.MEMORY_SEGMENT_SIZE.key(), SEGMENT_SIZE);
    settings.forEach(
        (name, value) ->
            entries.put(ConfigConstants.METRICS_REPORTER_PREFIX + reporter + "." + name, value));
    // Where some are chosen, others are not made.
    entries.computeIfPresent(
        MetricOptions.REPORTERS_LIST.key(), (key, chosen) -> chosen + "," + reporter);
    try {
      Path directory = Files.createTempDirectory("beam-lambda-flink-");
      Files.writeString(
          directory.resolve("config.yaml"),
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
              .collect(Collectors.joining()));
      options.setFlinkConfDir(directory.toString());
      return new EmbeddedConfiguration(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write Flink's configuration", e);
    }
  }

  @Override
  public void close() {
    try {
      PathUtils.deleteDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + directory, e);
    }
  }
}
