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
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file with few requests to its store. A channel of Beam is only moved when there is
 * something to read, and not at all where reading on is cheaper: on S3 each move is a new request,
 * and the one that it breaks off has been sending to the end of the object.
 *
 * <ul>
 *   <li>The end of the file is read at once and kept, for the footer and what Parquet reads to find
 *       it.
 *   <li>Short gaps, over columns that nobody asks for, are read and dropped.
 *   <li>What is {@linkplain #remember remembered} is read once only.
 *   <li>Between readings that lie far apart no connection has to be {@linkplain #release kept}.
 * </ul>
 */
final class FewRequestsInput extends InputStream {

  /** Bytes: enough for most footers, and too few to matter. */
  static final int TAIL = 128 * 1024;

  /** Bytes that a store sends in about the time that another request takes. */
  static final int REMOTE_GAP = 4 * 1024 * 1024;

  private static final int DROPPED_AT_ONCE = 64 * 1024;

  private final ChannelOpener opener;
  private final long length;
  private final int longestGap;
  private final long tailStart;

  private @Nullable SeekableByteChannel channel;
  private long position;
  private long channelPosition;
  private byte @Nullable [] tail;
  private long rememberedStart;
  private int rememberedBytes;
  private byte[] remembered = new byte[0];

  /** Opens a channel at the file's beginning. */
  interface ChannelOpener {
    SeekableByteChannel open() throws IOException;
  }

  /**
   * @param opener asked when there is something to read, and again after a {@link #release}
   * @param length of the file, in bytes
   * @param longestGap how many bytes to read and drop at most instead of moving the channel
   */
  FewRequestsInput(ChannelOpener opener, long length, int longestGap) {
    this.opener = opener;
    this.length = length;
    this.longestGap = longestGap;
    this.tailStart = Math.max(0, length - TAIL);
  }

  long position() {
    return position;
  }

  void seek(long newPosition) {
    position = newPosition;
  }

  /**
   * Keeps {@code bytes} from {@code start} on when they are next passed, and forgets all others.
   */
  void remember(long start, int bytes) {
    rememberedStart = start;
    rememberedBytes = 0;
    remembered = new byte[bytes];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    if (position >= length) {
      return -1;
    }
    int read;
    long fromRemembered = position - rememberedStart;
    if (fromRemembered >= 0 && fromRemembered < rememberedBytes) {
      read = (int) Math.min(wanted, rememberedBytes - fromRemembered);
      System.arraycopy(remembered, (int) fromRemembered, target, offset, read);
    } else if (position >= tailStart) {
      byte[] end = tail();
      int fromTail = (int) (position - tailStart);
      read = Math.min(wanted, end.length - fromTail);
      System.arraycopy(end, fromTail, target, offset, read);
    } else {
      SeekableByteChannel at = channelAtPosition();
      read = readChannel(at, target, offset, (int) Math.min(wanted, tailStart - position));
    }
    position += read;
    return read;
  }

  private byte[] tail() throws IOException {
    byte[] known = tail;
    if (known == null) {
      known = new byte[(int) (length - tailStart)];
      SeekableByteChannel open = channel();
      move(open, tailStart);
      int filled = 0;
      while (filled < known.length) {
        filled += readChannel(open, known, filled, known.length - filled);
      }
      tail = known;
    }
    return known;
  }

  private SeekableByteChannel channel() throws IOException {
    SeekableByteChannel open = channel;
    if (open == null) {
      open = opener.open();
      channel = open;
      channelPosition = 0;
    }
    return open;
  }

  private void move(SeekableByteChannel open, long to) throws IOException {
    open.position(to);
    channelPosition = to;
  }

  /** Brings the channel to the position. */
  private SeekableByteChannel channelAtPosition() throws IOException {
    boolean untouched = channel == null;
    SeekableByteChannel open = channel();
    long gap = position - channelPosition;
    // To move a channel that has not been read from costs nothing.
    if (gap < 0 || gap > (untouched ? 0 : longestGap)) {
      move(open, position);
      return open;
    }
    byte[] dropped = new byte[(int) Math.min(gap, DROPPED_AT_ONCE)];
    while (channelPosition < position) {
      readChannel(open, dropped, 0, (int) Math.min(dropped.length, position - channelPosition));
    }
    return open;
  }

  private int readChannel(SeekableByteChannel open, byte[] target, int offset, int wanted)
      throws IOException {
    int read = open.read(ByteBuffer.wrap(target, offset, wanted));
    if (read <= 0) {
      throw new IOException(
          "It ends after %,d bytes of %,d: it has changed, or was cut off"
              .formatted(channelPosition, length));
    }
    long missing = rememberedStart + rememberedBytes - channelPosition;
    if (missing >= 0 && missing < read && rememberedBytes < remembered.length) {
      int kept = (int) Math.min(read - missing, remembered.length - rememberedBytes);
      System.arraycopy(target, offset + (int) missing, remembered, rememberedBytes, kept);
      rememberedBytes += kept;
    }
    channelPosition += read;
    return read;
  }

  /** Lets go of the store, and of what is remembered, until something is read again. */
  void release() throws IOException {
    remember(0, 0);
    SeekableByteChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    release();
  }
}
