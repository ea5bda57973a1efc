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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.VarInt;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** The coder of {@link Result}. */
public final class ResultCoder extends AtomicCoder<Result> {

  private static final long serialVersionUID = 1L;
  private static final ResultCoder INSTANCE = new ResultCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<Instant> INSTANT = InstantCoder.of();
  private static final Coder<List<@Nullable Number>> VALUES = ListCoder.of(NumberCoder.of());
  private static final PaneInfo.Timing[] TIMINGS = PaneInfo.Timing.values();

  private ResultCoder() {}

  /** The coder. */
  public static ResultCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Result result, OutputStream out) throws IOException {
    TEXT.encode(result.key(), out);
    INSTANT.encode(result.windowStart(), out);
    INSTANT.encode(result.windowEnd(), out);
    VALUES.encode(result.values(), out);
    VarInt.encode(result.elements(), out);
    VarInt.encode(result.paneTiming().ordinal(), out);
    VarInt.encode(result.paneIndex(), out);
    TEXT.encode(result.pipelineVersion(), out);
  }

  @Override
  public Result decode(InputStream in) throws IOException {
    return Result.builder()
        .setKey(TEXT.decode(in))
        .setWindowStart(INSTANT.decode(in))
        .setWindowEnd(INSTANT.decode(in))
        .setValues(VALUES.decode(in))
        .setElements(VarInt.decodeLong(in))
        .setPaneTiming(TIMINGS[VarInt.decodeInt(in)])
        .setPaneIndex(VarInt.decodeLong(in))
        .setPipelineVersion(TEXT.decode(in))
        .build();
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
