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

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Heap against what the runner needs, and against what the machine or the container has. */
final class MemoryCheck implements Check {

  private static final long MEBIBYTE = 1L << 20;

  /** Class metadata, compiled code, thread stacks, network buffers. */
  private static final long BESIDES_HEAP = 300 * MEBIBYTE;

  private final long heap;
  private final long machine;
  private final long least;
  private final String runner;

  /**
   * @param least the heap that even a small job needs, in bytes
   */
  static MemoryCheck ofThisJvm(String runner, long least) {
    // Inside a container this is the container's limit.
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new MemoryCheck(
        Runtime.getRuntime().maxMemory(), system.getTotalMemorySize(), runner, least);
  }

  MemoryCheck(long heap, long machine, String runner, long least) {
    this.heap = heap;
    this.machine = machine;
    this.runner = runner;
    this.least = least;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    String found = "a heap of at most %s".formatted(megabytes(heap));
    String expected = "at least %s for %s".formatted(megabytes(least), runner);
    if (heap < least) {
      findings.add(
          Finding.fault(
                  "memory.heap",
                  found,
                  expected,
                  "give the JVM more heap, and leave -Xmx lower out")
              .withCommand("export LAMBDA_JAVA_OPTS=-Xmx" + wanted(least)));
    } else {
      findings.add(Finding.ok("memory.heap", found, expected));
    }
    findings.add(machine());
    return findings;
  }

  private Finding machine() {
    String found = "%s in this machine or container".formatted(megabytes(machine));
    String expected = "the heap and %s besides".formatted(megabytes(BESIDES_HEAP));
    if (heap + BESIDES_HEAP <= machine) {
      return Finding.ok("memory.machine", found, expected);
    }
    long fitting = Math.max(0, machine - BESIDES_HEAP);
    return Finding.warning(
            "memory.machine",
            found + ", of which the heap may take " + megabytes(heap),
            expected,
            "lower -Xmx, or raise the container's limit: beyond it the kernel ends the JVM")
        .withCommand("export LAMBDA_JAVA_OPTS=-Xmx" + fitting / MEBIBYTE + "m");
  }

  /** Twice what a small job needs, in the form that -Xmx takes. */
  private static String wanted(long least) {
    return 2 * least / MEBIBYTE + "m";
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes / MEBIBYTE);
  }
}
