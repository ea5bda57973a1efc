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

/** What values of options look like; see {@link Matching}. */
final class ValuePatterns {

  private static final String BARE_INSTANT = "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}.*";

  static final String DURATION = "^[+]?[Pp].+$";
  static final String INSTANT = "^" + BARE_INSTANT + "$";
  static final String CUTOFF = "^(sealed|stream-offsets|" + BARE_INSTANT + ")$";
  static final String UNTIL = "^(stream-end|" + BARE_INSTANT + ")$";
  static final String WINDOW = "^(fixed:[Pp].+|sliding:[Pp].+/[Pp].+|sessions:[Pp].+)$";
  static final String FROM_ONE = "^[1-9][0-9]*$";
  static final String SERVERS = "^[^, ]+:[0-9]+( *, *[^, ]+:[0-9]+)*$";
  static final String TWO_COLUMNS = "^[^,]+,[^,]+$";
  static final String DATABASE = "^jdbc:(sqlite|postgresql):.+$";

  private ValuePatterns() {}
}
