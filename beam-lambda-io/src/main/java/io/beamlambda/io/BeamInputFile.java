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
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** A file of any of Beam's file systems, as Parquet wants to see it. */
final class BeamInputFile implements InputFile {

  private final FoundFile file;
  private @Nullable FewRequestsInput input;

  BeamInputFile(FoundFile file) {
    this.file = file;
  }

  @Override
  public long getLength() {
    return file.file().size();
  }

  /**
   * Keeps these bytes in memory when they are next passed, so that they can be read once more
   * without the file system.
   */
  void remember(long start, int length) {
    if (input != null) {
      input.remember(start, length);
    }
  }

  /** Lets go of the store until something is read again. */
  void release() throws IOException {
    if (input != null) {
      input.release();
    }
  }

  private SeekableByteChannel open() throws IOException {
    ReadableByteChannel channel = FileSystems.open(file.resource());
    if (!(channel instanceof SeekableByteChannel seekable)) {
      channel.close();
      throw new IOException(
          "Cannot read " + this + " as Parquet: its file system does not support seeking");
    }
    return seekable;
  }

  @Override
  public SeekableInputStream newStream() {
    FewRequestsInput opened =
        new FewRequestsInput(
            this::open,
            getLength(),
            StoreKind.of(file.file().path()).isRemote() ? FewRequestsInput.REMOTE_GAP : 0);
    input = opened;
    return new DelegatingSeekableInputStream(opened) {
      @Override
      public long getPos() {
        return opened.position();
      }

      @Override
      public void seek(long position) {
        opened.seek(position);
      }
    };
  }

  @Override
  public String toString() {
    return file.file().path();
  }
}
