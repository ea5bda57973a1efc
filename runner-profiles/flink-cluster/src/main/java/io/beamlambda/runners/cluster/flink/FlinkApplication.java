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
package io.beamlambda.runners.cluster.flink;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that the JobManager runs itself, in Flink's application mode.
 *
 * @param jar what has all of its classes but those of Flink; linked into {@code usrlib}
 * @param mainClass its main class
 * @param arguments what {@code main} gets
 */
public record FlinkApplication(Path jar, String mainClass, List<String> arguments) {

  /** Keeps a copy. */
  public FlinkApplication {
    arguments = List.copyOf(arguments);
  }
}
