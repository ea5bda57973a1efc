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
 * </ul>
 */
final class FewRequestsInput extends InputStream {

  /** Bytes: enough for most footers, and too few to matter. */
  static final int TAIL = 128 * 1024;

  /** Bytes that a store sends in about the time that another request takes. */
  static final int REMOTE_GAP = 4 * 1024 * 1024;

  private static final int DROPPED_AT_ONCE = 64 * 1024;

  private final SeekableByteChannel channel;
  private final long length;
  private final int longestGap;
  private final long tailStart;

  private long position;
  private long channelPosition;
  private byte @Nullable [] tail;
  private long rememberedStart;
  private int rememberedBytes;
  private byte[] remembered = new byte[0];

  /**
   * @param channel at its beginning
   * @param length of the file, in bytes
   * @param longestGap how many bytes to read and drop at most instead of moving the channel
   */
  FewRequestsInput(SeekableByteChannel channel, long length, int longestGap) {
    this.channel = channel;
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
      moveChannel();
      read = readChannel(target, offset, (int) Math.min(wanted, tailStart - position));
    }
    position += read;
    return read;
  }

  private byte[] tail() throws IOException {
    byte[] known = tail;
    if (known == null) {
      known = new byte[(int) (length - tailStart)];
      channel.position(tailStart);
      channelPosition = tailStart;
      int filled = 0;
      while (filled < known.length) {
        filled += readChannel(known, filled, known.length - filled);
      }
      tail = known;
    }
    return known;
  }

  /** Brings the channel to the position. */
  private void moveChannel() throws IOException {
    long gap = position - channelPosition;
    if (gap < 0 || gap > longestGap) {
      channel.position(position);
      channelPosition = position;
      return;
    }
    byte[] dropped = new byte[(int) Math.min(gap, DROPPED_AT_ONCE)];
    while (channelPosition < position) {
      readChannel(dropped, 0, (int) Math.min(dropped.length, position - channelPosition));
    }
  }

  private int readChannel(byte[] target, int offset, int wanted) throws IOException {
    int read = channel.read(ByteBuffer.wrap(target, offset, wanted));
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

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
