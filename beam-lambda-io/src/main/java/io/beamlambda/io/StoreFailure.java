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

import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file system refused something, in words. */
final class StoreFailure {

  /** What SDKs add for their support: numbers of requests and attempts. */
  private static final Pattern FOR_SUPPORT = Pattern.compile("\\s*\\((Service: |SDK Attempt).*");

  /** What SDKs tell of their inner parts. */
  private static final Pattern INNER_PARTS = Pattern.compile("\\s+in the chain \\w+\\(.*");

  /** The class before the message, as exceptions print themselves. */
  private static final Pattern CLASS = Pattern.compile("^(?:[a-z][\\w]*\\.)+[A-Z]\\w*: ");

  private static final int LONGEST = 300;

  private StoreFailure() {}

  /** The innermost reason, in one line. */
  static String reason(Throwable failure) {
    Throwable innermost = failure;
    String message = failure.getMessage();
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        innermost = cause;
        message = cause.getMessage();
      }
    }
    if (message == null || message.isBlank()) {
      return innermost.getClass().getSimpleName();
    }
    String line = message.strip().lines().findFirst().orElse("");
    Matcher supported = FOR_SUPPORT.matcher(line);
    line = INNER_PARTS.matcher(supported.replaceFirst("")).replaceFirst("");
    line = CLASS.matcher(line).replaceFirst("");
    if (line.length() > LONGEST) {
      line = line.substring(0, LONGEST) + "...";
    }
    return innermost instanceof UnknownHostException ? "unknown host " + line : line;
  }
}
