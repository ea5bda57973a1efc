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
package io.beamlambda.pipelines;

import io.beamlambda.io.Cutoff;
import io.beamlambda.io.EventMapping;
import io.beamlambda.io.EventTimeFormat;
import io.beamlambda.io.GraphOptions;
import io.beamlambda.io.KafkaStream;
import io.beamlambda.io.LakeStrategy;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.SeamPolicy;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the options of {@link AggregatePipeline} say, checked. */
final class AggregateConfiguration {

  private final AggregateOptions options;

  AggregateConfiguration(AggregateOptions options) {
    this.options = options;
  }

  /** The windows and their firings. */
  WindowPolicy policy() {
    WindowPolicy policy = WindowPolicy.parse(required("window", options.getWindow()));
    String early = options.getEarly();
    String lateness = options.getLateness();
    if (early != null) {
      policy = policy.withEarlyFirings(positive("early", early));
    }
    return lateness == null
        ? policy
        : policy.withAllowedLateness(notNegative("lateness", lateness));
  }

  /** Where the results go. */
  String output() {
    return required("output", options.getOutput());
  }

  /**
   * The read of lake and stream. Looks at one file of the lake, so that a misspelt field is found
   * before the job starts.
   */
  LambdaIO.Read<KV<String, Reading>> read() {
    LambdaIO.Read<KV<String, Reading>> read = uncheckedRead();
    if (options.as(GraphOptions.class).isGraphOnly()) {
      return read;
    }
    FileSystems.setDefaultPipelineOptions(options);
    Schema schema = lake().schemas().findFirst().orElseThrow();
    checkField("key", path("key", options.getKey()), schema);
    checkField("value", path("value", options.getValue()), schema);
    FieldPath recordId = recordId();
    if (recordId != null) {
      checkField("recordId", recordId, schema);
    }
    return read;
  }

  /** What the options name, as far as they are understood. */
  Places places() {
    List<String> problems = new ArrayList<>();
    ParquetLake lake = understood(this::lake, new ArrayList<>());
    if (lake == null) {
      // Also where nobody says what to aggregate.
      lake = understood(this::lakeAlone, new ArrayList<>());
    }
    KafkaStream stream = understood(this::stream, new ArrayList<>());
    understood(this::policy, problems);
    understood(this::output, problems);
    understood(this::uncheckedRead, problems);
    return new Places(lake, Math.max(1, options.getLanes()), stream, options.getOutput(), problems);
  }

