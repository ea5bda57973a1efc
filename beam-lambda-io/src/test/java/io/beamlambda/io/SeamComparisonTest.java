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
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is found in two sides that are lists, held against counting each event on its own. */
class SeamComparisonTest {

  private static final long MINUTE = 60_000;

  /** Not at a full minute, so that one minute is read from both sides. */
  private static final long CUTOFF = 10 * MINUTE + 20_000;

  private static final SeamWindow WINDOW =
      new SeamWindow(CUTOFF - 3 * MINUTE, CUTOFF, CUTOFF + 3 * MINUTE);
  private static final SeamRange ALL = new SeamRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** An event: what the hash stands for is its time and its number. */
  private record Item(long millis, int number, boolean late) {

    long hash() {
      return millis * 31 + number;
    }
  }

  /** A side in memory. */
  private record Side(List<Item> events, List<Item> behind, SeamRange covered, boolean goesOn)
      implements SeamSide {

    Side(List<Item> events, SeamRange covered) {
      this(events, List.of(), covered, false);
    }

    @Override
    public void read(SeamFilter filter, SeamSink sink) {
      give(events, filter, sink);
    }

    @Override
    public void readOn(SeamFilter filter, SeamSink sink) {
      give(behind, filter, sink);
    }

    private static void give(List<Item> events, SeamFilter filter, SeamSink sink) {
      for (Item item : events) {
        if (filter.wants(item.millis())) {
          sink.event(item.millis(), item.number() % 2, item.hash(), item.late());
        }
      }
    }
  }

  private static SeamComparison.Result compare(SeamSide lake, SeamSide stream) {
    return new SeamComparison(WINDOW, lake, stream, 2).run();
  }

  private static SeamComparison.Result compare(List<Item> lake, List<Item> stream) {
    return compare(new Side(lake, ALL), new Side(stream, ALL));
  }

  private static long sum(SeamComparison.Result result, ToLongFunction<SeamMinute> of) {
    return result.minutes().stream().mapToLong(of).sum();
  }

  private static Item item(long millis, int number) {
    return new Item(millis, number, false);
  }

