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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a Kafka topic a file of the lake holds. Whoever archives a topic puts this into
 * the footer of each Parquet file, and {@link Cutoff#atStreamOffsets} reads it:
 *
 * <pre>{@code
 * Map<String, String> footer =
 *     StreamOffsets.of("flights").withRange(0, 1_000, 2_500).withRange(1, 990, 2_480).toFooter();
 * AvroParquetWriter.<Flight>builder(file).withExtraMetaData(footer)...
 * }</pre>
 *
 * <p>The footer's keys are {@link #TOPIC}, the topic's name, and {@link #OFFSETS}, a JSON object:
 * under each partition's number a list of ranges, each the first offset and the one after the last,
 * {@code {"0": [[1000, 2500]], "1": [[990, 2480]]}}. Offsets that Kafka does not hand out, those of
 * transactions and of records that compaction has removed, belong to the range around them.
 * Immutable.
 */
@AutoValue
public abstract class StreamOffsets {

  /** The footer's key for the name of the topic. */
  public static final String TOPIC = "lambda.stream.topic";

  /** The footer's key for the ranges of offsets. */
  public static final String OFFSETS = "lambda.stream.offsets";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  StreamOffsets() {}

  /**
   * Offsets of one partition.
   *
   * @param start the first offset
   * @param end the offset after the last
   */
  record Range(long start, long end) {}

  /** No records of a topic. */
  public static StreamOffsets of(String topic) {
    return new AutoValue_StreamOffsets(topic, new TreeMap<>());
  }

  static StreamOffsets of(String topic, SortedMap<Integer, List<Range>> ranges) {
    return new AutoValue_StreamOffsets(topic, ranges);
  }

  /** The topic, or the empty string where the file does not say. */
  public abstract String topic();

  /** By partition, in order of offsets. */
  abstract SortedMap<Integer, List<Range>> ranges();

  /**
   * Adds records of a partition.
   *
   * @param start the first offset
   * @param end the offset after the last
   */
  public StreamOffsets withRange(int partition, long start, long end) {
    if (partition < 0 || start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "Invalid offsets: [%d, %d) of partition %d (must be 0 <= start < end, and the partition >= 0)"
              .formatted(start, end, partition));
    }
    SortedMap<Integer, List<Range>> ranges = new TreeMap<>(ranges());
    List<Range> added = new ArrayList<>(ranges.getOrDefault(partition, List.of()));
    added.add(new Range(start, end));
    added.sort(Comparator.comparingLong(Range::start));
    ranges.put(partition, List.copyOf(added));
    return new AutoValue_StreamOffsets(topic(), ranges);
  }

  /** What to put into the footer. */
  public Map<String, String> toFooter() {
    ObjectNode json = MAPPER.createObjectNode();
    ranges()
        .forEach(
            (partition, ranges) -> {
              ArrayNode list = json.putArray(String.valueOf(partition));
              ranges.forEach(range -> list.addArray().add(range.start()).add(range.end()));
            });
    return Map.of(TOPIC, topic(), OFFSETS, json.toString());
  }

  /**
   * Reads a footer.
   *
   * @return null if it does not speak of offsets
   * @throws IllegalArgumentException if it does so in another way
   */
  static @Nullable StreamOffsets parse(Map<String, String> footer) {
    String json = footer.get(OFFSETS);
    if (json == null) {
      return null;
    }
    StreamOffsets offsets = of(footer.getOrDefault(TOPIC, ""));
    try {
      for (Map.Entry<String, JsonNode> partition : MAPPER.readTree(json).properties()) {
        for (JsonNode range : partition.getValue()) {
          offsets =
              offsets.withRange(
                  Integer.parseInt(partition.getKey()),
                  range.required(0).asLong(-1),
                  range.required(1).asLong(-1));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
    return offsets;
  }
}
