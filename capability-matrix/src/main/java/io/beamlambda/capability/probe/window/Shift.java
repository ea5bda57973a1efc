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
package io.beamlambda.capability.probe.window;

import io.beamlambda.capability.probe.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A window of a kind that Beam does not have: it has a name, and ends at any second. */
final class Shift extends BoundedWindow {

  private final String name;
  private final long endSeconds;

  Shift(String name, long endSeconds) {
    this.name = name;
    this.endSeconds = endSeconds;
  }

  @Override
  public Instant maxTimestamp() {
    return Script.START.plus(Duration.standardSeconds(endSeconds)).minus(Duration.millis(1));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Shift shift
        && name.equals(shift.name)
        && endSeconds == shift.endSeconds;
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Long.hashCode(endSeconds);
  }

  @Override
  public String toString() {
    return name;
  }

  static final class ShiftCoder extends AtomicCoder<Shift> {

    private static final long serialVersionUID = 1;

    @Override
    public void encode(Shift shift, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(shift.name, out);
      VarLongCoder.of().encode(shift.endSeconds, out);
    }

    @Override
    public Shift decode(InputStream in) throws IOException {
      return new Shift(StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in));
    }

    @Override
    public List<? extends Coder<?>> getCoderArguments() {
      return List.of();
    }

    @Override
    public void verifyDeterministic() {
      // Two equal shifts have the same bytes.
    }
  }
}
