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

    board.join(1, 20).raise(90);

    assertThat(board.bounds().slowest()).isEqualTo(10);
    assertThat(board.bounds().fastest()).isEqualTo(90);
  }

  @Test
  void leadIsCountedFromTheBeginningUntilAllHaveBeenHeardFrom() {
    Board board = new LocalBoard(new long[] {10, 500});
    board.join(0, 10).raise(90);
    assertThat(board.bounds().leadBase(1)).isEqualTo(10);

    board.join(1, 500);

    assertThat(board.bounds().leadBase(1)).isEqualTo(90);
  }

  @Test
  void leadIsCountedFromTheOthers() {
    Board board = new LocalBoard(new long[] {10, 20});
    board.join(0, 10);
    board.join(1, 20);

    assertThat(board.bounds().leadBase(0)).isEqualTo(20);
    assertThat(board.bounds().leadBase(1)).isEqualTo(10);

    board.join(1, Board.ENDED);

    assertThat(board.bounds().leadBase(0)).isEqualTo(Board.ENDED);
  }

  @Test
  void theSlowestOfSomeIsIdleOnlyIfNobodyElseIsLeft() {
    Board board = new LocalBoard(new long[] {10, 20, 30});
    board.join(2, 30).setIdle(true);
    assertThat(board.bounds().slowestOf(0, 1)).isEqualTo(10);

    board.join(1, 40);
    assertThat(board.bounds().slowestOf(1, 3)).isEqualTo(40);

    board.join(1, Board.ENDED);
    assertThat(board.bounds().slowestOf(1, 3)).isEqualTo(30);

    board.join(2, Board.ENDED);
    assertThat(board.bounds().slowestOf(1, 3)).isEqualTo(Board.ENDED);
  }

  @Test
  void whatIsSaidOnAnOlderSeatDoesNotCount() {
    Board board = new LocalBoard(new long[] {10, 20});
    Board.Seat old = board.join(0, 10);
    board.join(0, 15);

    old.raise(50);
    old.setIdle(true);

    assertThat(board.bounds().slowest()).isEqualTo(15);
  }

  @Test
  void participantThatHasReadNothingIsNotAhead() {
    Board board = new LocalBoard(new long[] {10, 20, 9_000});

    assertThat(board.bounds().fastest()).isEqualTo(10);

    board.join(1, 40);
    assertThat(board.bounds().fastest()).isEqualTo(40);
  }

  @Test
  void boundIsOnlyLoweredByParticipantThatBeginsAgain() {
    Board board = new LocalBoard(new long[] {10, 20});
    Board.Seat seat = board.join(0, 50);
    seat.raise(40);
    assertThat(board.bounds().of(0)).isEqualTo(50);

    board.join(0, 30);

    assertThat(board.bounds().of(0)).isEqualTo(30);
  }

  @Test
  void idleParticipantHoldsNobodyBack() {
    Board board = new LocalBoard(new long[] {10, 20, 30});

    Board.Seat seat = board.join(0, 10);

    seat.setIdle(true);
    assertThat(board.bounds().slowest()).isEqualTo(20);

    seat.setIdle(false);
    assertThat(board.bounds().slowest()).isEqualTo(10);
  }

  @Test
  void whenAllAreIdleTheBoundStaysAtTheLatestHeardOf() {
    Board board = new LocalBoard(new long[] {10, 20, Board.ENDED});

    board.join(0, 10).setIdle(true);
    board.join(1, 20).setIdle(true);

    assertThat(board.bounds().slowest()).isEqualTo(20);
  }

  @Test
  void endedWhenAllHaveEnded() {
    Board board = new LocalBoard(new long[] {10, 20});
    board.join(0, Board.ENDED);
    assertThat(board.bounds().slowest()).isEqualTo(20);

    board.join(1, Board.ENDED);

    assertThat(board.bounds().slowest()).isEqualTo(Board.ENDED);
    assertThat(board.bounds().fastest()).isEqualTo(Board.ENDED);
  }
}
