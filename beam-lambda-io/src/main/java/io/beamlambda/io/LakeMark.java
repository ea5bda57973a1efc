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

import com.google.auto.value.AutoValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;

/** How far a lane has been read: the next row to read. */
@AutoValue
abstract class LakeMark implements CheckpointMark {

  static LakeMark of(int slice, int row) {
    return new AutoValue_LakeMark(slice, row);
  }

  /** The slice's index within its lane; the number of slices when the lane has ended. */
  abstract int slice();

  /** The row within the slice. */
  abstract int row();

  @Override
  public void finalizeCheckpoint() {
    // A lake is read without telling anybody.
  }

  /** The serialised form is a contract with running jobs: two variable-length integers. */
  static final class MarkCoder extends AtomicCoder<LakeMark> {

    private static final long serialVersionUID = 1L;

    @Override
    public void encode(LakeMark mark, OutputStream out) throws IOException {
      VarIntCoder.of().encode(mark.slice(), out);
      VarIntCoder.of().encode(mark.row(), out);
    }

    @Override
    public LakeMark decode(InputStream in) throws IOException {
      int slice = VarIntCoder.of().decode(in);
      int row = VarIntCoder.of().decode(in);
      return of(slice, row);
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