  private static <T> @Nullable T understood(
      Supplier<? extends @Nullable T> option, List<String> problems) {
    try {
      return option.get();
    } catch (UsageException | IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void checkField(String option, FieldPath path, Schema schema) {
    if (!path.isIn(schema)) {
      throw invalid(
          option,
          path.toString(),
          "a column of the lake at " + options.getLake() + ": " + FieldPath.fieldsOf(schema),
          null);
    }
  }

  private LambdaIO.Read<KV<String, Reading>> uncheckedRead() {
    LambdaIO.Read<KV<String, Reading>> read =
        LambdaIO.<KV<String, Reading>>read()
            .withLake(lake())
            .withMapping(mapping())
            .withMaxLead(positive("maxLead", options.getMaxLead()))
            .withLanes(lanes())
            .withExpectedRowsPerSecond(rowsPerSecond());
    KafkaStream stream = stream();
    if (stream != null) {
      read = read.withStream(stream);
    }
    Cutoff cutoff = cutoff(stream != null);
    if (cutoff != null) {
      read = read.withCutoff(cutoff);
    }
    String from = options.getFrom();
    if (from != null) {
      read = read.withFrom(instant("from", from));
    }
    if (options.isGapAllowed()) {
      read = read.withGapAllowed();
    }
    String planLocation = options.getPlanLocation();
    if (planLocation != null) {
      read = read.withPlanLocation(planLocation);
    }
    read = overlap(read);
    SeamPolicy seamPolicy = seamPolicy();
    String seam = options.getSeamCertificate();
    if (seam != null) {
      read = read.withSeamCertificate(positive("seamCertificate", seam), seamPolicy);
    }
    String strategy = options.getLakeStrategy();
    if (strategy != null) {
      read = read.withLakeStrategy(strategy(strategy));
    }
    return until(read, stream != null);
  }

  private LambdaIO.Read<KV<String, Reading>> overlap(LambdaIO.Read<KV<String, Reading>> read) {
    String overlap = options.getOverlap();
    if (overlap == null && options.getRecordId() == null) {
      return read;
    }
    if (overlap == null || options.getRecordId() == null) {
      throw new UsageException(
          "Options --overlap and --recordId go together: give both, or none of them.");
    }
    return read.withOverlap(positive("overlap", overlap))
        .withRecordId(event -> Objects.requireNonNull(event.getValue().id()));
  }

  private LambdaIO.Read<KV<String, Reading>> until(
      LambdaIO.Read<KV<String, Reading>> read, boolean hasStream) {
    String until = options.getUntil();
    if (until == null) {
      return read;
    }
    if (!until.equals("stream-end")) {
      return read.withUntil(instant("until", until, "stream-end"));
    }
    if (!hasStream) {
      throw new UsageException(
          "Invalid --until 'stream-end': there is no stream; name it by --bootstrapServers and"
              + " --topic.");
    }
    return read.withUntilStreamEnd();
  }

  private ParquetLake lake() {
    FieldPath key = path("key", options.getKey());
    FieldPath value = path("value", options.getValue());
    ParquetLake alone = lakeAlone();
    eventTimeField();
    ParquetLake lake = alone.withColumns(columns(key, value, recordId()));
    String columns = options.getOffsetColumns();
    if (columns == null) {
      return lake;
    }
    String[] names = columns.split(",", -1);
    if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
      throw invalid("offsetColumns", columns, "two columns, PARTITION,OFFSET", null);
    }
    return lake.withStreamOffsets(names[0].trim(), names[1].trim());
  }

  /** Where it is, and its event time if that is named. */
  private ParquetLake lakeAlone() {
    ParquetLake lake = ParquetLake.at(required("lake", options.getLake()));
    String eventTime = options.getEventTimeField();
    return eventTime == null ? lake : lake.withEventTime(eventTime, format()).withZone(zone());
  }

  private static String[] columns(FieldPath key, FieldPath value, @Nullable FieldPath recordId) {
    return recordId == null
        ? new String[] {key.column(), value.column()}
        : new String[] {key.column(), value.column(), recordId.column()};
  }

  private @Nullable KafkaStream stream() {
    String servers = options.getBootstrapServers();
    String topic = options.getTopic();
    if (servers == null && topic == null) {
      return null;
    }
    KafkaStream stream =
        KafkaStream.of(required("bootstrapServers", servers), required("topic", topic))
            .withMaxDisorder(notNegative("maxDisorder", options.getMaxDisorder()));
    Map<String, String> config = options.getConsumerConfig();
    return config == null ? stream : stream.withConsumerConfig(new TreeMap<>(config));
  }

  private EventMapping<KV<String, Reading>> mapping() {
    FieldPath key = path("key", options.getKey());
    FieldPath value = path("value", options.getValue());
    FieldPath recordId = recordId();
    return EventMapping.of(
            TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptor.of(Reading.class)),
            new LakeEvents(key, value, recordId),
            new StreamEvents(
                key, value, recordId, FieldPath.of(eventTimeField()), plainUnit(), zone(), lake()))
        .withStreamEventTime(event -> Instant.ofEpochMilli(event.getValue().eventTimeMillis()))
        .withCoder(
            KvCoder.of(
                StringUtf8Coder.of(),
                recordId == null ? ReadingCoder.of() : new IdentifiedReadingCoder()));
  }

  private @Nullable FieldPath recordId() {
    String recordId = options.getRecordId();
    return recordId == null ? null : path("recordId", recordId);
  }

  private String eventTimeField() {
    return required("eventTimeField", options.getEventTimeField());
  }

