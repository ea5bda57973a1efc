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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewRequestsInputTest {

  private static final int TAIL = FewRequestsInput.TAIL;

  /** An array that counts how often it is gone to another place of. */
  private static final class ArrayChannel implements SeekableByteChannel {

    private final byte[] content;
    private long position;
    private int moves;
    private boolean open = true;

    ArrayChannel(byte[] content) {
      this.content = content;
    }

    @Override
    public int read(ByteBuffer target) {
      if (position >= content.length) {
        return -1;
      }
      // Less than was asked for, as over a network.
      int read = Math.min(Math.min(target.remaining(), 7_001), content.length - (int) position);
      target.put(content, (int) position, read);
      position += read;
      return read;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      moves++;
      position = newPosition;
      return this;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  private static byte[] content(int length, long seed) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static byte[] read(FewRequestsInput input, long position, int length) throws IOException {
    input.seek(position);
    return input.readNBytes(length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyReadsGiveTheBytesOfTheFile(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] content = content(random.nextInt(4 * TAIL), seed);
    FewRequestsInput input =
        new FewRequestsInput(
            () -> new ArrayChannel(content),
            content.length,
            random.nextInt(2) * random.nextInt(TAIL));
    for (int i = 0; i < 300; i++) {
      if (random.nextInt(5) == 0) {
        input.remember(random.nextInt(content.length), random.nextInt(TAIL));
      }
      int from = random.nextInt(content.length);
      int length = random.nextInt(random.nextBoolean() ? 100 : TAIL);

      assertThat(read(input, from, length))
          .isEqualTo(Arrays.copyOfRange(content, from, Math.min(content.length, from + length)));
    }
  }

  @Test
  void endOfTheFileIsReadOnce() throws IOException {
    byte[] content = content(3 * TAIL, 1);
    ArrayChannel channel = new ArrayChannel(content);
    FewRequestsInput input = new FewRequestsInput(() -> channel, content.length, 0);

    read(input, content.length - 8, 8);
    read(input, content.length - TAIL, TAIL - 8);

    assertThat(channel.moves).isEqualTo(1);
    assertThat(input.read()).isNotEqualTo(-1);
    input.seek(content.length);
    assertThat(input.read()).isEqualTo(-1);
  }

  @Test
  void shortGapsAreReadAndLongOnesJumpedOver() throws IOException {
    byte[] content = content(5 * TAIL, 2);
    ArrayChannel channel = new ArrayChannel(content);
    FewRequestsInput input = new FewRequestsInput(() -> channel, content.length, 1_000);

    read(input, 0, 1_010);
    read(input, 2_010, 10);
    assertThat(channel.moves).isZero();

    read(input, 3_021, 10);
    read(input, 3_020, 10);
    assertThat(channel.moves).isEqualTo(2);
  }

  @Test
  void whatIsRememberedIsReadOnce() throws IOException {
    byte[] content = content(5 * TAIL, 3);
    ArrayChannel channel = new ArrayChannel(content);
    FewRequestsInput input = new FewRequestsInput(() -> channel, content.length, 1_000);
    input.remember(10_000, 5_000);

    read(input, 0, 9_500);
    read(input, 10_500, 20_000); // passes 500 bytes of them in a gap
    byte[] again = read(input, 10_000, 5_000);

    assertThat(again).isEqualTo(Arrays.copyOfRange(content, 10_000, 15_000));
    assertThat(channel.moves).isZero();
  }

  @Test
  void goesOnWhereItIsWithAnotherChannelAfterARelease() throws IOException {
    byte[] content = content(5 * TAIL, 5);
    List<ArrayChannel> opened = new ArrayList<>();
    FewRequestsInput input =
        new FewRequestsInput(
            () -> {
              ArrayChannel channel = new ArrayChannel(content);
              opened.add(channel);
              return channel;
            },
            content.length,
            1_000);

    read(input, content.length - 8, 8);
    input.release();
    input.release();
    read(input, content.length - TAIL, 8);
    assertThat(opened).as("the end is known").hasSize(1);

    assertThat(read(input, 500, 10)).isEqualTo(Arrays.copyOfRange(content, 500, 510));
    assertThat(opened).hasSize(2).extracting(channel -> channel.open).containsExactly(false, true);
    assertThat(opened.get(1).moves).as("not read from its beginning").isEqualTo(1);
  }

  @Test
  void fileThatIsShorterThanItWasIsAnError() {
    byte[] content = content(3 * TAIL, 4);
    FewRequestsInput input =
        new FewRequestsInput(() -> new ArrayChannel(content), content.length + TAIL + 10, 0);

    assertThatThrownBy(() -> read(input, 0, 3 * TAIL + 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("It ends after 393,216 bytes of 524,298");
  }
}
