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
package io.beamlambda.capability.probe;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;

/**
 * What is kept of an exception: the first line of its root, without what differs from run to run.
 */
final class Failures {

  private static final int LONGEST = 300;

  private static final Pattern IDENTITY =
      Pattern.compile("@[0-9a-f]{1,8}\\b|\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");
  private static final Pattern TASK = Pattern.compile("\\(TID \\d+\\)|\\bstage \\d+\\.\\d+\\b");

  private Failures() {}

  static String describe(Throwable failure) {
    Throwable root = root(failure);
    String message = Objects.toString(root.getMessage(), "").strip().lines().findFirst().orElse("");
    String line = root.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    String stable =
        TASK.matcher(IDENTITY.matcher(line).replaceAll("@...")).replaceAll("...").strip();
    return stable.length() <= LONGEST ? stable : stable.substring(0, LONGEST) + "...";
  }

  /** Whether it was thrown while a runner went through the graph, even if it was told later. */
  static boolean inTranslation(Throwable failure) {
    return Arrays.stream(root(failure).getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(Pipeline.class.getName()));
  }

  private static Throwable root(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    Throwable root = failure;
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    return root;
  }
}
