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

import org.junit.jupiter.api.Test;

class LocalBoardTest {

  @Test
  void slowestIsWhatThePlanPromisesUntilParticipantsAreHeardFrom() {
    Board board = new LocalBoard(new long[] {10, 20});

    board.publish(1, 90);

    assertThat(board.slowest()).isEqualTo(10);
    assertThat(board.fastest()).isEqualTo(90);
  }

  @Test
  void leadIsCountedFromTheBeginningUntilAllHaveBeenHeardFrom() {
    Board board = new LocalBoard(new long[] {10, 500});
    board.join(0, 10);
    board.publish(0, 90);
    assertThat(board.leadBase()).isEqualTo(10);

    board.join(1, 500);

    assertThat(board.leadBase()).isEqualTo(90);
  }

  @Test
  void participantThatHasReadNothingIsNotAhead() {
    Board board = new LocalBoard(new long[] {10, 20, 9_000});

    assertThat(board.fastest()).isEqualTo(10);

    board.publish(1, 40);
    assertThat(board.fastest()).isEqualTo(40);
  }

  @Test
  void boundIsOnlyLoweredByParticipantThatBeginsAgain() {
    Board board = new LocalBoard(new long[] {10, 20});
    board.publish(0, 50);
    board.publish(0, 40);
    assertThat(board.bound(0)).isEqualTo(50);

    board.join(0, 30);

    assertThat(board.bound(0)).isEqualTo(30);
  }

  @Test
  void idleParticipantHoldsNobodyBack() {
    Board board = new LocalBoard(new long[] {10, 20, 30});

    board.setIdle(0, true);
    assertThat(board.slowest()).isEqualTo(20);

    board.setIdle(0, false);
    assertThat(board.slowest()).isEqualTo(10);
  }

  @Test
  void whenAllAreIdleTheBoundStaysAtTheLatestHeardOf() {
    Board board = new LocalBoard(new long[] {10, 20, Board.ENDED});

    board.setIdle(0, true);
    board.setIdle(1, true);

    assertThat(board.slowest()).isEqualTo(20);
  }

  @Test
  void endedWhenAllHaveEnded() {
    Board board = new LocalBoard(new long[] {10, 20});
    board.publish(0, Board.ENDED);
    assertThat(board.slowest()).isEqualTo(20);

    board.publish(1, Board.ENDED);

    assertThat(board.slowest()).isEqualTo(Board.ENDED);
    assertThat(board.fastest()).isEqualTo(Board.ENDED);
  }
}
