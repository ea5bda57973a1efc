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
package io.beamlambda.capability.report;

import java.util.Map;

/**
 * What a text is written to.
 *
 * @param columns how many characters fit into a line
 * @param colours which colours it shows
 */
public record Terminal(int columns, Colours colours) {

  private static final int COLUMNS = 100;

  /** The colours of a terminal. */
  public enum Colours {
    /** None: a file, for example. */
    NONE,
    /** The usual eight. */
    ANSI
  }

  /** A file or a pipe. */
  public static Terminal plain() {
    return new Terminal(COLUMNS, Colours.NONE);
  }

  /**
   * A terminal that somebody looks at; without colours if the environment has {@code NO_COLOR} or
   * calls it dumb.
   *
   * @param environment the process's environment variables
   */
  public static Terminal of(Map<String, String> environment) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(COLUMNS, plain ? Colours.NONE : Colours.ANSI);
  }
}
