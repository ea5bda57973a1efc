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

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "publish",
    description = {
      "Publishes rows of Parquet files to a Kafka topic, in the order of their event time.",
      "The record's timestamp is the event time; there is no key; partitions are filled in turn."
    })
final class PublishCommand implements Callable<Integer> {

  private static final int PROGRESS_EVERY = 100_000;

  private enum Format {
    JSON,
    AVRO
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--parquet",
      required = true,
      paramLabel = "F",
      description = "A Parquet file, or a directory with *.parquet files.")
  private Path parquet;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "T",
      description = "The topic; created if there is none.")
  private String topic;

  @Option(
      names = "--bootstrapServers",
      required = true,
      paramLabel = "S",
      description = "The brokers, host:port, comma separated.")
  private String bootstrapServers;

  @Option(
      names = "--eventTimeField",
      required = true,
      paramLabel = "E",
      description = "The column with the event time. Rows without a value are left out.")
  private String eventTimeField;

  @Option(
      names = "--eventTimeFormat",
      paramLabel = "F",
      converter = EventTimeFormatConverter.class,
      defaultValue = "auto",
      description = {
        "auto (by the column's Parquet type), epoch-seconds, epoch-millis or iso-8601.",
        "Default: ${DEFAULT-VALUE}."
      })
  private EventTimes.Format eventTimeFormat;

  @Option(
      names = "--eventTimeZone",
      paramLabel = "Z",
      defaultValue = "UTC",
      description = "The zone of times without one. Default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  @Option(names = "--from", paramLabel = "I", description = "The first instant, inclusive.")
  private @Nullable Instant from;

  @Option(names = "--until", paramLabel = "I", description = "The last instant, exclusive.")
  private @Nullable Instant until;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "json",
      description = {
        "json (an object with the columns by name) or avro (single-object encoding).",
        "Default: ${DEFAULT-VALUE}."
      })
  private Format format;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "The topic's partitions. Default: those it has, 1 for a new topic.")
  private @Nullable Integer partitions;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ParquetRows rows = ParquetRows.at(parquet);
    EventTimes eventTimes = EventTimes.of(rows.schema(), eventTimeField, eventTimeFormat, zone);
    TopicPublisher publisher = new TopicPublisher(bootstrapServers, topic);
    int topicPartitions = publisher.partitions(partitions);

    Publication publication = Publication.of(rows, eventTimes, encoder(), from, until);
    if (publication.withoutEventTime() > 0) {
      err.printf(
          Locale.ROOT,
          "warning: %,d rows have no %s and are left out%n",
          publication.withoutEventTime(),
          eventTimeField);
    }
    int total = publication.events().size();
    publisher.publish(
        publication.events(),
        topicPartitions,
        sent -> {
          if (sent % PROGRESS_EVERY == 0) {
            err.printf(Locale.ROOT, "%,d of %,d records%n", sent, total);
          }
        });
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Published %,d records to topic %s (%d partitions) at %s.%n",
            total,
            topic,
            topicPartitions,
            bootstrapServers);
    return ExitCode.OK;
  }

  private RowEncoder encoder() {
    return switch (format) {
      case JSON -> new JsonRowEncoder(eventTimeField);
      case AVRO -> new AvroRowEncoder();
    };
  }
}
