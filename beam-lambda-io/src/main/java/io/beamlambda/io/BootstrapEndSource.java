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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says when the lake has ended. It is a participant: nobody gets past the cutoff before it has said
 * so, and a job does not end before that.
 */
final class BootstrapEndSource extends UnboundedSource<BootstrapEnd, BootstrapEndSource.Mark> {

  private static final long serialVersionUID = 1L;

  private final RunSpec run;
  private final BootstrapEnd planned;

  BootstrapEndSource(RunSpec run, BootstrapEnd planned) {
    this.run = run;
    this.planned = planned;
  }

  private Instant cutoff() {
    return planned.cutoff();
  }

  @Override
  public List<BootstrapEndSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<BootstrapEnd> createReader(PipelineOptions options, @Nullable Mark mark) {
    return new Reader(this, mark != null && mark.said());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return new MarkCoder();
  }

  @Override
  public Coder<BootstrapEnd> getOutputCoder() {
    return SerializableCoder.of(BootstrapEnd.class);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("splitWatermarks", "single").withLabel("Watermarks of Splits"));
  }

  /** Whether it has been said. */
  record Mark(boolean said) implements CheckpointMark {

    @Override
    public void finalizeCheckpoint() {
      // Nobody is told.
    }
  }

  /** The serialised form is a contract with running jobs: a boolean. */
  static final class MarkCoder extends AtomicCoder<Mark> {

    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Mark mark, OutputStream out) throws IOException {
      BooleanCoder.of().encode(mark.said(), out);
    }

    @Override
    public Mark decode(InputStream in) throws IOException {
      return new Mark(BooleanCoder.of().decode(in));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }

  private static final class Reader extends UnboundedReader<BootstrapEnd> {

    private final BootstrapEndSource source;
    private final ReadRun run;
    private final Board.Seat seat;
    private boolean said;
    private @Nullable BootstrapEnd current;

    Reader(BootstrapEndSource source, boolean said) {
      this.source = source;
      this.run = ReadRun.of(source.run);
      this.said = said;
      this.seat =
          run.board()
              .join(
                  source.run.bootstrapEndParticipant(),
                  said ? Board.ENDED : source.cutoff().getMillis());
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (current != null) {
        current = null;
        seat.raise(Board.ENDED);
      }
      if (said || !run.lakeEnded()) {
        return false;
      }
      said = true;
      Instant now = Instant.now();
      current =
          source.planned.reached(run.lakeRows().sum(), now, new Duration(run.startedAt(), now));
      return true;
    }

    @Override
    public BootstrapEnd getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return source.cutoff();
    }

    @Override
    public Instant getWatermark() {
      return run.watermark(
          seat, said && current == null ? Board.ENDED : source.cutoff().getMillis());
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(said);
    }

    @Override
    public BootstrapEndSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      if (said) {
        seat.raise(Board.ENDED);
      }
    }
  }
}
