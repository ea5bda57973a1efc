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

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** How many files this process may have open: jars, connections, files of RocksDB. */
final class OpenFilesCheck implements Check {

  private static final long ENOUGH = 4_096;

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Finding> run() {
    String expected = String.format(Locale.ROOT, "at least %,d", ENOUGH);
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return List.of(Finding.ok(name(), "this system has no limit that is known", expected));
    }
    long limit = unix.getMaxFileDescriptorCount();
    String found = String.format(Locale.ROOT, "up to %,d open files", limit);
    return List.of(
        limit >= ENOUGH
            ? Finding.ok(name(), found, expected)
            : Finding.warning(
                    name(), found, expected, "raise the limit in the shell that starts it:")
                .withCommand("ulimit -n 65536"));
  }
}
