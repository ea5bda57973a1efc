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
package io.beamlambda.capability.probe.source;

import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.OffsetBasedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/** A bounded source of the integers in a range, which can be split anywhere. */
final class BoundedNumbers extends OffsetBasedSource<Integer> {

  private static final long serialVersionUID = 1;

  /**
   * A range.
   *
   * @param from inclusive
   * @param until exclusive
   */
  BoundedNumbers(long from, long until) {
    super(from, until, 1);
  }

  @Override
  public long getMaxEndOffset(PipelineOptions options) {
    return getEndOffset();
  }

  @Override
  public OffsetBasedSource<Integer> createSourceForSubrange(long start, long end) {
    return new BoundedNumbers(start, end);
  }

  @Override
  public Coder<Integer> getOutputCoder() {
    return VarIntCoder.of();
  }

  @Override
  public BoundedReader<Integer> createReader(PipelineOptions options) {
    return new Reader(this);
  }

  private static final class Reader extends OffsetBasedReader<Integer> {

    private long current;
    private boolean onNumber;

    Reader(BoundedNumbers source) {
      super(source);
    }

    @Override
    protected boolean startImpl() {
      current = getCurrentSource().getStartOffset();
      onNumber = current < getCurrentSource().getEndOffset();
      return onNumber;
    }

    @Override
    protected boolean advanceImpl() {
      current++;
      onNumber = current < getCurrentSource().getEndOffset();
      return onNumber;
    }

    @Override
    protected long getCurrentOffset() {
      return current;
    }

    @Override
    public Integer getCurrent() {
      if (!onNumber) {
        throw new NoSuchElementException();
      }
      return Math.toIntExact(current);
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }
}
