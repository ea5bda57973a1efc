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

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link AggregatePipeline}. Durations are ISO-8601 ({@code PT1H}, {@code P7D}),
 * instants as well ({@code 2001-03-01T00:00:00Z}).
 *
 * <p>{@code output} and {@code consumerConfig} may hold passwords: they are used while the pipeline
 * is built and stay out of what runners serialize, log and display.
 */
public interface AggregateOptions extends StreamingOptions {

  @Description("The lake's Parquet files: a directory, a glob or a file. Required.")
  @Validation.Required
  @Nullable String getLake();

  void setLake(@Nullable String lake);

  @Description("The column, and the field of stream records, with the event time. Required.")
  @Validation.Required
  @Nullable String getEventTimeField();

  void setEventTimeField(@Nullable String field);

  @Description(
      "How the event-time column is to be understood: auto (by its Parquet type), epoch-seconds,"
          + " epoch-millis or iso-8601.")
  @Default.String("auto")
  @OneOf({"auto", "epoch-seconds", "epoch-millis", "iso-8601"})
  String getEventTimeFormat();

  void setEventTimeFormat(String format);

  @Description("The zone of timestamps that are not adjusted to UTC, for example Europe/Vienna.")
  @Default.String("UTC")
  String getEventTimeZone();

  void setEventTimeZone(String zone);

  @Description("The Kafka brokers, host:port, comma separated. Without them only the lake is read.")
  @Matching(ValuePatterns.SERVERS)
  @Nullable String getBootstrapServers();

  void setBootstrapServers(@Nullable String servers);

  @Description("The Kafka topic. Required with --bootstrapServers.")
  @Nullable String getTopic();

  void setTopic(@Nullable String topic);

  @Description(
      "The event time at which reading passes from lake to stream: an instant (exclusive for the"
          + " lake, inclusive for the stream), or sealed: the start of the day, UTC, of the lake's"
          + " latest event; or stream-offsets: where the records of the stream end that the lake"
          + " says it holds.")
  @Default.String("sealed")
  @Matching(ValuePatterns.CUTOFF)
  String getCutoff();

  void setCutoff(String cutoff);

  @Description(
      "For --cutoff=stream-offsets: the lake's columns with the partition and the offset of each"
          + " row's record, PARTITION,OFFSET. Default: the files' footers say which records they"
          + " hold.")
  @Matching(ValuePatterns.TWO_COLUMNS)
  @Nullable String getOffsetColumns();

  void setOffsetColumns(@Nullable String columns);

  @Description(
      "Reads the stream from this long before the cutoff on, for a lake whose end is not complete;"
          + " events that come from both sides count once, by --recordId. Default: no overlap.")
  @Matching(ValuePatterns.DURATION)
  @Nullable String getOverlap();

  void setOverlap(@Nullable String overlap);

  @Description("The field that identifies an event, with --overlap; nested fields with dots.")
  @Nullable String getRecordId();

  void setRecordId(@Nullable String field);

  @Description("The earliest event time to read, inclusive. Default: the lake's beginning.")
  @Matching(ValuePatterns.INSTANT)
  @Nullable String getFrom();

  void setFrom(@Nullable String from);

  @Description(
      "Ends the job: at this event time, exclusive, or at the stream's end as it is when the job"
          + " starts (stream-end). Default: the job does not end.")
  @Matching(ValuePatterns.UNTIL)
  @Nullable String getUntil();

  void setUntil(@Nullable String until);

  @Description("The field to group by; nested fields with dots (address.city). Required.")
  @Validation.Required
  @Nullable String getKey();

  void setKey(@Nullable String key);

  @Description("The numeric field to aggregate; nested fields with dots. Required.")
  @Validation.Required
  @Nullable String getValue();

  void setValue(@Nullable String value);

  @Description("The windows: fixed:PT1H, sliding:P30D/PT5M or sessions:PT30M. Required.")
  @Validation.Required
  @Matching(ValuePatterns.WINDOW)
  @Nullable String getWindow();

  void setWindow(@Nullable String window);

  @Description(
      "How long after a window's end, in event time, late events still correct its result."
          + " Default: PT0S.")
  @Matching(ValuePatterns.DURATION)
  @Nullable String getLateness();

  void setLateness(@Nullable String lateness);

  @Description(
      "Emits a first result of a window this long, in processing time, after its first event, and"
          + " again after each further one. Default: only at the window's end.")
  @Matching(ValuePatterns.DURATION)
  @Nullable String getEarly();

  void setEarly(@Nullable String early);

  @JsonIgnore
  @Description(
      "Where the results go: jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE. Required.")
  @Validation.Required
  @Matching(ValuePatterns.DATABASE)
  @Nullable String getOutput();

  void setOutput(@Nullable String output);

  @Description("The version of the pipeline that every result carries.")
  @Default.String("1")
  String getPipelineVersion();

  void setPipelineVersion(String version);

  @Description("How many lanes read the lake in parallel.")
  @Default.Integer(1)
  @Matching(ValuePatterns.FROM_ONE)
  int getLanes();

  void setLanes(int lanes);

  @Description("How far, in event time, a reader may be ahead of the slowest.")
  @Default.String("PT1H")
  @Matching(ValuePatterns.DURATION)
  String getMaxLead();

  void setMaxLead(String maxLead);

  @Description(
      "How far, in event time, an event of a stream partition may stand behind the latest one"
          + " before it.")
  @Default.String("PT1M")
  @Matching(ValuePatterns.DURATION)
  String getMaxDisorder();

  void setMaxDisorder(String maxDisorder);

  @Description(
      "How fast the job reads the lake, in rows per second, for the check whether the topic keeps"
          + " its records for long enough.")
  @Default.Long(50_000)
  @Matching(ValuePatterns.FROM_ONE)
  long getExpectedRowsPerSecond();

  void setExpectedRowsPerSecond(long rows);

  @Description("Accepts a gap between the lake's end and the stream's start.")
  @Default.Boolean(false)
  boolean isGapAllowed();

  void setGapAllowed(boolean allowed);

  @Description(
      "Compares lake and stream so far before and after the cutoff when the plan is made, for"
          + " example PT10M: which events would be lost or given twice. Default: not compared.")
  @Matching(ValuePatterns.DURATION)
  @Nullable String getSeamCertificate();

  void setSeamCertificate(@Nullable String around);

  @Description(
      "What --seamCertificate does when events would be lost or given twice: warn, or fail.")
  @Default.String("warn")
  @OneOf({"warn", "fail"})
  String getSeamPolicy();

  void setSeamPolicy(String policy);

  @Description(
      "How the lake is read: ordered or bounded. Default: ordered, or bounded in a batch job.")
  @OneOf({"ordered", "bounded"})
  @Nullable String getLakeStrategy();

  void setLakeStrategy(@Nullable String strategy);

  @Description(
      "The file that keeps the plan: written by the first run, and what every later run goes on"
          + " with. Default: each run makes its own plan.")
  @Nullable String getPlanLocation();

  void setPlanLocation(@Nullable String file);

  @JsonIgnore
  @Description(
      "Settings of the Kafka consumer as a JSON object, for example"
          + " {\"security.protocol\":\"SSL\"}.")
  @Nullable Map<String, String> getConsumerConfig();

  void setConsumerConfig(@Nullable Map<String, String> config);
}
