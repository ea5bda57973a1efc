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

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline has found out about one key in one window. Key and window identify it; a later
 * result of them replaces an earlier one.
 */
@AutoValue
public abstract class Result {

  Result() {}

  /** The key, as text. */
  public abstract String key();

  /** The window's start, inclusive. */
  public abstract Instant windowStart();

  /** The window's end, exclusive. */
  public abstract Instant windowEnd();

  /**
   * The value fields, in the order of the fields that the results are written with. Each is a
   * {@link Long} or a {@link Double}, a double only where no long says the same, or null.
   */
  public abstract List<@Nullable Number> values();

  /**
   * How many elements stand behind the values. As panes accumulate, the result with more elements
   * is the more complete one, also when a restart computes some of them again.
   */
  public abstract long elements();

  /** Whether the watermark had reached the window's end. */
  public abstract PaneInfo.Timing paneTiming();

  /** The number of panes of the window before this one, at least as its run has seen it. */
  public abstract long paneIndex();

  /** The version of the pipeline that computed the values. */
  public abstract String pipelineVersion();

  abstract Builder toBuilder();

  /** A builder without any value set; all are required. */
  public static Builder builder() {
    return new AutoValue_Result.Builder();
  }

  /** Builds results. */
  @AutoValue.Builder
  public abstract static class Builder {

    Builder() {}

    /** The key, as text. */
    public abstract Builder setKey(String key);

    /** The window's start, inclusive. */
    public abstract Builder setWindowStart(Instant start);

    /** The window's end, exclusive. */
    public abstract Builder setWindowEnd(Instant end);

    /** The value fields in their order. */
    public abstract Builder setValues(List<@Nullable Number> values);

    /** How many elements stand behind the values. */
    public abstract Builder setElements(long elements);

    /** Whether the watermark had reached the window's end. */
    public abstract Builder setPaneTiming(PaneInfo.Timing timing);

    /** The number of panes before. */
    public abstract Builder setPaneIndex(long index);

    /** The version of the pipeline that computed the values. */
    public abstract Builder setPipelineVersion(String version);

    abstract List<@Nullable Number> values();

    abstract Instant windowStart();

    abstract Instant windowEnd();

    abstract Result autoBuild();

    /**
     * The result.
     *
     * @throws IllegalArgumentException if the window's end is not after its start
     */
    public Result build() {
      if (!windowStart().isBefore(windowEnd())) {
        throw new IllegalArgumentException(
            "Invalid window: [" + windowStart() + ", " + windowEnd() + ") (must not be empty)");
      }
      return setValues(Collections.unmodifiableList(new ArrayList<>(values()))).autoBuild();
    }
  }
}
