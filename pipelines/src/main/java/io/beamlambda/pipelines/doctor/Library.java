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
package io.beamlambda.pipelines.doctor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar, as its file's name tells: {@code avro-1.11.4.jar}.
 *
 * @param artifact without the version
 * @param version without a classifier
 */
record Library(String artifact, String version) {

  /** The last number is the version's; what begins with a letter behind it is a classifier. */
  private static final Pattern NAME =
      Pattern.compile(
          "(.+)-(\\d[\\w.]*(?:-(?:jre|android|SNAPSHOT))?)(?:-[A-Za-z][\\w.-]*)?\\.jar");

  /** Nothing if the name has no version. */
  static Optional<Library> of(Path jar) {
    Matcher matcher = NAME.matcher(String.valueOf(jar.getFileName()));
    return matcher.matches()
        ? Optional.of(new Library(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
