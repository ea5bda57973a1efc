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
package io.beamlambda.capability.detect;

import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.WindowFn;

/** Windows, as users know them. */
final class WindowNames {

  private WindowNames() {}

  /** {@code FixedWindows (size 1 hour)}, for example. */
  static String of(WindowFn<?, ?> windows) {
    if (windows instanceof GlobalWindows) {
      return "the global window";
    }
    String settings =
        DisplayData.from(windows).asMap().values().stream()
            .map(item -> item.getKey() + " " + value(item))
            .sorted()
            .collect(Collectors.joining(", "));
    String name = ClassNames.brief(windows.getClass());
    return settings.isEmpty() ? name : "%s (%s)".formatted(name, settings);
  }

  private static Object value(DisplayData.Item item) {
    return item.getType() == DisplayData.Type.DURATION && item.getValue() instanceof Long millis
        ? Duration.ofMillis(millis)
        : item.getValue();
  }
}
