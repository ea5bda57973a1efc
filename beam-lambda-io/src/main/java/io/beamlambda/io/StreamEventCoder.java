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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** The coder of decoded stream records: event time, side of the seam, event. */
final class StreamEventCoder<T> extends StructuredCoder<StreamEvent<T>> {

  private static final long serialVersionUID = 1L;

  private static final StreamEvent.Side[] SIDES = StreamEvent.Side.values();

  private final Coder<T> eventCoder;

  StreamEventCoder(Coder<T> eventCoder) {
    this.eventCoder = eventCoder;
  }

  @Override
  public void encode(StreamEvent<T> value, OutputStream out) throws IOException {
    BigEndianLongCoder.of().encode(value.eventTimeMillis(), out);
    out.write(value.side().ordinal());
    eventCoder.encode(value.event(), out);
  }

  @Override
  public StreamEvent<T> decode(InputStream in) throws IOException {
    long eventTimeMillis = BigEndianLongCoder.of().decode(in);
    int side = in.read();
    if (side < 0) {
      throw new EOFException("A stream event ends before its side");
    }
    return StreamEvent.of(eventCoder.decode(in), eventTimeMillis, SIDES[side]);
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(eventCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    eventCoder.verifyDeterministic();
  }
}