  private EventTimeFormat format() {
    String format = options.getEventTimeFormat();
    return switch (format) {
      case "auto" -> EventTimeFormat.auto();
      case "epoch-seconds" -> EventTimeFormat.epochSeconds();
      case "epoch-millis" -> EventTimeFormat.epochMillis();
      case "iso-8601" -> EventTimeFormat.iso8601();
      default ->
          throw invalid(
              "eventTimeFormat", format, "auto, epoch-seconds, epoch-millis or iso-8601", null);
    };
  }

  private @Nullable ChronoUnit plainUnit() {
    return switch (options.getEventTimeFormat()) {
      case "epoch-seconds" -> ChronoUnit.SECONDS;
      case "epoch-millis" -> ChronoUnit.MILLIS;
      default -> null;
    };
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(options.getEventTimeZone());
    } catch (DateTimeException e) {
      throw invalid(
          "eventTimeZone",
          options.getEventTimeZone(),
          "a zone or offset, for example Europe/Vienna or +02:00",
          e);
    }
  }

  private @Nullable Cutoff cutoff(boolean hasStream) {
    String cutoff = options.getCutoff();
    return switch (cutoff) {
      case "sealed" -> hasStream ? Cutoff.latestSealedPartition() : null;
      case "stream-offsets" -> Cutoff.atStreamOffsets();
      default -> Cutoff.at(instant("cutoff", cutoff, "sealed, or stream-offsets"));
    };
  }

  private long rowsPerSecond() {
    long rows = options.getExpectedRowsPerSecond();
    if (rows < 1) {
      throw invalid("expectedRowsPerSecond", String.valueOf(rows), "a number from 1 on", null);
    }
    return rows;
  }

  private int lanes() {
    if (options.getLanes() < 1) {
      throw invalid("lanes", String.valueOf(options.getLanes()), "a number from 1 on", null);
    }
    return options.getLanes();
  }

  private static LakeStrategy strategy(String text) {
    return switch (text) {
      case "ordered" -> LakeStrategy.ORDERED;
      case "bounded" -> LakeStrategy.BOUNDED;
      default -> throw invalid("lakeStrategy", text, "ordered or bounded", null);
    };
  }

  private SeamPolicy seamPolicy() {
    String policy = options.getSeamPolicy();
    return switch (policy) {
      case "warn" -> SeamPolicy.WARN;
      case "fail" -> SeamPolicy.FAIL;
      default -> throw invalid("seamPolicy", policy, "warn or fail", null);
    };
  }

  private static FieldPath path(String option, @Nullable String text) {
    FieldPath path = FieldPath.of(required(option, text));
    if (path.names().contains("")) {
      throw invalid(option, path.toString(), "names joined by single dots", null);
    }
    return path;
  }

  private static Instant instant(String option, String text) {
    return instant(option, text, null);
  }

  private static Instant instant(String option, String text, @Nullable String orWord) {
    try {
      return Instant.ofEpochMilli(java.time.Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw invalid(
          option,
          text,
          "an ISO-8601 instant in UTC, for example 2001-03-01T00:00:00Z"
              + (orWord == null ? "" : ", or " + orWord),
          e);
    }
  }

  private static Duration positive(String option, String text) {
    Duration duration = duration(option, text);
    if (duration.getMillis() <= 0) {
      throw invalid(option, text, "longer than zero", null);
    }
    return duration;
  }

  private static Duration notNegative(String option, String text) {
    Duration duration = duration(option, text);
    if (duration.getMillis() < 0) {
      throw invalid(option, text, "zero or longer", null);
    }
    return duration;
  }

  private static Duration duration(String option, String text) {
    try {
      return Duration.millis(java.time.Duration.parse(text).toMillis());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw invalid(option, text, "an ISO-8601 duration, for example PT1H or P7D", e);
    }
  }

  private static String required(String option, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new UsageException("Missing option --" + option + ".");
    }
    return text;
  }

  private static UsageException invalid(
      String option, String found, String expected, @Nullable Throwable cause) {
    return new UsageException(
        "Invalid --" + option + " '" + found + "': expected " + expected + ".", cause);
  }
}