  private static List<Item> draw(Random random) {
    List<Item> items = new ArrayList<>();
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      // Few times and numbers, so that equal ones are drawn; some lie outside the window.
      items.add(item(CUTOFF + (random.nextInt(16) - 8) * 30_000L, random.nextInt(2)));
    }
    return items;
  }

  private static long count(List<Item> items, Item of) {
    return items.stream().filter(of::equals).count();
  }

  @Property(tries = 300)
  void findsWhatCountingEachEventFinds(@ForAll long seed) {
    Random random = new Random(seed);
    List<Item> lake = draw(random);
    List<Item> stream = new ArrayList<>(random.nextBoolean() ? draw(random) : lake);
    if (!stream.isEmpty() && random.nextBoolean()) {
      stream.remove(random.nextInt(stream.size()));
    }
    long missing = 0;
    long doubled = 0;
    long fewer = 0;
    long only = 0;
    List<Item> distinct = new ArrayList<>(lake);
    distinct.addAll(stream);
    for (Item item : distinct.stream().distinct().toList()) {
      if (item.millis() < CUTOFF - 3 * MINUTE || item.millis() >= CUTOFF + 3 * MINUTE) {
        continue;
      }
      long used = count(item.millis() < CUTOFF ? lake : stream, item);
      long other = count(item.millis() < CUTOFF ? stream : lake, item);
      missing += used == 0 ? other : 0;
      only += other == 0 ? used : 0;
      doubled += used > other && other > 0 ? used - other : 0;
      fewer += other > used && used > 0 ? other - used : 0;
    }

    SeamComparison.Result found = compare(lake, stream);

    assertThat(sum(found, SeamMinute::missing)).isEqualTo(missing);
    assertThat(sum(found, SeamMinute::doubled)).isEqualTo(doubled);
    assertThat(sum(found, SeamMinute::fewer)).isEqualTo(fewer);
    assertThat(sum(found, SeamMinute::only)).isEqualTo(only);
    assertThat(sum(found, SeamMinute::unread)).isZero();
  }

  @Property(tries = 100)
  void orderPlaysNoPart(@ForAll long seed) {
    Random random = new Random(seed);
    List<Item> lake = draw(random);
    List<Item> stream = draw(random);
    List<Item> shuffledLake = new ArrayList<>(lake);
    List<Item> shuffledStream = new ArrayList<>(stream);
    Collections.shuffle(shuffledLake, random);
    Collections.shuffle(shuffledStream, random);

    assertThat(compare(shuffledLake, shuffledStream)).isEqualTo(compare(lake, stream));
    assertThat(compare(shuffledLake, lake).minutes()).isEmpty();
  }

  @Example
  void onlyMinutesThatDifferAreReadAgain() {
    List<Item> stream = List.of(item(CUTOFF - MINUTE, 1), item(CUTOFF + MINUTE, 1));
    List<Item> lake = List.of(item(CUTOFF - MINUTE, 1));
    List<SeamFilter> asked = new ArrayList<>();
    SeamSide recorded =
        new SeamSide() {
          @Override
          public void read(SeamFilter filter, SeamSink sink) {
            asked.add(filter);
            Side.give(stream, filter, sink);
          }

          @Override
          public SeamRange covered() {
            return ALL;
          }

          @Override
          public boolean goesOn() {
            return true;
          }
        };

    compare(new Side(stream, ALL), recorded);
    assertThat(asked).hasSize(1);

    // What only the side has that is read is not looked into, what it lacks is.
    compare(new Side(lake, ALL), recorded);
    assertThat(asked).hasSize(2);
    compare(new Side(List.of(), ALL), recorded);
    assertThat(asked).hasSize(4);
    SeamFilter again = asked.get(3);
    assertThat(again.wants(CUTOFF - MINUTE)).isTrue();
    assertThat(again.wants(CUTOFF + MINUTE)).isFalse();
    assertThat(again.wantsAnyOf(CUTOFF - 2 * MINUTE, CUTOFF)).isTrue();
    assertThat(again.wantsAnyOf(CUTOFF, CUTOFF + 2 * MINUTE)).isFalse();
  }

  @Example
  void swappedEventsOfTheSameCountAreFound() {
    SeamComparison.Result found =
        compare(List.of(item(CUTOFF - 1, 1)), List.of(item(CUTOFF - 1, 3)));

    assertThat(found.minutes()).hasSize(1);
    assertThat(sum(found, SeamMinute::missing)).isEqualTo(1);
    assertThat(sum(found, SeamMinute::only)).isEqualTo(1);
    assertThat(found.nothingInCommon()).isTrue();
  }

  @Example
  void minuteOfTheCutoffIsJudgedByBothSides() {
    // Both are only in the lake, and the second is where the stream is read.
    SeamComparison.Result found = compare(List.of(item(CUTOFF - 1, 1), item(CUTOFF, 1)), List.of());

    assertThat(found.minutes())
        .extracting(SeamMinute::startMillis, SeamMinute::isStreams, SeamMinute::missing)
        .containsExactly(tuple(10 * MINUTE, false, 0L), tuple(10 * MINUTE, true, 1L));
  }

  @Example
  void eventsBehindTheEndOfTheLakeAreUnreadAndNotMissing() {
    Side lake = new Side(List.of(item(CUTOFF - 2 * MINUTE, 1)), new SeamRange(0, CUTOFF - MINUTE));
    Side stream =
        new Side(
            List.of(
                item(CUTOFF - 2 * MINUTE, 1),
                item(CUTOFF - MINUTE - 1, 1),
                item(CUTOFF - MINUTE, 1),
                item(CUTOFF - 1, 1),
                item(CUTOFF, 1)),
            ALL);

    SeamComparison.Result found = compare(lake, stream);

    assertThat(sum(found, SeamMinute::missing)).isEqualTo(1);
    assertThat(sum(found, SeamMinute::unread)).isEqualTo(2);
  }

  @Example
  void whatTheStreamIsStillToBringIsNeitherMissingNorUnread() {
    List<Item> lake = List.of(item(CUTOFF, 1), item(CUTOFF + MINUTE, 1), item(CUTOFF + 90_000, 1));
    SeamRange covered = new SeamRange(0, CUTOFF + MINUTE);

    SeamComparison.Result open =
        compare(new Side(lake, ALL), new Side(List.of(item(CUTOFF, 1)), List.of(), covered, true));
    SeamComparison.Result ended =
        compare(new Side(lake, ALL), new Side(List.of(item(CUTOFF, 1)), List.of(), covered, false));

    assertThat(sum(open, SeamMinute::missing)).isZero();
    assertThat(sum(open, SeamMinute::unread)).isZero();
    assertThat(sum(ended, SeamMinute::unread)).isEqualTo(2);
    assertThat(open.minutes()).noneMatch(SeamMinute::streamCovers);
  }

  @Example
  void whatStandsFarBehindInTheStreamIsLateAndNotMissing() {
    List<Item> lake = List.of(item(CUTOFF, 1), item(CUTOFF + 1, 1), item(CUTOFF + 2, 1));
    Side stream =
        new Side(
            List.of(item(CUTOFF, 1)),
            List.of(item(CUTOFF + 1, 1), item(CUTOFF, 1), item(CUTOFF - 1, 7)),
            ALL,
            true);

    SeamComparison.Result found = compare(new Side(lake, ALL), stream);

    assertThat(sum(found, SeamMinute::late)).isEqualTo(1);
    assertThat(sum(found, SeamMinute::missing)).isEqualTo(1);
  }
}
