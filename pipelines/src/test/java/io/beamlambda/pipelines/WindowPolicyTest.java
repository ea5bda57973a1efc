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
package io.beamlambda.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowPolicyTest {

  private static final Instant START = Instant.parse("2001-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "fixed:PT1H, fixed:PT1H, false",
    "fixed:P7D, fixed:PT168H, false",
    "FIXED:PT0.5S, fixed:PT0.5S, false",
    "sliding:P30D/PT5M, sliding:PT720H/PT5M, false",
    "sessions:PT30M, sessions:PT30M, true",
  })
  void readsWindowsAndPrintsThem(String text, String printed, boolean merges) {
    WindowPolicy policy = WindowPolicy.parse(text);

    assertThat(policy.text()).isEqualTo(printed);
    assertThat(policy.merges()).isEqualTo(merges);
    assertThat(WindowPolicy.parse(printed)).isEqualTo(policy);
    assertThat(policy.window().getWindowFn().isNonMerging()).isEqualTo(!merges);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | unknown kind of window ''",
        "hourly | unknown kind of window 'hourly'",
        "tumbling:PT1H | unknown kind of window 'tumbling'",
        "fixed: | '' is no duration",
        "fixed:1h | '1h' is no duration",
        "fixed:PT0S | Invalid window size: PT0S (must be > 0)",
        "fixed:-PT1H | Invalid window size: PT-1H (must be > 0)",
        "fixed:P9999999999999D | 'P9999999999999D' is no duration",
        "sliding:PT1H | no period",
        "sliding:PT1H/PT2H | Invalid window period: PT2H (must be <= the size PT1H, or events between windows would be lost)",
        "sessions:PT0S | Invalid session gap: PT0S (must be > 0)",
      })
  void explainsWhatIsWrongWithOthers(String text, String reason) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> WindowPolicy.parse(text))
        .withMessage(
            "Invalid window '%s': %s; expected fixed:SIZE, sliding:SIZE/PERIOD or sessions:GAP with"
                + " ISO-8601 durations, for example fixed:PT1H, sliding:P30D/PT5M or"
                + " sessions:PT30M.",
            text, reason);
  }

  @Test
  void refusesFiringsThatCannotBe() {
    WindowPolicy policy = WindowPolicy.parse("fixed:PT1H");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy.withEarlyFirings(Duration.ZERO))
        .withMessage("Invalid early delay: PT0S (must be > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy.withAllowedLateness(Duration.millis(-1)))
        .withMessage("Invalid lateness: PT-0.001S (must be >= 0)");
  }

  @Test
  void changesLeaveTheOriginalAlone() {
    WindowPolicy policy = WindowPolicy.parse("fixed:PT1H");

    assertThat(policy.withPreset(WindowPolicy.Preset.FAST_EXACT)).isNotEqualTo(policy);
    assertThat(policy).isEqualTo(WindowPolicy.parse("fixed:PT1H"));
  }

  static Stream<Arguments> presets() {
    String early = "EARLY 1";
    String onTime = "ON_TIME 2";
    String late = "LATE 3";
    return Stream.of(
        Arguments.of(WindowPolicy.Preset.RELAXED, List.of(onTime)),
        Arguments.of(WindowPolicy.Preset.EXACT, List.of(onTime, late)),
        Arguments.of(WindowPolicy.Preset.FAST, List.of(early, onTime)),
        Arguments.of(WindowPolicy.Preset.FAST_EXACT, List.of(early, onTime, late)));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void presetsAreTheCornersOfLatencyAndConsistency(WindowPolicy.Preset preset, List<String> panes) {
    TestStream<KV<String, Long>> events =
        stream()
            .advanceWatermarkTo(START)
            .addElements(at(1, 1))
            .advanceProcessingTime(Duration.standardSeconds(11))
            .addElements(at(2, 1))
            .advanceWatermarkTo(START.plus(Duration.standardHours(1)))
            .addElements(at(3, 1))
            .advanceWatermarkTo(START.plus(Duration.standardDays(8)))
            .addElements(at(4, 1))
            .advanceWatermarkToInfinity();

    assertThat(panes(events, WindowPolicy.parse("fixed:PT1H").withPreset(preset)))
        .containsExactlyElementsOf(panes);
  }

  @Test
  void windowWithoutNewEventsEmitsNothingAtItsEnd() {
    TestStream<KV<String, Long>> events =
        stream()
            .advanceWatermarkTo(START)
            .addElements(at(1, 1))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .advanceWatermarkToInfinity();

    WindowPolicy policy =
        WindowPolicy.parse("fixed:PT1H")
            .withEarlyFirings(Duration.standardSeconds(1))
            .withAllowedLateness(Duration.standardDays(1));

    assertThat(panes(events, policy)).containsExactly("EARLY 1");
  }

  @Test
  void sessionsMergeAcrossFirings() {
    TestStream<KV<String, Long>> events =
        stream()
            .advanceWatermarkTo(START)
            .addElements(at(0, 1), at(20, 1))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(at(10, 1))
            .advanceWatermarkToInfinity();

    WindowPolicy policy =
        WindowPolicy.parse("sessions:PT15M").withEarlyFirings(Duration.standardSeconds(1));

    assertThat(panes(events, policy)).hasSize(3).contains("EARLY 1", "ON_TIME 3");
  }

  private static TestStream.Builder<KV<String, Long>> stream() {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()));
  }

  private static TimestampedValue<KV<String, Long>> at(int minute, long value) {
    return TimestampedValue.of(KV.of("a", value), START.plus(Duration.standardMinutes(minute)));
  }

  /** Timing of each pane, and how many elements it has. */
  private static List<String> panes(TestStream<KV<String, Long>> events, WindowPolicy policy) {
    return Panes.of(events, policy.window(), PreCombine.perKey(new ValuesFn())).stream()
        .map(pane -> pane.info().getTiming() + " " + pane.value().split(" ").length)
        .toList();
  }
}
